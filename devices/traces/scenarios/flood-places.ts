import { fillMinFor, type Rise } from "./hydrograph.ts";
import { between, clamp, logBetween, logNormal, type Random } from "./random.ts";

/** How water behaves at one kind of place. Heights are above the site's datum. */
export interface FloodPlace {
  /** Water on an ordinary dry day. */
  readonly baseM: number;
  readonly sensorHeightM: number;
  /** What a quiet year never reaches: the depth of the drain, the top of the bank or quay; of a road the height of a kerb. */
  readonly fullM: number;
  /** Whether the sea is what rises here. */
  readonly tidal: boolean;
  /** What an ordinary shower (weight 1) makes of it. */
  readonly shower: (random: Random, weight: number) => Omit<Rise, "from">;
  readonly flood: (random: Random) => Omit<Rise, "from">;
}

/** Minutes from 10 to 30 cm in FloodNet NYC's inland floods of 305 mm and more: median 8, one in ten faster than 2.3. */
const FAST_MEDIAN_MIN = 8;
const FAST_SPREAD = Math.log(8 / 2.3) / 1.2816;

/** Heights of the same floods (22 of them): 309 to 913 mm, median 575; half gone after 14 to 130 min, median 44. */
const streetFlood = (random: Random): Omit<Rise, "from"> => {
  const peakM = clamp(logNormal(random, 0.55, 0.35), 0.32, 1.1);
  return {
    peakM,
    fillMin: fillMinFor(peakM, clamp(logNormal(random, FAST_MEDIAN_MIN, FAST_SPREAD), 1, 40)),
    halfFallMin: clamp(logNormal(random, 44, 0.6), 14, 130),
  };
};

/** A shower's rise: what it adds at most, and its pace. */
const showerRise =
  (mostM: number, medianM: number, fillMin: number, halfFallMin: number) =>
  (random: Random, weight: number): Omit<Rise, "from"> => ({
    peakM: Math.min(mostM, weight * logNormal(random, medianM, 0.5)),
    fillMin: logNormal(random, fillMin, 0.4),
    halfFallMin: logNormal(random, halfFallMin, 0.4),
  });

/**
 * A dry road, a nullah 2 m deep with a trickle in it, a river that takes hours, and a quay at the sea. The floods of the road are
 * FloodNet's; the nullah fills by the same law, higher and a little slower (an assumption: no recording of one is at hand); the river's pace is that of
 * Onion and Bear Creek (USGS, 2013: 2-5 h from a tenth of the rise to the peak); for the sea see tidal-surge.ts.
 */
export const FLOOD_PLACES = {
  road: {
    baseM: 0,
    sensorHeightM: 3,
    fullM: 0.1,
    tidal: false,
    shower: showerRise(0.04, 0.012, 6, 12),
    flood: streetFlood,
  },
  drain: {
    baseM: 0.15,
    sensorHeightM: 3.2,
    fullM: 2,
    tidal: false,
    shower: showerRise(0.6, 0.15, 12, 20),
    flood: (random) => ({
      peakM: between(random, 1.1, 2.2),
      fillMin: clamp(logNormal(random, 18, 0.6), 5, 60),
      halfFallMin: clamp(logNormal(random, 44, 0.6), 14, 130),
    }),
  },
  river: {
    baseM: 0.8,
    sensorHeightM: 7,
    fullM: 3.5,
    tidal: false,
    shower: showerRise(1, 0.2, 60, 180),
    flood: (random) => ({
      peakM: between(random, 2.4, 3.6),
      fillMin: logBetween(random, 45, 110),
      halfFallMin: logBetween(random, 180, 480),
    }),
  },
  quay: {
    baseM: 1.4,
    sensorHeightM: 5,
    fullM: 3,
    tidal: true,
    // Rain raises no sea.
    shower: () => ({ peakM: 0, fillMin: 1, halfFallMin: 1 }),
    flood: () => ({ peakM: 0, fillMin: 1, halfFallMin: 1 }),
  },
} as const satisfies Readonly<Record<string, FloodPlace>>;

export type FloodPlaceName = keyof typeof FLOOD_PLACES;
