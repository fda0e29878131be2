import { tellsOf } from "#devices/backtest/alarms.ts";
import type { ForecastMade, HazardResult } from "#devices/backtest/backtest-result.ts";
import { isAtLeast, RAISED_LEVELS, type RaisedLevel } from "#shared/domain/level.ts";
import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";
import { STREET } from "./flood-places.ts";
import { playAt, toMillimetre } from "./place.ts";
import type { DepthAt, StreetFlood } from "./street-floods.ts";

/** What the system made of one flood in a street. */
export interface StreetOutcome {
  readonly flood: StreetFlood;
  /** The first reading of the whole profile at 305 mm or above. */
  readonly crossedAt: EpochMs | undefined;
  readonly firstAlertAt: EpochMs | undefined;
  /** The first alert that stood at danger or foretold it. */
  readonly warnedAt: EpochMs | undefined;
  /** Alerts that began an alarm. */
  readonly newAlarms: number;
  /** Thresholds that the readings which came passed, and that were never alerted. */
  readonly levelsMissed: number;
  /** Intervals stated for a level that was then reached, and how many of them held the instant. */
  readonly intervals: { readonly stated: number; readonly held: number };
}

const THRESHOLDS_MM: Readonly<Record<RaisedLevel, number>> = { advisory: 51, warning: 152, danger: 305 };

/** Plays a flood as its device told it; the truth is the whole profile. */
export const outcomeOf = (
  flood: StreetFlood,
  told: readonly DepthAt[],
  reportIntervalS: number,
): StreetOutcome => {
  const place = { ...STREET, reportIntervalS };
  const { alerts, forecasts } = playAt(place, told.map(readingOf));
  const raised = alerts.map(({ alert }) => alert).filter(({ level }) => level !== "normal");
  return {
    flood,
    crossedAt: reachedAt(flood.profile, "danger"),
    firstAlertAt: raised[0]?.sent,
    warnedAt: raised.find((alert) => tellsOf(alert, "danger"))?.sent,
    newAlarms: raised.filter(({ messageType }) => messageType === "Alert").length,
    levelsMissed: RAISED_LEVELS.filter(
      (level) =>
        reachedAt(told, level) !== undefined && !raised.some((alert) => isAtLeast(alert.level, level)),
    ).length,
    intervals: intervalsOf(flood, forecasts),
  };
};

/** Lead in minutes; an alert that never came is later than any. */
export const leadMinutes = (crossedAt: EpochMs, alertedAt: EpochMs | undefined): number =>
  alertedAt === undefined ? Number.NEGATIVE_INFINITY : (crossedAt - alertedAt) / MINUTE_MS;

const readingOf = ({ at, depthMm }: DepthAt) => ({
  at,
  values: { distance: toMillimetre((STREET.sensorHeightM ?? 0) - depthMm / 1_000) },
});

const reachedAt = (profile: readonly DepthAt[], level: RaisedLevel): EpochMs | undefined =>
  profile.find(({ depthMm }) => depthMm >= THRESHOLDS_MM[level])?.at;

const intervalsOf = (
  flood: StreetFlood,
  forecasts: HazardResult["forecasts"],
): StreetOutcome["intervals"] => {
  const held = forecasts.flatMap((forecast) => holdsTruth(flood, forecast));
  return { stated: held.length, held: held.filter(Boolean).length };
};

/** Whether a stated interval holds the instant; nothing where none was stated or the level was never reached after it. */
const holdsTruth = (flood: StreetFlood, forecast: ForecastMade): readonly boolean[] => {
  const { observedAt, level, earliestMinutes, latestMinutes } = forecast;
  const at = reachedAt(
    flood.profile.filter((reading) => reading.at > observedAt),
    level,
  );
  if (at === undefined || earliestMinutes === undefined || latestMinutes === undefined) return [];
  const minutes = (at - observedAt) / MINUTE_MS;
  return [earliestMinutes <= minutes && minutes <= latestMinutes];
};
