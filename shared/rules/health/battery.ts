import type { DaySummary } from "#shared/domain/device-health.ts";
import type { BatteryQuantity } from "#shared/domain/finding.ts";
import type { Found, HealthRule } from "./health-rule.ts";
import { type Point, theilSen } from "./theil-sen.ts";

/** Percent. Between them, what was said last stands. */
const LOW_PERCENT = 15;
const NO_LONGER_LOW_PERCENT = 25;

/** A battery that says it is low, or is: said at once, from the median of one hour. */
export const batteryLow: HealthRule<Found<"battery_low">> = ({ hour, health, devEui, siteId }, open) => {
  const levelPercent = hour.quantities.battery_level?.median;
  const saysLow = hour.quantities.battery_low?.median;
  if (levelPercent === undefined && saysLow === undefined) return open;
  const enough = open === undefined ? LOW_PERCENT : NO_LONGER_LOW_PERCENT;
  const isLow = (levelPercent !== undefined && levelPercent <= enough) || (saysLow ?? 0) > 0;
  if (!isLow) return undefined;
  return (
    open ?? {
      kind: "battery_low",
      devEui,
      siteId,
      since: health.examinedThrough,
      ...(levelPercent === undefined ? {} : { levelPercent }),
    }
  );
};

const DAYS_AT_LEAST = 14;
/** Days left at which it is told, and at which it is taken back. */
const SOON_DAYS = 60;
const NO_LONGER_SOON_DAYS = 90;
/** Below this, percent, many devices stop sending. A proposal: makers do not say. */
const EMPTY_PERCENT = 10;
/** Of the highest voltage it has had. Lithium thionyl chloride falls from 3.6 V to 3.0 V, a lithium-ion cell from 4.1 to 3.5. A proposal. */
const EMPTY_SHARE_OF_FULL_VOLTAGE = 0.85;
/** A rise from one day to the next of so much, percent, or of this share of the volts between full and empty, is a new battery, or the sun. */
const RECHARGED_PERCENT = 10;
const RECHARGED_SHARE_OF_VOLTS = 0.3;

const FULL_PERCENT = 100;

/**
 * A battery that falls so surely that it is empty within two months: Theil-Sen slope of at least 14 daily medians since it was
 * last changed or charged. Told only where even the highest slope of the interval falls.
 */
export const batteryFalling: HealthRule<Found<"battery_falling">> = (context, open) => {
  const { health, dayClosed, devEui, siteId } = context;
  if (!dayClosed) return open;
  const quantity: BatteryQuantity = health.days.some(({ quantities }) => "battery_level" in quantities)
    ? "battery_level"
    : "battery_voltage";
  const full = quantity === "battery_level" ? FULL_PERCENT : (health.fullVoltage ?? 0);
  const empty = quantity === "battery_level" ? EMPTY_PERCENT : EMPTY_SHARE_OF_FULL_VOLTAGE * full;
  const known = pointsOf(health.days, quantity);
  const rise = quantity === "battery_level" ? RECHARGED_PERCENT : RECHARGED_SHARE_OF_VOLTS * (full - empty);
  const points = sinceRecharged(known, rise);
  const level = points.at(-1)?.y;
  if (level === undefined || points.length < DAYS_AT_LEAST) {
    return points.length < known.length ? undefined : open;
  }
  const { slope, lowest, highest } = theilSen(points);
  const daysLeft = Math.max(0, level - empty) / -slope;
  if (lowest >= 0 || highest >= 0 || daysLeft > (open === undefined ? SOON_DAYS : NO_LONGER_SOON_DAYS)) {
    return undefined;
  }
  return (
    open ?? {
      kind: "battery_falling",
      devEui,
      siteId,
      quantity,
      since: health.examinedThrough,
      level,
      daysLeft,
      earliestDaysLeft: Math.max(0, level - empty) / -lowest,
      latestDaysLeft: Math.max(0, level - empty) / -highest,
    }
  );
};

const pointsOf = (days: readonly DaySummary[], quantity: BatteryQuantity): readonly Point[] =>
  days.flatMap(({ day, quantities }) => {
    const y = quantities[quantity]?.median;
    return y === undefined ? [] : [{ x: day, y }];
  });

const sinceRecharged = (points: readonly Point[], rise: number): readonly Point[] => {
  const last = points.findLastIndex(({ y }, index) => y - (points[index - 1]?.y ?? y) >= rise && index > 0);
  return points.slice(Math.max(0, last));
};
