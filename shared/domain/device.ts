import * as z from "zod";
import { devEuiSchema } from "./uplink.ts";
import { validityShape } from "./validity.ts";

/** Which site a device stood at, and how high, for how long. A swap or a re-survey adds an entry; it never edits the past. */
export const assignmentSchema = z.strictObject({
  siteId: z.string().min(1),
  /** Height of the sensor's face above the site's datum, metres: `water_level = sensorHeight - distance`. */
  sensorHeightM: z.number().min(0).max(60),
  ...validityShape,
});
export type Assignment = z.infer<typeof assignmentSchema>;

export const deviceSchema = z.strictObject({
  devEui: devEuiSchema,
  /** `vendor/model` of the catalogue. */
  profileId: z
    .string()
    .regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, "a profile id is vendor/model, like milesight/em500-udl"),
  /** How often it reports when nothing happens, seconds. Two in a row missing make the site blind. */
  reportIntervalS: z.number().int().min(30).max(86_400),
  assignments: z.array(assignmentSchema).min(1),
});
export type Device = z.infer<typeof deviceSchema>;
