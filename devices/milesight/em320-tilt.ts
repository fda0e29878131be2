import { lowestBit, tilt15 } from "../lib/byte-formats.ts";
import { tlvProfile } from "../lib/tlv.ts";
import { quantity } from "../lib/tlv-table.ts";
import { deviceInformation } from "./device-information.ts";
import { battery } from "./quantities.ts";
import { intervalInSeconds } from "./report-interval.ts";

const axis = (tilt: "tilt_x" | "tilt_y" | "tilt_z") => [
  quantity(tilt, tilt15, { countsPerUnit: 100, sharesBytes: true }),
  quantity(`${tilt}_alarm`, lowestBit),
];
const crossed = { 0: "none", 1: "threshold" };

/**
 * Milesight EM320-TILT, three angles, each with the flag of its threshold in the same two bytes. Fields: the vendor's payload table
 * for EM320-TILT. The heartbeat is that of the EM320 series (Milesight Development Platform, EM320-TH).
 */
export const em320Tilt = tlvProfile(
  {
    id: "milesight/em320-tilt",
    vendor: "Milesight",
    model: "EM320-TILT",
    name: "Tilt sensor",
    hazards: ["illegal_dumping"],
    heartbeatS: 600,
    defaultFPort: 85,
    reportBytes: 11,
    reportInterval: intervalInSeconds,
    codes: { tilt_x_alarm: crossed, tilt_y_alarm: crossed, tilt_z_alarm: crossed },
  },
  {
    "0175": [battery],
    "03d4": [...axis("tilt_x"), ...axis("tilt_y"), ...axis("tilt_z")],
    ...deviceInformation,
  },
);
