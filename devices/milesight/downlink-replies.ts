import { hex, u8, u16le, u32le } from "../lib/byte-formats.ts";
import { information, type TlvField, type TlvTable } from "../lib/tlv-table.ts";

/**
 * What a device answers to a downlink: the command's type and value, on channel FE (older firmware: FF). Lengths are those of
 * Milesight-IoT/SensorDecoders, the decoders of the models in this folder. Settings that nobody here asks for are kept as digits.
 */
const replies: Readonly<Record<string, TlvField>> = {
  "02": information("collection_interval_s", u16le),
  "03": information("report_interval_s", u16le),
  "06": information("threshold_setting", hex(9)),
  "10": information("reboot", u8),
  "11": information("clock", u32le),
  "13": information("install_height_enabled", u8),
  "17": information("time_zone_setting", hex(2)),
  "1b": information("range_setting", hex(5)),
  "1c": information("repeated_collection_setting", hex(2)),
  "27": information("history_cleared", u8),
  "28": information("status_query", u8),
  "35": information("d2d_key_setting", hex(8)),
  "3b": information("time_sync_enabled", u8),
  "3e": information("tilt_stops_distance", u8),
  "4a": information("time_sync", u8),
  "56": information("tof_enabled", u8),
  "62": information("initial_surface_setting", u8),
  "63": information("angle_alarm_condition", hex(8)),
  "67": information("power_on_mode", u8),
  "68": information("history_enabled", u8),
  "69": information("retransmission_enabled", u8),
  "6a": information("retransmission_setting", hex(3)),
  "70": information("people_height_setting", hex(2)),
  "71": information("working_mode", u8),
  "77": information("install_height_mm", u16le),
  "84": information("d2d_enabled", u8),
  "96": information("d2d_setting", hex(8)),
  ab: information("distance_calibration_setting", hex(3)),
  bd: information("time_zone_minutes_setting", hex(2)),
  ea: information("calibration_setting", hex(3)),
  f1: information("calibration_setting", hex(4)),
  f2: information("alarm_count_setting", u16le),
  f5: information("alarm_release_enabled", u8),
};

const SECONDS_PER_MINUTE = 60;

/** The interval in minutes after a byte without meaning, as EM410-RDL has it. */
const intervalInMinutes: readonly TlvField[] = [
  information("report_interval_kind", u8),
  information("report_interval_s", u16le, { unitsPerCount: SECONDS_PER_MINUTE }),
];

export const downlinkReplies: TlvTable = Object.fromEntries(
  ["fe", "ff"].flatMap((channel) => [
    ...Object.entries(replies).map(([type, field]) => [`${channel}${type}`, [field]] as const),
    [`${channel}8e`, intervalInMinutes] as const,
  ]),
);
