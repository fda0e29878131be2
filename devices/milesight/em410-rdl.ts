import { i16le, u8, u32le } from "../lib/byte-formats.ts";
import { tlvProfile } from "../lib/tlv.ts";
import { eventBits, measuredAt, quantity } from "../lib/tlv-table.ts";
import { deviceInformation } from "./device-information.ts";
import { battery, housingTemperature, position } from "./quantities.ts";
import { intervalInMinutes } from "./report-interval.ts";

/** Codes: the vendor's decoder for EM410-RDL (0xFFFD, 0xFFFE, 0xFFFF of a signed number). */
const distance = quantity("distance", i16le, {
  countsPerUnit: 1000,
  noValue: { [-3]: "no target", [-2]: "disabled", [-1]: "sensor exception" },
});
const change = quantity("distance_change", i16le, { countsPerUnit: 1000 });
const alarm = quantity("distance_alarm", u8);
const pastTemperature = { ...housingTemperature, noValue: { [-2]: "disabled", [-1]: "sensor exception" } };
const pastEvents = eventBits(u8, [
  { bit: 0, quantity: "distance_alarm", value: 1 },
  { bit: 4, quantity: "distance_alarm", value: 2 },
  { bit: 1, quantity: "distance_alarm", value: 0 },
  { bit: 2, quantity: "distance_exception", value: 1 },
  { bit: 3, quantity: "distance_exception", value: 0 },
  { bit: 5, quantity: "tilted", value: 1 },
]);

/**
 * Milesight EM410-RDL, radar distance to the water. Fields: the vendor's payload table for EM410-RDL. As delivered it reports once a
 * day (Milesight Development Platform, configurable properties of EM410-RDL): set a shorter interval before it guards anything.
 * History comes in two layouts: 11 bytes in the payload table, 6 in a later version of the vendor's decoder.
 */
export const em410Rdl = tlvProfile(
  {
    id: "milesight/em410-rdl",
    vendor: "Milesight",
    model: "EM410-RDL",
    name: "Radar distance and level sensor",
    hazards: ["flood"],
    heartbeatS: 86_400,
    defaultFPort: 85,
    reportBytes: 18,
    reportInterval: intervalInMinutes,
    otherLayouts: { "20ce": [measuredAt(u32le), distance] },
    codes: {
      distance_alarm: { 0: "released", 1: "threshold", 2: "step" },
      distance_exception: {
        0: "blind zone released",
        1: "blind zone",
        2: "no target",
        3: "sensor exception",
      },
    },
  },
  {
    "0175": [battery],
    "0367": [housingTemperature],
    "0482": [distance],
    "0500": [position],
    "06c7": [quantity("echo_level", i16le, { countsPerUnit: 100 })],
    "8482": [distance, alarm],
    "9482": [distance, change, alarm],
    b482: [distance, quantity("distance_exception", u8)],
    "20ce": [measuredAt(u32le), distance, pastTemperature, change, pastEvents],
    ...deviceInformation,
  },
);
