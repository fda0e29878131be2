import { u8, u16le, u32le } from "../lib/byte-formats.ts";
import { tlvProfile } from "../lib/tlv.ts";
import { measuredAt, quantity } from "../lib/tlv-table.ts";
import { deviceInformation } from "./device-information.ts";
import { battery, ultrasonicDistance } from "./quantities.ts";
import { intervalInSeconds } from "./report-interval.ts";

/**
 * Milesight EM500-UDL, ultrasonic distance to the water. Fields: the vendor's payload table for EM500-UDL. It gives millimetres for
 * the alarm entry as for the report; one version of the vendor's decoder divides the alarm's by ten, which no frame supports.
 */
export const em500Udl = tlvProfile(
  {
    id: "milesight/em500-udl",
    vendor: "Milesight",
    model: "EM500-UDL",
    name: "Ultrasonic distance and level sensor",
    hazards: ["flood"],
    heartbeatS: 600,
    defaultFPort: 85,
    reportBytes: 7,
    reportInterval: intervalInSeconds,
    codes: { distance_alarm: { 0: "none", 1: "threshold", 2: "step" } },
  },
  {
    "0175": [battery],
    "0382": [ultrasonicDistance],
    "83e9": [
      ultrasonicDistance,
      quantity("distance_change", u16le, { countsPerUnit: 1000, outOfRangeFrom: 0xfff0 }),
      quantity("distance_alarm", u8),
    ],
    "20ce": [measuredAt(u32le), ultrasonicDistance],
    ...deviceInformation,
  },
);
