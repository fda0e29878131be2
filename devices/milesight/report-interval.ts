import { u16le } from "../lib/byte-formats.ts";
import type { ReportIntervalCommand } from "../lib/tlv-downlink.ts";

/**
 * `FF 03` and seconds, which the device confirms with `FE 03`. Milesight's downlink pages and user guides (EM300 series 5.3, EM320-TILT)
 * and its encoders (EM300-TH, EM500-SWL, WS202); the others by their decoders, which read the confirmation. 60 to 64,800 s is the
 * narrowest range that any of them documents (EM500-SWL).
 */
export const intervalInSeconds: ReportIntervalCommand = {
  head: [0xff, 0x03],
  format: u16le,
  stepS: 1,
  minimumS: 60,
  maximumS: 64_800,
};

/** `FF 8E 00` and 1 to 1,440 minutes: Milesight's encoder for EM410-RDL. */
export const intervalInMinutes: ReportIntervalCommand = {
  head: [0xff, 0x8e, 0x00],
  format: u16le,
  stepS: 60,
  minimumS: 60,
  maximumS: 86_400,
};
