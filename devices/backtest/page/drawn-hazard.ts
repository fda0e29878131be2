import type { Transition } from "#shared/domain/assessment.ts";
import type { RaisedLevel } from "#shared/domain/level.ts";
import { RAISED_LEVELS } from "#shared/domain/level.ts";
import { QUALITY } from "#shared/domain/observation.ts";
import { QUANTITIES, type Quantity } from "#shared/domain/quantity.ts";
import type { Site } from "#shared/domain/site.ts";
import { type EpochMs, HOUR_MS, MINUTE_MS } from "#shared/domain/time.ts";
import { ruleFor } from "#shared/rules/hazards.ts";
import type { FlaggedReading, HazardResult, SiteResult } from "../backtest-result.ts";
import type { AlarmChart } from "../chart/alarm-chart.ts";

/** Everything of a hazard that a chart can show, of one quantity; `from` and `to` choose the part. */
export type DrawnQuantity = Omit<AlarmChart, "from" | "to" | "label"> & { readonly quantity: Quantity };

const MOST_QUANTITIES = 4;
/** Between two readings further apart than so many of the usual, nothing is drawn. */
const GAP_READINGS = 3;

/** What is drawn of a hazard at a site: what was worked out of the readings where there is such, else what its rule reads. */
export const drawnHazard = (
  site: Site,
  { readings }: SiteResult,
  hazard: HazardResult,
  end: EpochMs,
): readonly DrawnQuantity[] => {
  const read: readonly Quantity[] = ruleFor(hazard.hazard).quantities;
  const derived = readings.filter(({ isDerived }) => isDerived);
  const shown = derived.length > 0 ? derived : readings.filter(({ quantity }) => read.includes(quantity));
  const thresholds = thresholdsOf(site, hazard);
  const byQuantity = Map.groupBy(shown, ({ quantity }) => quantity);
  return [...byQuantity].slice(0, MOST_QUANTITIES).map(([quantity, all]) => {
    const own = thresholds.filter((threshold) => threshold.quantity === quantity);
    const believed = all
      .filter(({ flag }) => flag === QUALITY.good || flag === QUALITY.notEvaluated)
      .map(pointOf);
    return {
      quantity,
      unit: QUANTITIES[quantity].unit,
      believed,
      suspect: all.filter(({ flag }) => flag === QUALITY.suspect).map(pointOf),
      failed: all.filter(({ flag }) => flag === QUALITY.fail).map(pointOf),
      thresholds: own,
      bands: bandsOf(hazard.transitions, end),
      alerts: hazard.alerts.map(({ alert }) => ({ at: alert.sent, level: alert.level })),
      forecasts: forecastsOf(hazard, believed, own),
      gapMs: gapOf(believed),
    };
  });
};

const pointOf = ({ observedAt, value }: FlaggedReading) => ({ at: observedAt, value });

/** A rule's scale where the board shows one; else the thresholds that evidence has named. */
const thresholdsOf = (site: Site, { hazard, alerts }: HazardResult) => {
  const settings = site.hazards.find((one) => one.hazard === hazard)?.settings;
  const nothing = { hazard, observedAt: 0, level: "normal", score: 0, evidence: [] } as const;
  const flood = settings === undefined ? undefined : ruleFor(hazard).details(nothing, settings).flood;
  if (flood !== undefined) {
    return RAISED_LEVELS.map((level) => ({
      quantity: "water_level" as Quantity,
      level,
      value: flood.thresholdsM[level],
    }));
  }
  const named = alerts.flatMap(({ alert }) =>
    alert.assessment.evidence.flatMap((item) =>
      item.kind === "threshold_reached"
        ? [{ quantity: item.quantity, level: item.level, value: item.threshold }]
        : [],
    ),
  );
  return [...new Map(named.map((one) => [`${one.quantity} ${one.level} ${one.value}`, one])).values()];
};

const bandsOf = (transitions: readonly Transition[], end: EpochMs): AlarmChart["bands"] =>
  transitions.flatMap(({ at, to }, index) => {
    const level = RAISED_LEVELS.find((raised) => raised === to);
    return level === undefined ? [] : [{ level, from: at, to: transitions[index + 1]?.at ?? end }];
  });

const forecastsOf = (
  { forecasts }: HazardResult,
  believed: readonly { readonly at: EpochMs; readonly value: number }[],
  thresholds: readonly { readonly level: RaisedLevel; readonly value: number }[],
): AlarmChart["forecasts"] => {
  const valueAt = new Map(believed.map(({ at, value }) => [at, value]));
  return forecasts.flatMap(({ observedAt, level, inMinutes, earliestMinutes, latestMinutes }) => {
    const value = valueAt.get(observedAt);
    const threshold = thresholds.find((one) => one.level === level)?.value;
    if (value === undefined || threshold === undefined) return [];
    const after = (minutes: number) => observedAt + minutes * MINUTE_MS;
    return [
      {
        at: observedAt,
        value,
        threshold,
        earliest: after(earliestMinutes ?? inMinutes),
        latest: after(latestMinutes ?? inMinutes),
      },
    ];
  });
};

const gapOf = (points: readonly { readonly at: EpochMs }[]): number => {
  const apart = points
    .slice(1, 5_000)
    .map(({ at }, index) => at - (points[index]?.at ?? at))
    .sort((a, b) => a - b);
  return Math.max(HOUR_MS / 2, GAP_READINGS * (apart[Math.floor(apart.length / 2)] ?? 0));
};
