import { MINUTE_MS } from "#shared/domain/time.ts";
import type { FloodSettings } from "./flood-settings.ts";
import { NOISE_M } from "./level-quality.ts";
import type { LevelReading } from "./rate-of-rise.ts";

/** Learnt over about so many readings: long enough that no flood's beginning passes for the gauge's own unrest. */
const MEMORY_READINGS = 64;
/** Three readings over a longer time differ by what the water did. */
const THREE_WITHIN_MS = 12 * MINUTE_MS;
/** A gauge in order errs by a centimetre: only one that scatters more must say a thing twice. */
const IN_ORDER_M = 0.01;
/** Exceeding a threshold by less than twice its scatter, a gauge has not shown that the water did. */
export const SURE_SCATTERS = 2;

const MM_PER_M = 1000;
const TENTHS_PER_MM = 10;

/**
 * How much a gauge scatters by itself, millimetres, one standard deviation: the running mean of how far a reading lies from the line between
 * its neighbours (0.98 of the standard deviation, for errors of a normal distribution). Learnt below the lowest threshold only, and from nought:
 * a new gauge is believed as it is.
 */
export const scatterAfter = (
  scatterMm: number,
  [before, middle, after]: readonly [LevelReading | undefined, LevelReading | undefined, LevelReading],
  { thresholdsM: { advisory } }: FloodSettings,
): number => {
  if (before === undefined || middle === undefined) return scatterMm;
  const wholeMs = after.observedAt - before.observedAt;
  const isCalm = [before, middle, after].every(({ levelM }) => levelM < advisory);
  if (!isCalm || wholeMs <= 0 || wholeMs > THREE_WITHIN_MS) return scatterMm;
  const share = (middle.observedAt - before.observedAt) / wholeMs;
  const aside = Math.abs(middle.levelM - before.levelM - share * (after.levelM - before.levelM));
  const learntMm = scatterMm + (Math.min(aside, NOISE_M) * MM_PER_M - scatterMm) / MEMORY_READINGS;
  return Math.round(learntMm * TENTHS_PER_MM) / TENTHS_PER_MM;
};

/** The level that a gauge has shown beyond its scatter: by this reading alone, or by this one and the one before. */
export const surelyM = (
  { levelM }: LevelReading,
  before: LevelReading | undefined,
  scatterM: number,
): number => {
  if (scatterM <= IN_ORDER_M) return levelM;
  const alone = levelM - SURE_SCATTERS * scatterM;
  return before === undefined ? alone : Math.max(alone, Math.min(levelM, before.levelM));
};
