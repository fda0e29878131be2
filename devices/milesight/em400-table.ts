import { u8 } from "../lib/byte-formats.ts";
import { quantity, type TlvTable } from "../lib/tlv-table.ts";
import { deviceInformation } from "./device-information.ts";
import { battery, housingTemperature, position, ultrasonicDistance } from "./quantities.ts";

/**
 * What EM400-UDL and EM400-MUD send alike: the vendor's payload tables for both. An alarm brings the value that raised it: a distance
 * past its threshold, a temperature that rose by 5 degrees between two readings.
 */
export const em400Table: TlvTable = {
  "0175": [battery],
  "0367": [housingTemperature],
  "0482": [ultrasonicDistance],
  "0500": [position],
  "8367": [housingTemperature, quantity("temperature_alarm", u8)],
  "8482": [ultrasonicDistance, quantity("distance_alarm", u8)],
  ...deviceInformation,
};

export const em400Codes = {
  distance_alarm: { 0: "released", 1: "threshold" },
  temperature_alarm: { 0: "released", 1: "threshold" },
};
