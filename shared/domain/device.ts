import * as z from "zod";
import { devEuiSchema } from "./uplink.ts";
import { validityShape } from "./validity.ts";

/** Which site a device stood at, and how high, for how long. A swap or a re-survey adds an entry; it never edits the past. */
export const assignmentSchema = z.strictObject({
  siteId: z.string().min(1),
  /**
   * Height of the sensor's face above the site's datum, metres: `water_level = sensorHeight - distance`. Absent for a device
   * that measures no distance: a motion sensor has no height that matters.
   */
  sensorHeightM: z.number().min(0).max(60).optional(),
  ...validityShape,
});
export type Assignment = z.infer<typeof assignmentSchema>;

/** Which network server takes downlinks for a device, and under which name it knows it. */
export const downlinkAddressSchema = z.discriminatedUnion("via", [
  z.strictObject({
    via: z.literal("aws-iot-wireless"),
    /** Absent: AWS IoT Wireless is asked for the device of this DevEUI. */
    wirelessDeviceId: z.string().min(1).max(256).optional(),
  }),
  /** ChirpStack knows a device by its DevEUI. */
  z.strictObject({ via: z.literal("chirpstack") }),
  z.strictObject({
    via: z.literal("the-things-stack"),
    applicationId: z.string().min(2).max(36),
    deviceId: z.string().min(2).max(36),
  }),
]);
export type DownlinkAddress = z.infer<typeof downlinkAddressSchema>;

const SHORTEST_INTERVAL_S = 30;
const LONGEST_INTERVAL_S = 86_400;
const intervalSchema = z.number().int().min(SHORTEST_INTERVAL_S).max(LONGEST_INTERVAL_S);
/** One lost report is no silence. */
const HEARTBEAT_INTERVALS = 2;

export const deviceSchema = z.strictObject({
  devEui: devEuiSchema,
  /** `vendor/model` of the catalogue. */
  profileId: z
    .string()
    .regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, "a profile id is vendor/model, like milesight/em500-udl"),
  /** How often it reports when nothing happens, seconds. Two in a row missing make the site blind. */
  reportIntervalS: intervalSchema,
  /** How often it is asked to report while it is wet, seconds. Absent: it always reports as often. */
  fastReportIntervalS: intervalSchema.optional(),
  /** The longest a healthy device may be silent, seconds, where it is not {@link heartbeatOf twice the report interval}. */
  heartbeatS: z
    .number()
    .int()
    .min(SHORTEST_INTERVAL_S)
    .max(HEARTBEAT_INTERVALS * LONGEST_INTERVAL_S)
    .optional(),
  downlink: downlinkAddressSchema.optional(),
  assignments: z.array(assignmentSchema).min(1),
});
export type Device = z.infer<typeof deviceSchema>;

/** The longest a healthy device may be silent, seconds. */
export const heartbeatOf = ({
  heartbeatS,
  reportIntervalS,
}: Pick<Device, "heartbeatS" | "reportIntervalS">): number =>
  heartbeatS ?? HEARTBEAT_INTERVALS * reportIntervalS;
