import { DAY_MS, HOUR_MS, MINUTE_MS } from "#shared/domain/time.ts";
import { dayOf, hourOf, midnightOf, monthPlaceOf } from "./hong-kong-clock.ts";
import { between, clamp, logNormal, momentsOf, randomOf, seedOf } from "./random.ts";
import { slowNoise } from "./slow-noise.ts";
import type { Span } from "./spans.ts";

export interface Weather {
  readonly temperatureC: number;
  readonly humidityPercent: number;
}

export interface Wind {
  readonly speedMps: number;
  /** Where it comes from, clockwise from north. */
  readonly fromDeg: number;
}

/** Means of the months at the Hong Kong Observatory, 1991-2020 (HKO, climatological normals): °C, %, mm. */
const TEMPERATURE_C = [16.5, 17.1, 19.5, 23, 26.3, 28.3, 28.9, 28.7, 27.9, 25.7, 22.2, 18.2];
const HUMIDITY_PERCENT = [74, 79, 82, 83, 83, 82, 81, 81, 78, 73, 72, 70];
const RAINFALL_MM = [33.2, 38.9, 75.3, 153, 290.6, 491.5, 385.8, 453.2, 321.4, 120.3, 39.3, 28.8];

/** Between the middles of the months. */
const ofMonth = (table: readonly number[], atMs: number): number => {
  const place = monthPlaceOf(atMs);
  const before = Math.floor(place);
  const at = (month: number) => table[month % 12] ?? 0;
  return at(before) + (at(before + 1) - at(before)) * (place - before);
};

/** Magnus, with the constants of Alduchov and Eskridge (1996): hPa. */
const saturationHpa = (temperatureC: number): number =>
  6.1094 * Math.exp((17.625 * temperatureC) / (temperatureC + 243.04));

/** The relative humidity of the same air at another temperature. */
export const humidityAt = ({ temperatureC, humidityPercent }: Weather, otherC: number): number =>
  clamp((humidityPercent * saturationHpa(temperatureC)) / saturationHpa(otherC), 1, 100);

/** How often a summer's day is hot and dry, as when a typhoon passes to the east. An assumption. */
const HOT_DRY_SHARE = 0.06;

/**
 * The air of a rural valley: the month's normal, spells of days (stronger in the winter monsoon), and the course of the day, coldest
 * before dawn and warmest at 15:00. On a hot dry day it comes to 36-39 °C and 15-35 %. How strong spells are is an assumption.
 */
export const weatherOf = (seed: number): ((atMs: number) => Weather) => {
  const warmth = slowNoise(seedOf(seed, "warmth"), 2.5 * DAY_MS);
  const dryness = slowNoise(seedOf(seed, "dryness"), 3 * DAY_MS);
  const clouds = slowNoise(seedOf(seed, "clouds"), DAY_MS);
  const normals = (day: number) => {
    const noon = midnightOf(day) + 12 * HOUR_MS;
    const normalC = ofMonth(TEMPERATURE_C, noon);
    return {
      day,
      normalC,
      winter: clamp((27 - normalC) / 10, 0.3, 1),
      vapourHpa: (ofMonth(HUMIDITY_PERCENT, noon) / 100) * saturationHpa(normalC),
      hot: isHotDry(seed, noon),
    };
  };
  let today = normals(0);
  return (atMs) => {
    const day = dayOf(atMs);
    if (day !== today.day) today = normals(day);
    const { normalC, winter, vapourHpa, hot } = today;
    const swingC = hot ? 6.5 : clamp(3 - 1.2 * clouds(atMs), 1, 5.5);
    const course = Math.cos(((hourOf(atMs) - 15) / 12) * Math.PI);
    const temperatureC = (hot ? 31 : normalC + 2.6 * winter * warmth(atMs)) + swingC * course;
    // A dry spell takes water out of the air; the course of the day does not.
    const kept = hot ? 0.45 : clamp(1 - 0.3 * winter * Math.max(0, dryness(atMs)), 0.3, 1);
    const humidityPercent = clamp((100 * vapourHpa * kept) / saturationHpa(temperatureC), 12, 99);
    return { temperatureC, humidityPercent };
  };
};

/** Whether the day of an instant is hot and dry. */
export const isHotDry = (seed: number, atMs: number): boolean =>
  ofMonth(TEMPERATURE_C, atMs) > 25 && randomOf(seed, "hot", dayOf(atMs))() < HOT_DRY_SHARE;

/**
 * Winds of an inland valley: 2-4 m/s, from the east in the winter monsoon and from the south-west in summer (HKO), turning within
 * hours, and within minutes by some 12 degrees (Pasquill's class D). The strength of its wandering is an assumption.
 */
export const windOf = (seed: number): ((atMs: number) => Wind) => {
  const strength = slowNoise(seedOf(seed, "wind"), 6 * HOUR_MS);
  const turn = slowNoise(seedOf(seed, "turn"), 8 * HOUR_MS);
  const meander = slowNoise(seedOf(seed, "meander"), 10 * MINUTE_MS);
  return (atMs) => {
    const prevailingDeg = 145 + 75 * clamp(2 - Math.abs(monthPlaceOf(atMs) - 6), -1, 1);
    return {
      speedMps: clamp(2.8 * Math.exp(0.45 * strength(atMs)), 0.6, 14),
      fromDeg: (prevailingDeg + 45 * turn(atMs) + 12 * meander(atMs) + 720) % 360,
    };
  };
};

/** A shower; how heavy it is beside others, 1 being an ordinary one. */
export interface Shower extends Span {
  readonly weight: number;
}

/** An ordinary shower, mm. An assumption: it makes some 200 showers of a year's 2,431 mm. */
const SHOWER_MM = 12;

/** The showers of some time, as many as the month's rain makes. */
export const showersOf = (seed: number, span: Span): readonly Shower[] => {
  const random = randomOf(seed, "showers");
  const mostPerDay = Math.max(...RAINFALL_MM) / 30 / SHOWER_MM;
  return momentsOf(random, mostPerDay, span)
    .filter((from) => random() < ofMonth(RAINFALL_MM, from) / 30 / SHOWER_MM / mostPerDay)
    .map((from) => ({
      from,
      to: from + logNormal(random, 25, 0.6) * MINUTE_MS,
      weight: between(random, 0.2, 1.8),
    }));
};
