import type { FireWeather } from "./fire-weather.ts";

/** The ratings of the Mk 5 forest meter, each with the index it begins at; the upper ones as Australia divides them since 2009. */
const BANDS = [
  [100, "catastrophic"],
  [75, "extreme"],
  [50, "severe"],
  [24, "very_high"],
  [12, "high"],
] as const;

export type ForestDangerBand = (typeof BANDS)[number][1] | "low";

/** The drought factor where the fuel is as dry as can be. */
export const DRIEST_DROUGHT_FACTOR = 10;

/**
 * McArthur Mk 5 forest fire danger index, 0 and up.
 *
 * @param droughtFactor 0 wet to 10 dry: how much of the fine fuel can burn. Below 0.1 there is none to speak of, and the index is 0.
 *
 * Source: Noble, Bary and Gill, McArthur's fire-danger meters expressed as equations, Aust. J. Ecology 5 (1980).
 */
export const mcArthurIndex = (weather: FireWeather, droughtFactor: number): number =>
  droughtFactor < 0.1
    ? 0
    : 2 *
      Math.exp(
        -0.45 +
          0.987 * Math.log(droughtFactor) -
          0.0345 * weather.relativeHumidityPercent +
          0.0338 * weather.airTemperatureC +
          0.0234 * weather.windSpeedKmh,
      );

/** The rating of a McArthur index. */
export const forestDangerBand = (index: number): ForestDangerBand =>
  BANDS.find(([from]) => index >= from)?.[1] ?? "low";
