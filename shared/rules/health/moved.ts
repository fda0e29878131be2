import { median, medianAbsoluteDeviation } from "simple-statistics";
import type { DaySummary } from "#shared/domain/device-health.ts";
import type { PlaceMark } from "#shared/domain/finding.ts";
import { DAY_MS } from "#shared/domain/time.ts";
import type { Found, HealthContext } from "./health-rule.ts";

const AFTER_DAYS = 3;
const BEFORE_DAYS = 14;
/** Of the 14 days before, at least so many must be known. */
const BEFORE_DAYS_AT_LEAST = 10;
/** How many spreads apart the medians must be, of the wider spread. */
const SPREADS_APART = 6;
/** A median absolute deviation as the standard deviation of a normal distribution. */
const NORMAL_PER_MAD = 1.4826;
/** After so long it is taken for the new normal, answered or not. */
const QUESTION_STANDS_MS = 14 * DAY_MS;
/** Back within this share of the step, it was never moved for good. */
const BACK_SHARE = 0.5;

/**
 * What tells where a device hangs, and the least step worth a question, in the mark's unit. Proposals; a device that adapts its
 * power (ADR) changes its RSSI by some decibels without being touched.
 */
export const PLACE_MARKS: Readonly<Partial<Record<PlaceMark, number>>> = {
  tilt_x: 3,
  tilt_y: 3,
  tilt_z: 3,
  distance: 0.05,
  rssi: 10,
};

/** Daily medians that have taken a step and stay there, calm before and calm since: a question to those who know the place. */
export const moved = (
  { health, dayClosed, devEui, siteId }: HealthContext,
  mark: PlaceMark,
  leastStep: number,
  open: Found<"moved"> | undefined,
): Found<"moved"> | undefined => {
  if (!dayClosed) return open;
  const today = health.examinedThrough / DAY_MS - 1;
  const within = (oldest: number, newest: number): readonly number[] =>
    health.days
      .filter(({ day }) => today - oldest <= day && day <= today - newest)
      .flatMap((day) => markOf(day, mark) ?? []);
  const after = within(AFTER_DAYS - 1, 0);
  if (open !== undefined) return stillAsks(open, after, health.examinedThrough) ? open : undefined;
  const before = within(AFTER_DAYS + BEFORE_DAYS - 1, AFTER_DAYS);
  if (after.length < AFTER_DAYS || before.length < BEFORE_DAYS_AT_LEAST) return undefined;
  const spread = Math.max(spreadOf(before), halfRange(after));
  const step = Math.abs(median([...after]) - median([...before]));
  return step >= leastStep && step > SPREADS_APART * spread
    ? {
        kind: "moved",
        devEui,
        siteId,
        mark,
        since: (today - AFTER_DAYS + 1) * DAY_MS,
        before: median([...before]),
        after: median([...after]),
      }
    : undefined;
};

const stillAsks = (open: Found<"moved">, after: readonly number[], now: number): boolean => {
  const step = Math.abs(open.after - open.before);
  const isBack = after.length > 0 && Math.abs(median([...after]) - open.before) <= BACK_SHARE * step;
  return !isBack && now - open.since < QUESTION_STANDS_MS;
};

const markOf = ({ quantities, link }: DaySummary, mark: PlaceMark): number | undefined =>
  mark === "rssi" ? link.rssi : quantities[mark]?.median;

/** Of three days, each must agree. */
const halfRange = (values: readonly number[]): number => (Math.max(...values) - Math.min(...values)) / 2;

const spreadOf = (values: readonly number[]): number => NORMAL_PER_MAD * medianAbsoluteDeviation([...values]);
