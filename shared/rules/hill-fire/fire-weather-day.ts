import type { DayLengthFactors } from "./day-length.ts";
import { droughtCode, duffMoistureCode } from "./deep-fuel-moisture.ts";
import { fineFuelMoistureCode } from "./fine-fuel-moisture.ts";
import type { NoonWeather } from "./fire-weather.ts";
import {
  buildUpIndex,
  dailySeverityRating,
  fireWeatherIndex,
  initialSpreadIndex,
} from "./fire-weather-index.ts";

/** How dry three layers of fuel are: what one day hands to the next. */
export interface FuelMoistureCodes {
  readonly ffmc: number;
  readonly dmc: number;
  readonly dc: number;
}

/** The codes and indices of one day. */
export interface FireWeatherDay extends FuelMoistureCodes {
  readonly isi: number;
  readonly bui: number;
  readonly fwi: number;
  readonly dsr: number;
}

/** Where the chain begins when nothing is known: three days after the snow has gone (Lawson and Armitage 2008). */
export const DEFAULT_START: FuelMoistureCodes = { ffmc: 85, dmc: 6, dc: 15 };

/**
 * One day of the Canadian fire weather index system: the weather at local noon moves the three moisture codes on, and the indices
 * follow from them.
 */
export const fireWeatherDay = (
  yesterday: FuelMoistureCodes,
  noon: NoonWeather,
  factors: DayLengthFactors,
): FireWeatherDay => {
  const ffmc = fineFuelMoistureCode(yesterday.ffmc, noon);
  const dmc = duffMoistureCode(yesterday.dmc, noon, factors.duff);
  const dc = droughtCode(yesterday.dc, noon, factors.drought);
  const isi = initialSpreadIndex(ffmc, noon.windSpeedKmh);
  const bui = buildUpIndex(dmc, dc);
  const fwi = fireWeatherIndex(isi, bui);
  return { ffmc, dmc, dc, isi, bui, fwi, dsr: dailySeverityRating(fwi) };
};
