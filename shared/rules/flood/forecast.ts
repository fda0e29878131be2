import { RAISED_LEVELS, type RaisedLevel } from "#shared/domain/level.ts";
import type { FloodSettings } from "./flood-settings.ts";
import { minutesUntil } from "./rate-of-rise.ts";

/** When a level is reached if the water goes on rising as it does. */
export interface Forecast {
  readonly level: RaisedLevel;
  readonly inMinutes: number;
}

/** A level that is this near raises the one below it. */
export const RAISE_AHEAD_MIN = 15;
/** Beyond this a straight line says nothing of a flood. */
export const FORECAST_HORIZON_MIN = 60;

/**
 * Forecasts of the levels not reached yet, nearest first. A forecast counts only at or above the lowest threshold: a drain that
 * fills from empty in every shower is no flood yet.
 */
export const forecasts = (
  levelM: number,
  rateMPerMin: number | undefined,
  settings: FloodSettings,
): readonly Forecast[] => {
  if (rateMPerMin === undefined || levelM < settings.thresholdsM.advisory) return [];
  return RAISED_LEVELS.flatMap((level) => {
    const thresholdM = settings.thresholdsM[level];
    const inMinutes = levelM >= thresholdM ? undefined : minutesUntil(thresholdM, levelM, rateMPerMin);
    return inMinutes === undefined || inMinutes > FORECAST_HORIZON_MIN ? [] : [{ level, inMinutes }];
  });
};
