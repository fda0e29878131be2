import * as z from "zod";
import { deviceSchema } from "./device.ts";
import { districtSchema } from "./district.ts";
import { polygonSchema } from "./geometry.ts";
import { bilingualSchema } from "./language.ts";
import { maintenanceSchema } from "./maintenance.ts";
import { recipientSchema } from "./recipient.ts";
import { sinkComplaints } from "./sink-complaints.ts";
import { idSchema, siteSchema } from "./site.ts";
import { villageComplaints } from "./village-complaints.ts";

/** A village as the registry holds it: its sites and the devices that watch them. No personal data. */
export const villageSchema = z.strictObject({
  villageId: idSchema,
  name: bilingualSchema,
  /** The number to call, printed in public texts and on the board. */
  telephone: z.string().min(3).max(20),
  boundary: polygonSchema.optional(),
  /** Where the Observatory measures the village's rain. Without it only warnings and the nowcast are known of its weather. */
  rainfall: z
    .strictObject({
      district: districtSchema,
      /** Automatic weather stations near by, as `hourlyRainfall` names them: the one with the most rain counts. */
      stations: z.array(z.string().min(1)).readonly().optional(),
    })
    .optional(),
  sites: z.array(siteSchema).min(1),
  devices: z.array(deviceSchema),
  /** Who works at which device until when. Not in the file: `village maintain` writes it, and provisioning leaves it as it is. */
  maintenance: z.array(maintenanceSchema).readonly().optional(),
});
export type Village = z.infer<typeof villageSchema>;

/** What a provisioning file holds: a village and who is told. */
export const villageFileSchema = villageSchema
  .omit({ maintenance: true })
  .extend({ recipients: z.array(recipientSchema) })
  .superRefine((village, context) => {
    for (const { path, message } of [...villageComplaints(village), ...sinkComplaints(village)]) {
      context.addIssue({ code: "custom", path: [...path], message });
    }
  });
export type VillageFile = z.infer<typeof villageFileSchema>;
