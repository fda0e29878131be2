import { tlvProfile } from "../lib/tlv.ts";
import { em400Codes, em400Table } from "./em400-table.ts";
import { intervalInSeconds } from "./report-interval.ts";

/** Milesight EM400-UDL, ultrasonic distance, with tilt switch and temperature. Heartbeat: standard mode. */
export const em400Udl = tlvProfile(
  {
    id: "milesight/em400-udl",
    vendor: "Milesight",
    model: "EM400-UDL",
    name: "Ultrasonic distance sensor for bins and levels",
    hazards: ["flood", "illegal_dumping"],
    heartbeatS: 600,
    defaultFPort: 85,
    reportBytes: 14,
    reportInterval: intervalInSeconds,
    codes: em400Codes,
  },
  em400Table,
);
