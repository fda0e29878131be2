import * as z from "zod";
import { geometrySchema, positionSchema } from "./geometry.ts";
import { hazardSchema } from "./hazard.ts";
import { jurisdictionSchema } from "./jurisdiction.ts";
import { bilingualSchema } from "./language.ts";
import { validityShape } from "./validity.ts";

export const idSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "an id is 1-40 of a-z, 0-9 and -, like wai-tau-bridge");

/** The thresholds and other settings of one hazard at a site, for as long as they held. `settings` belong to the hazard's rule. */
export const hazardConfigurationSchema = z.strictObject({
  hazard: hazardSchema,
  settings: z.record(z.string(), z.unknown()),
  ...validityShape,
});
export type HazardConfiguration = z.infer<typeof hazardConfigurationSchema>;

export const siteSchema = z.strictObject({
  siteId: idSchema,
  name: bilingualSchema,
  /** Where it is shown on a map. */
  position: positionSchema,
  /** What is watched, where it is more than a spot. */
  geometry: geometrySchema.optional(),
  jurisdiction: jurisdictionSchema.optional(),
  hazards: z.array(hazardConfigurationSchema).min(1),
});
export type Site = z.infer<typeof siteSchema>;
