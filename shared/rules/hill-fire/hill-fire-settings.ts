import * as z from "zod";
import { idSchema } from "#shared/domain/site.ts";

/** What a site's file says of hill fires. */
export const hillFireSettingsSchema = z.strictObject({
  /** Sites of one hill watch the same fire: a name that they share. */
  hill: idSchema.optional(),
  /** What people burn here: at graves and temples smoke alone says little, in the festivals least. */
  burning: z.enum(["nothing", "incense_and_paper"]).default("nothing"),
  /** Houses stand within a kilometre: villagers hear warnings too. */
  nearHouses: z.boolean().default(false),
});
export type HillFireSettings = z.infer<typeof hillFireSettingsSchema>;
