import { tlvProfile } from "../lib/tlv.ts";
import { em400Codes, em400Table } from "./em400-table.ts";
import { intervalInSeconds } from "./report-interval.ts";

/** Milesight EM400-MUD, ultrasonic distance to a heap or into a bin, with tilt switch and temperature. Heartbeat: standard mode. */
export const em400Mud = tlvProfile(
  {
    id: "milesight/em400-mud",
    vendor: "Milesight",
    model: "EM400-MUD",
    name: "Multifunctional ultrasonic distance sensor",
    hazards: ["illegal_dumping"],
    heartbeatS: 600,
    defaultFPort: 85,
    reportBytes: 14,
    reportInterval: intervalInSeconds,
    codes: em400Codes,
  },
  em400Table,
);
