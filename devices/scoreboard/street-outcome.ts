import { tellsOf } from "#devices/backtest/alarms.ts";
import type { ForecastMade, HazardResult } from "#devices/backtest/backtest-result.ts";
import { type Sampling, sampleRows } from "#devices/backtest/sample-rows.ts";
import type { SeriesRow } from "#devices/backtest/series-row.ts";
import { isAtLeast, RAISED_LEVELS, type RaisedLevel } from "#shared/domain/level.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "#shared/domain/time.ts";
import { STREET, STREET_LEVELS_M } from "./flood-places.ts";
import { playRowsAt, rowOf, toMillimetre } from "./place.ts";
import type { DepthAt, StreetFlood } from "./street-floods.ts";

/** What the system made of one flood in a street. */
export interface StreetOutcome {
  readonly flood: StreetFlood;
  /** The first reading of the whole profile at 305 mm or above. */
  readonly crossedAt: EpochMs | undefined;
  readonly firstAlertAt: EpochMs | undefined;
  /** The first alert that stood at danger or foretold it. */
  readonly warnedAt: EpochMs | undefined;
  /** The same of alerts that villagers hear too: they wait until an echo would have passed. */
  readonly villagersWarnedAt: EpochMs | undefined;
  /** Alerts that began an alarm. */
  readonly newAlarms: number;
  /** Thresholds that the readings which came passed, and that were never alerted. */
  readonly levelsMissed: number;
  /** Intervals stated for a level that was then reached, and how many of them held the instant. */
  readonly intervals: { readonly stated: number; readonly held: number };
}

const THRESHOLDS_M: Readonly<Record<RaisedLevel, number>> = STREET_LEVELS_M;

/** A device that reports every five minutes, and every minute once it measures 30 mm. */
export const slowly = (phaseMs: number): Sampling => ({
  intervalMs: 5 * MINUTE_MS,
  fast: { intervalMs: MINUTE_MS, from: 0.03 },
  phaseMs,
});

/** Plays a flood as its device told it, each reading recorded or fewer; the truth is the whole profile. */
export const outcomeOf = (flood: StreetFlood, sampling?: Sampling): StreetOutcome => {
  const recorded = recordedRows(flood);
  const rows = sampling === undefined ? recorded : sampled(recorded, sampling);
  const place = { ...STREET, reportIntervalS: (sampling?.intervalMs ?? MINUTE_MS) / SECOND_MS };
  const { alerts, forecasts } = playRowsAt(place, rows);
  const warnings = alerts
    .map(({ alert }) => alert)
    .filter((alert) => alert.level !== "normal" && tellsOf(alert, "danger"));
  const raised = alerts.map(({ alert }) => alert).filter(({ level }) => level !== "normal");
  return {
    flood,
    crossedAt: reachedAt(recorded, "danger"),
    firstAlertAt: raised[0]?.sent,
    warnedAt: warnings[0]?.sent,
    villagersWarnedAt: warnings.find(
      ({ level, assessment }) => isAtLeast(level, "warning") && assessment.unconfirmed !== true,
    )?.sent,
    newAlarms: raised.filter(({ messageType }) => messageType === "Alert").length,
    levelsMissed: RAISED_LEVELS.filter(
      (level) =>
        reachedAt(rows, level) !== undefined && !raised.some((alert) => isAtLeast(alert.level, level)),
    ).length,
    intervals: intervalsOf(recorded, forecasts),
  };
};

/**
 * A profile begins with the last dry reading before the water came. A device that reports every five minutes told of the dry street
 * too, at its own pace: the report before the first that is due within the profile is that reading, moved to when it was due.
 */
const sampled = (recorded: readonly SeriesRow[], sampling: Sampling): readonly SeriesRow[] => {
  const { intervalMs, phaseMs = 0 } = sampling;
  const [first] = recorded;
  if (first === undefined || phaseMs === 0 || depthM(first) > 0) {
    return [...sampleRows(recorded, sampling, depthM)];
  }
  const before = { ...first, observedAt: first.observedAt + phaseMs - intervalMs };
  return [...sampleRows([before, ...recorded], { ...sampling, phaseMs: 0 }, depthM)];
};

/** Lead in minutes; an alert that never came is later than any. */
export const leadMinutes = (crossedAt: EpochMs, alertedAt: EpochMs | undefined): number =>
  alertedAt === undefined ? Number.NEGATIVE_INFINITY : (crossedAt - alertedAt) / MINUTE_MS;

const HEIGHT_M = STREET.sensorHeightM ?? 0;
const readingOf = ({ at, depthMm }: DepthAt): SeriesRow =>
  rowOf({ at, values: { distance: toMillimetre(HEIGHT_M - depthMm / 1_000) } });
/** What its gauge told, reading by reading. */
export const recordedRows = ({ profile }: StreetFlood): readonly SeriesRow[] => profile.map(readingOf);

const depthM = ({ values: { distance = HEIGHT_M } }: SeriesRow): number => toMillimetre(HEIGHT_M - distance);

const reachedAt = (rows: readonly SeriesRow[], level: RaisedLevel): EpochMs | undefined =>
  rows.find((row) => depthM(row) >= THRESHOLDS_M[level])?.observedAt;

const intervalsOf = (
  recorded: readonly SeriesRow[],
  forecasts: HazardResult["forecasts"],
): StreetOutcome["intervals"] => {
  const held = forecasts.flatMap((forecast) => holdsTruth(recorded, forecast));
  return { stated: held.length, held: held.filter(Boolean).length };
};

/** Whether a stated interval holds the instant; nothing where none was stated or the level was never reached after it. */
const holdsTruth = (recorded: readonly SeriesRow[], forecast: ForecastMade): readonly boolean[] => {
  const { observedAt, level, earliestMinutes, latestMinutes } = forecast;
  const at = reachedAt(
    recorded.filter((row) => row.observedAt > observedAt),
    level,
  );
  if (at === undefined || earliestMinutes === undefined || latestMinutes === undefined) return [];
  const minutes = (at - observedAt) / MINUTE_MS;
  return [earliestMinutes <= minutes && minutes <= latestMinutes];
};
