import type { NoonWeather } from "./fire-weather.ts";

/** Rain, mm, that never reaches the layer. */
const DUFF_INTERCEPTED_MM = 1.5;
const DROUGHT_INTERCEPTED_MM = 2.8;
/** Below these, degrees Celsius, nothing dries. */
const DUFF_STILL_C = -1.1;
const DROUGHT_STILL_C = -2.8;

/** How much of the rain a duff of this dryness takes up. */
const duffSlope = (dmc: number): number => {
  if (dmc <= 33) return 100 / (0.5 + 0.3 * dmc);
  return dmc <= 65 ? 14 - 1.3 * Math.log(dmc) : 6.2 * Math.log(dmc) - 17.2;
};

const duffAfterRain = (dmc: number, rainMm: number): number => {
  if (rainMm <= DUFF_INTERCEPTED_MM) return dmc;
  const effectiveMm = 0.92 * rainMm - 1.27;
  const before = 20 + 280 / Math.exp(0.023 * dmc);
  const after = before + (1000 * effectiveMm) / (48.77 + duffSlope(dmc) * effectiveMm);
  return Math.max(0, 43.43 * (5.6348 - Math.log(after - 20)));
};

/**
 * Duff moisture code of a day: loosely packed humus, which dries in about a fortnight. 0 wet, no upper end.
 *
 * @param yesterday the code of the day before; 6 where nothing is known.
 * @param dayLengthFactor of the month and the latitude.
 *
 * Source: Van Wagner and Pickett (1985).
 */
export const duffMoistureCode = (yesterday: number, noon: NoonWeather, dayLengthFactor: number): number => {
  const temperatureC = Math.max(DUFF_STILL_C, noon.airTemperatureC);
  const dried =
    1.894 * (temperatureC + 1.1) * (100 - noon.relativeHumidityPercent) * dayLengthFactor * 0.0001;
  return Math.max(0, duffAfterRain(yesterday, noon.rain24hMm) + dried);
};

const droughtAfterRain = (dc: number, rainMm: number): number => {
  if (rainMm <= DROUGHT_INTERCEPTED_MM) return dc;
  const effectiveMm = 0.83 * rainMm - 1.27;
  const held = 800 * Math.exp(-dc / 400);
  return Math.max(0, dc - 400 * Math.log(1 + (3.937 * effectiveMm) / held));
};

/**
 * Drought code of a day: deep, compact humus, which takes two months to dry. 0 wet, no upper end.
 *
 * @param yesterday the code of the day before; 15 where nothing is known.
 * @param dayLengthFactor of the month and the latitude.
 *
 * Source: Van Wagner and Pickett (1985).
 */
export const droughtCode = (yesterday: number, noon: NoonWeather, dayLengthFactor: number): number => {
  const temperatureC = Math.max(DROUGHT_STILL_C, noon.airTemperatureC);
  const dried = Math.max(0, (0.36 * (temperatureC + 2.8) + dayLengthFactor) / 2);
  return Math.max(0, droughtAfterRain(yesterday, noon.rain24hMm) + dried);
};
