import * as z from "zod";
import { hazardSchema } from "./hazard.ts";
import { bilingualSchema } from "./language.ts";
import { validityShape } from "./validity.ts";

export const idSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "an id is 1-40 of a-z, 0-9 and -, like wai-tau-bridge");

/** GeoJSON order: longitude first, WGS84 degrees. (CAP wants latitude first.) */
export const positionSchema = z.tuple([z.number().min(113.7).max(114.6), z.number().min(22.1).max(22.7)]);
export type Position = z.infer<typeof positionSchema>;

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
  position: positionSchema,
  hazards: z.array(hazardConfigurationSchema).min(1),
});
export type Site = z.infer<typeof siteSchema>;
