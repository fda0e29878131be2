import { i16le, u8, u16le, u32le } from "../lib/byte-formats.ts";
import { tlvProfile } from "../lib/tlv.ts";
import { information, measuredAt, quantity } from "../lib/tlv-table.ts";
import { deviceInformation } from "./device-information.ts";
import { airTemperature, battery, humidity } from "./quantities.ts";
import { intervalInSeconds } from "./report-interval.ts";

const carbonDioxide = quantity("carbon_dioxide", u16le);
const pressure = quantity("air_pressure", u16le, { unitsPerCount: 10 });

/** Milesight EM500-CO2, outdoor carbon dioxide and weather. Fields: the vendor's payload table for EM500-CO2. */
export const em500Co2 = tlvProfile(
  {
    id: "milesight/em500-co2",
    vendor: "Milesight",
    model: "EM500-CO2",
    name: "Carbon dioxide, temperature, humidity and pressure sensor",
    hazards: ["hill_fire"],
    heartbeatS: 600,
    defaultFPort: 85,
    reportBytes: 18,
    reportInterval: intervalInSeconds,
    codes: { temperature_alarm: { 0: "none", 1: "threshold", 2: "step" } },
  },
  {
    "0175": [battery],
    "0367": [airTemperature],
    "0468": [humidity],
    "057d": [carbonDioxide],
    "0673": [pressure],
    "83d7": [
      airTemperature,
      information("temperature_change_decidegrees", i16le),
      quantity("temperature_alarm", u8),
    ],
    "20ce": [measuredAt(u32le), carbonDioxide, pressure, airTemperature, humidity],
    ...deviceInformation,
  },
);
