import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";

/** A believed water level. */
export interface LevelReading {
  readonly observedAt: EpochMs;
  readonly levelM: number;
}

/** A slope over less than three readings is noise; over more than 15 minutes it is history. */
export const SLOPE_READINGS = 3;
export const SLOPE_SPAN_MS = 15 * MINUTE_MS;

/**
 * Rate of rise in metres per minute: the slope of the ordinary least-squares line through the readings of the last 15 minutes.
 * Undefined with fewer than three, or when all were taken at one instant.
 */
export const rateOfRise = (readings: readonly LevelReading[], at: EpochMs): number | undefined => {
  const points = readings.filter((reading) => at - reading.observedAt <= SLOPE_SPAN_MS);
  if (points.length < SLOPE_READINGS) return undefined;
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
  return spread === 0 ? undefined : together / spread;
};

/** Minutes until a threshold is reached at a rate of rise; undefined when the water does not rise. */
export const minutesUntil = (thresholdM: number, levelM: number, mPerMin: number): number | undefined =>
  mPerMin > 0 ? Math.max(0, (thresholdM - levelM) / mPerMin) : undefined;
