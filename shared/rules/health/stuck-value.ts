import { median } from "simple-statistics";
import type { QuantitySummary } from "#shared/domain/device-health.ts";
import { QUANTITIES, type Quantity } from "#shared/domain/quantity.ts";
import { DAY_MS } from "#shared/domain/time.ts";
import type { Found, HealthContext } from "./health-rule.ts";

/** QARTOD's flat line test with a tolerance of nothing at all (IOOS Manual for Real-Time Quality Control, test 16). */
const FLAT_AT_LEAST_MS = DAY_MS;
/** Days of the quantity's own noise, before anything can be said of its absence. */
const DAYS_AT_LEAST = 7;
const READINGS_OF_A_DAY = 12;
/** How improbable so many equal readings must be if it changed as rarely as on its calmest day. */
const CHANCE = 1e-6;

/** How much longer than ever before it must stand still. */
const LONGER_THAN_EVER = 4;
/** A day with no more changes than these was spent standing still, before and after them. */
const STILL_DAY_CHANGES = 2;

/** Codes and counts repeat by nature, and a battery hardly moves in a day. */
const mayStandStill = (quantity: Quantity): boolean =>
  QUANTITIES[quantity].unit === "1" || quantity.startsWith("battery") || quantity.startsWith("rainfall");

/**
 * A value exactly equal for a day and more, of a quantity that never was before. What is normal is learnt from the calmest of
 * its days: a gauge over a dry road repeats one value for days, has done so before, and is not stuck.
 */
export const stuckValue = (
  { health, devEui, siteId }: HealthContext,
  quantity: Quantity,
  open: Found<"stuck_value"> | undefined,
): Found<"stuck_value"> | undefined => {
  const now = health.quantities[quantity];
  if (now === undefined || mayStandStill(quantity)) return undefined;
  const flatMs = now.lastAt - now.flatSince;
  if (flatMs < Math.max(FLAT_AT_LEAST_MS, LONGER_THAN_EVER * now.longestFlatMs)) return undefined;
  if (open?.since === now.flatSince) return open;
  const earlier = health.days
    .filter(({ day }) => day < Math.floor(now.flatSince / DAY_MS))
    .flatMap(({ quantities }) => quantities[quantity] ?? [])
    .filter(({ count }) => count >= READINGS_OF_A_DAY);
  return earlier.length >= DAYS_AT_LEAST && isUnlikely(earlier, now.flatReadings, quantity)
    ? {
        kind: "stuck_value",
        devEui,
        siteId,
        quantity,
        since: now.flatSince,
        value: now.last,
        readings: now.flatReadings,
      }
    : undefined;
};

const isUnlikely = (days: readonly QuantitySummary[], readings: number, quantity: Quantity): boolean => {
  const noise = median(days.map(({ minimum, maximum }) => maximum - minimum));
  const calmest = Math.min(
    ...days.map(({ changes, count }) => Math.max(0, changes - STILL_DAY_CHANGES) / count),
  );
  return noise > QUANTITIES[quantity].resolution && (1 - calmest) ** readings < CHANCE;
};
