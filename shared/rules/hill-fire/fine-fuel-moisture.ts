import type { FireWeather, NoonWeather } from "./fire-weather.ts";

/** Moisture, percent of dry mass, of fuel whose code is 0 over that of 101: 250 x 59.5 / 101. Old texts round it to 147.2. */
export const FF_COEFFICIENT = (250 * 59.5) / 101;
const WETTEST_PERCENT = 250;
/** Rain that the canopy keeps, mm. */
const INTERCEPTED_MM = 0.5;

/** The moisture content, percent, that a fine fuel moisture code stands for. */
export const fineFuelMoisturePercent = (ffmc: number): number =>
  (FF_COEFFICIENT * (101 - ffmc)) / (59.5 + ffmc);

const wettedBy = (rainMm: number, moisture: number): number => {
  if (rainMm <= INTERCEPTED_MM) return moisture;
  const effectiveMm = rainMm - INTERCEPTED_MM;
  const gained = 42.5 * effectiveMm * Math.exp(-100 / (251 - moisture)) * (1 - Math.exp(-6.93 / effectiveMm));
  const soaked = moisture > 150 ? 0.0015 * (moisture - 150) ** 2 * Math.sqrt(effectiveMm) : 0;
  return Math.min(WETTEST_PERCENT, moisture + gained + soaked);
};

/** How far a day brings the fuel towards its equilibrium, as the exponent of ten that is left. */
const dayExponent = (openShare: number, { airTemperatureC, windSpeedKmh }: FireWeather): number =>
  (0.424 * (1 - openShare ** 1.7) + 0.0694 * Math.sqrt(windSpeedKmh) * (1 - openShare ** 8)) *
  0.581 *
  Math.exp(0.0365 * airTemperatureC);

/**
 * Fine fuel moisture code of a day: litter and grass, which dry within hours. 0 soaked, 101 bone dry.
 *
 * @param yesterday the code of the day before; 85 where nothing is known.
 *
 * Source: Van Wagner and Pickett, Equations and FORTRAN program for the Canadian forest fire weather index system (1985), with the
 * coefficient of cffdrs.
 */
export const fineFuelMoistureCode = (yesterday: number, noon: NoonWeather): number => {
  const { airTemperatureC, relativeHumidityPercent: h } = noon;
  const before = wettedBy(noon.rain24hMm, fineFuelMoisturePercent(yesterday));
  const shared = 0.18 * (21.1 - airTemperatureC) * (1 - Math.exp(-0.115 * h));
  const drying = 0.942 * h ** 0.679 + 11 * Math.exp((h - 100) / 10) + shared;
  const wetting = 0.618 * h ** 0.753 + 10 * Math.exp((h - 100) / 10) + shared;
  let moisture = before;
  if (before > drying) {
    moisture = drying + (before - drying) / 10 ** dayExponent(h / 100, noon);
  } else if (before < wetting) {
    moisture = wetting - (wetting - before) / 10 ** dayExponent((100 - h) / 100, noon);
  }
  const code = (59.5 * (WETTEST_PERCENT - moisture)) / (FF_COEFFICIENT + moisture);
  return Math.min(101, Math.max(0, code));
};
