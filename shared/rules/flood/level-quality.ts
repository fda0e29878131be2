import { QUALITY, type QualityFlag } from "#shared/domain/observation.ts";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "#shared/domain/time.ts";
import type { FloodSettings } from "./flood-settings.ts";
import type { LevelReading } from "./rate-of-rise.ts";

/**
 * Quality tests of water levels after QARTOD (IOOS, Manual for Real-Time Quality Control of Water Level Data):
 * gross range, rate of change, spike, flat line.
 */

/** Ultrasonic gauges over moving water scatter by up to 8 cm: no smaller step is called a jump. */
export const NOISE_M = 0.1;
/** A spike is a reading this far from the middle of its neighbours. */
export const SPIKE_M = 0.3;
/** Readings closer together than this are compared as if this far apart. */
const SHORTEST_INTERVAL_MIN = (10 * SECOND_MS) / MINUTE_MS;

/** Gross range: below the bottom or above the sensor's face there is no water to measure. */
export const isWithinGrossRange = (levelM: number, highestM: number, settings: FloodSettings): boolean =>
  levelM >= settings.lowestLevelM && levelM <= highestM;

/**
 * No water goes on rising as fast as it can rise in a minute: in 5 minutes the fastest rose 0.62 m, in 10 it rose 0.78 m (FloodNet NYC),
 * in 15 it rose 1.53 m (Blanco at Wimberley, 2015). The 0.7th power of the minutes stays above all of them.
 */
const RISE_EXPONENT = 0.7;

/** How far water can have moved between two readings, metres. */
export const possibleChangeM = (from: LevelReading, to: LevelReading, settings: FloodSettings): number => {
  const minutes = minutesBetween(from, to);
  return Math.max(NOISE_M, settings.maxRiseMPerMin * (minutes <= 1 ? minutes : minutes ** RISE_EXPONENT));
};

/** Rate of change: whether water can have moved from one level to the other in the real interval, up or down. */
export const isPossibleChange = (from: LevelReading, to: LevelReading, settings: FloodSettings): boolean =>
  Math.abs(to.levelM - from.levelM) <= possibleChangeM(from, to, settings);

/** Metres per minute between two readings, and the most that water can do over that time. */
export const changePerMinute = (
  from: LevelReading,
  to: LevelReading,
  settings: FloodSettings,
): { readonly perMinute: number; readonly limitPerMinute: number } => {
  const minutes = minutesBetween(from, to);
  return {
    perMinute: toMm((to.levelM - from.levelM) / minutes),
    limitPerMinute: toMm(possibleChangeM(from, to, settings) / minutes),
  };
};

const toMm = (metres: number): number => Math.round(metres * 1000) / 1000;

/** Spike: |x[n-1] - (x[n] + x[n-2]) / 2|, known when the reading after it has come. */
export const isSpike = (before: LevelReading, middle: LevelReading, after: LevelReading): boolean =>
  Math.abs(middle.levelM - (before.levelM + after.levelM) / 2) > SPIKE_M &&
  Math.sign(middle.levelM - before.levelM) === Math.sign(middle.levelM - after.levelM);

/** Flat line: the same to the millimetre for hours. A dry drain does that too, so it is a flag and never stops an alarm. */
export const flatLineFlag = (
  flatSince: LevelReading,
  reading: LevelReading,
  settings: FloodSettings,
): QualityFlag =>
  reading.observedAt - flatSince.observedAt >= settings.flatLineH * HOUR_MS ? QUALITY.suspect : QUALITY.good;

export const FLAT_LINE_TOLERANCE_M = 0.0005;

const minutesBetween = (from: LevelReading, to: LevelReading): number =>
  Math.max(SHORTEST_INTERVAL_MIN, (to.observedAt - from.observedAt) / MINUTE_MS);
