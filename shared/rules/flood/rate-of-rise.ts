import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";

/** A believed water level. */
export interface LevelReading {
  readonly observedAt: EpochMs;
  readonly levelM: number;
}

/** A slope over more than 15 minutes is history. */
export const SLOPE_SPAN_MS = 15 * MINUTE_MS;
/** What a gauge over a dry road or a stream at rest scatters: less than this above the dry level is no water yet. */
export const DRY_M = 0.02;
/** Slower than 2 cm in 10 minutes is within what a gauge over still water scatters. */
export const STEADY_PER_10_MIN_M = 0.02;

/** The straight line through the last readings of a gauge. */
export interface Slope {
  readonly mPerMin: number;
  readonly readings: number;
  /** Square root of the sum of squared minutes from their mean: what a scatter is divided by to give the slope's standard error. */
  readonly leverMin: number;
  /** The water came up from the dry level within these readings. */
  readonly startsDry: boolean;
}

/**
 * Rate of rise: the ordinary least-squares line through the readings of the last 15 minutes. Water that was not there at one reading
 * and is at the next began to rise somewhere between: in the middle on average, so that is where the dry reading is taken to lie.
 * Undefined with fewer than two readings, or when all were taken at one instant.
 *
 * @param dryM up to here there is no water, above the datum
 */
export const slopeOf = (believed: readonly LevelReading[], at: EpochMs, dryM: number): Slope | undefined => {
  const lastDry = believed.findLastIndex(({ levelM }) => levelM < dryM);
  const onset = onsetOf(believed[lastDry], believed[lastDry + 1]);
  const points = believed
    .map((reading, index) => (index === lastDry && onset !== undefined ? onset : reading))
    .filter(({ observedAt }) => at - observedAt <= SLOPE_SPAN_MS);
  if (points.length < 2) return undefined;
  const startsDry = onset !== undefined && points.includes(onset);
  return { ...lineThrough(points, at), readings: points.length, startsDry };
};

const onsetOf = (dry: LevelReading | undefined, wet: LevelReading | undefined): LevelReading | undefined =>
  dry === undefined || wet === undefined
    ? undefined
    : { observedAt: (dry.observedAt + wet.observedAt) / 2, levelM: dry.levelM };

const lineThrough = (points: readonly LevelReading[], at: EpochMs): Pick<Slope, "mPerMin" | "leverMin"> => {
  let meanMinute = 0;
  let meanLevelM = 0;
  for (const { observedAt, levelM } of points) {
    meanMinute += (observedAt - at) / MINUTE_MS / points.length;
    meanLevelM += levelM / points.length;
  }
  let spread = 0;
  let together = 0;
  for (const { observedAt, levelM } of points) {
    const minute = (observedAt - at) / MINUTE_MS - meanMinute;
    spread += minute * minute;
    together += minute * (levelM - meanLevelM);
  }
  return { mPerMin: spread === 0 ? 0 : together / spread, leverMin: Math.sqrt(spread) };
};
