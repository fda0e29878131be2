import { u8, u16le, u32le } from "../lib/byte-formats.ts";
import { tlvProfile } from "../lib/tlv.ts";
import { information, measuredAt, quantity } from "../lib/tlv-table.ts";
import { deviceInformation } from "./device-information.ts";

const distance = quantity("distance", u16le, { countsPerUnit: 1000, outOfRangeFrom: 0xfff0 });

/** Milesight EM500-UDL, ultrasonic distance to the water. Fields: the vendor's payload table for EM500-UDL. */
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
  },
  {
    "0175": [quantity("battery_level", u8)],
    "0382": [distance],
    "83e9": [
      distance,
      quantity("distance_change", u16le, { countsPerUnit: 1000, outOfRangeFrom: 0xfff0 }),
      information("distance_alarm", u8),
    ],
    "20ce": [measuredAt(u32le), distance],
    ...deviceInformation,
  },
);
