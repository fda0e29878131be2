import { tlvProfile } from "../lib/tlv.ts";
import { deviceInformation } from "./device-information.ts";
import { battery, position, ultrasonicDistance } from "./quantities.ts";
import { intervalInSeconds } from "./report-interval.ts";

/** Milesight EM310-UDL, ultrasonic distance with a tilt switch. Fields: the vendor's payload table for EM310-UDL. */
export const em310Udl = tlvProfile(
  {
    id: "milesight/em310-udl",
    vendor: "Milesight",
    model: "EM310-UDL",
    name: "Ultrasonic distance sensor with tilt switch",
    hazards: ["flood", "illegal_dumping"],
    heartbeatS: 600,
    defaultFPort: 85,
    reportBytes: 10,
    reportInterval: intervalInSeconds,
  },
  {
    "0175": [battery],
    "0382": [ultrasonicDistance],
    "0400": [position],
    ...deviceInformation,
  },
);
