import { u16le, u32le } from "../lib/byte-formats.ts";
import { tlvProfile } from "../lib/tlv.ts";
import { measuredAt, quantity } from "../lib/tlv-table.ts";
import { deviceInformation } from "./device-information.ts";
import { battery } from "./quantities.ts";
import { intervalInSeconds } from "./report-interval.ts";

/** Centimetres, where its siblings tell millimetres. Codes: the vendor's decoder for EM500-SWL. */
const depth = quantity("water_depth", u16le, {
  countsPerUnit: 100,
  noValue: { 65533: "out of range", 65535: "that collecting failed" },
});

/** Milesight EM500-SWL, a submerged probe. Fields: the vendor's payload table for EM500-SWL. */
export const em500Swl = tlvProfile(
  {
    id: "milesight/em500-swl",
    vendor: "Milesight",
    model: "EM500-SWL",
    name: "Submersible water level sensor",
    hazards: ["flood"],
    heartbeatS: 600,
    defaultFPort: 85,
    reportBytes: 7,
    reportInterval: intervalInSeconds,
  },
  {
    "0175": [battery],
    "0377": [depth],
    "20ce": [measuredAt(u32le), depth],
    ...deviceInformation,
  },
);
