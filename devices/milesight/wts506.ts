import { u8, u16le, u32le } from "../lib/byte-formats.ts";
import { tlvProfile } from "../lib/tlv.ts";
import { information, measuredAt, quantity } from "../lib/tlv-table.ts";
import { deviceInformation } from "./device-information.ts";
import { airTemperature, battery, humidity } from "./quantities.ts";
import { intervalInSeconds } from "./report-interval.ts";

const windDirection = quantity("wind_direction", u16le, { countsPerUnit: 10 });
const pressure = quantity("air_pressure", u16le, { unitsPerCount: 10 });
const windSpeed = quantity("wind_speed", u16le, { countsPerUnit: 10 });
const shortRainfall = quantity("rainfall_total", u16le, { countsPerUnit: 100 });
const rainfall = quantity("rainfall_total", u32le, { countsPerUnit: 100 });
const rainCounter = information("rainfall_counter", u8);
const weather = [measuredAt(u32le), airTemperature, humidity, pressure, windDirection, windSpeed];
const threshold = { 0: "released", 1: "threshold" };

/** Milesight WTS506, weather station. Fields: the vendor's payload table for WTS506 (rain in 2 bytes from older firmware, in 4 since). */
export const wts506 = tlvProfile(
  {
    id: "milesight/wts506",
    vendor: "Milesight",
    model: "WTS506",
    name: "Weather station",
    hazards: ["hill_fire", "flood"],
    heartbeatS: 600,
    defaultFPort: 85,
    reportBytes: 29,
    reportInterval: intervalInSeconds,
    codes: {
      temperature_alarm: threshold,
      pressure_alarm: threshold,
      wind_speed_alarm: threshold,
      rainfall_alarm: threshold,
    },
  },
  {
    "0175": [battery],
    "0367": [airTemperature],
    "0468": [humidity],
    "0584": [windDirection],
    "0673": [pressure],
    "0792": [windSpeed],
    "0877": [shortRainfall, rainCounter],
    "08ec": [rainfall, rainCounter],
    "8367": [airTemperature, quantity("temperature_alarm", u8)],
    "8673": [pressure, quantity("pressure_alarm", u8)],
    "8792": [windSpeed, quantity("wind_speed_alarm", u8)],
    "88ec": [rainfall, rainCounter, quantity("rainfall_alarm", u8)],
    "20ce": [...weather, shortRainfall],
    "21ce": [...weather, rainfall],
    ...deviceInformation,
  },
);
