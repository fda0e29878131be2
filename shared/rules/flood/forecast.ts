import { RAISED_LEVELS, type RaisedLevel } from "#shared/domain/level.ts";
import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";
import type { FloodSettings } from "./flood-settings.ts";
import type { Slope } from "./rate-of-rise.ts";

/** When a level is reached if the water goes on rising: `inMinutes` by the straight line, in truth between the other two. */
export interface Forecast {
  readonly level: RaisedLevel;
  readonly inMinutes: number;
  readonly earliestMinutes: number;
  readonly latestMinutes: number;
}

/** Water that has risen for half an hour goes on longer than water that has risen for five minutes: half as long is looked ahead. */
const AHEAD_SHARE_OF_RISE = 0.5;
/** So far ahead a cloudburst is seen from its second reading on. */
export const AHEAD_AT_LEAST_MIN = 7;
/** Beyond this a straight line says nothing, however long it held. */
export const AHEAD_AT_MOST_MIN = 20;
/** Floods slow down more often than they speed up: the level comes between half of the straight line's time and twice it and 10 minutes. */
const EARLIEST_SHARE = 0.5;
const LATEST_SHARE = 2;
const LATEST_AND_MIN = 10;
/** An ultrasonic gauge that is in order errs by about 1 cm (Milesight EM500-UDL: 1 cm and 0.3 %); one that scatters more shows it. */
const ERROR_AT_LEAST_M = 0.005;
/** A line says that water rises when its slope is twice its own standard error; once it, where sky or stream say why it should. */
const SURE_ERRORS = 2;
const EXPLAINED_ERRORS = 1;
/** So many readings bear a slope even when it says that nothing moves. */
const READINGS_OF_A_LINE = 3;

const TENTHS = 10;

/** A rise, and what is known of it besides. */
export interface Rise {
  readonly slope: Slope | undefined;
  /** When nothing was there yet, as far as anybody has seen. */
  readonly since: EpochMs;
  readonly at: EpochMs;
  /** The newest reading is not below the one before it. */
  readonly goesOn: boolean;
  readonly scatterM: number;
  /** Rain in force, or a site upstream in alarm: less is needed to believe the slope. */
  readonly isExplained: boolean;
  readonly aheadAtLeastMin: number;
}

/** Whether the line rises by more than the gauge's error can make it seem. */
const isSure = ({ mPerMin, leverMin }: Slope, { scatterM, isExplained }: Rise): boolean => {
  const errors = isExplained ? EXPLAINED_ERRORS : SURE_ERRORS;
  return mPerMin * leverMin >= errors * Math.max(scatterM, ERROR_AT_LEAST_M);
};

/** The slope, where enough readings bear it: three, or two that differ by more than the gauge's error. */
export const firmSlope = (rise: Rise): Slope | undefined => {
  const { slope } = rise;
  if (slope === undefined || slope.leverMin === 0) return undefined;
  return slope.readings >= READINGS_OF_A_LINE || isSure(slope, rise) ? slope : undefined;
};

/** How far ahead the line through a rise is trusted, minutes. */
const aheadMin = ({ since, at, aheadAtLeastMin }: Rise): number =>
  Math.max(aheadAtLeastMin, Math.min(AHEAD_AT_MOST_MIN, ((at - since) / MINUTE_MS) * AHEAD_SHARE_OF_RISE));

/**
 * Forecasts of the levels not reached yet, nearest first: those that the line through a rise reaches while it can be trusted. None once the
 * water has stopped rising, and none below the lowest threshold: a drain that fills from empty in every shower is no flood yet.
 *
 * @param levelM of the newest reading
 * @param sureM what the gauge has shown beyond its scatter
 */
export const forecasts = (
  levelM: number,
  sureM: number,
  rise: Rise,
  { thresholdsM }: FloodSettings,
): readonly Forecast[] => {
  const { slope, goesOn } = rise;
  if (slope === undefined || !goesOn || !isSure(slope, rise) || sureM < thresholdsM.advisory) return [];
  const limitMin = aheadMin(rise);
  return RAISED_LEVELS.flatMap((level) => {
    const lineMin = (thresholdsM[level] - levelM) / slope.mPerMin;
    if (lineMin <= 0 || lineMin > limitMin) return [];
    const inMinutes = Math.round(lineMin * TENTHS) / TENTHS;
    return [
      {
        level,
        inMinutes,
        earliestMinutes: Math.floor(inMinutes * EARLIEST_SHARE),
        latestMinutes: Math.ceil(inMinutes * LATEST_SHARE + LATEST_AND_MIN),
      },
    ];
  });
};
