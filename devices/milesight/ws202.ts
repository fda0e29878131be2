import { u8 } from "../lib/byte-formats.ts";
import { tlvProfile } from "../lib/tlv.ts";
import { quantity } from "../lib/tlv-table.ts";
import { deviceInformation } from "./device-information.ts";
import { battery } from "./quantities.ts";
import { intervalInSeconds } from "./report-interval.ts";

/**
 * Milesight WS202, passive infrared motion and light. Fields: the vendor's payload table for WS202. Motion is reported when it happens;
 * the heartbeat is that of the battery report, 1,080 min as in its siblings (Milesight Development Platform, WS101 and WS201).
 */
export const ws202 = tlvProfile(
  {
    id: "milesight/ws202",
    vendor: "Milesight",
    model: "WS202",
    name: "Passive infrared motion and light sensor",
    hazards: ["wild_pig"],
    heartbeatS: 64_800,
    defaultFPort: 85,
    reportBytes: 9,
    reportInterval: intervalInSeconds,
  },
  {
    "0175": [battery],
    "0300": [quantity("motion", u8)],
    "0400": [quantity("daylight", u8)],
    ...deviceInformation,
  },
);
