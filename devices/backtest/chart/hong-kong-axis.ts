import { hongKongTime } from "#shared/alerting/hong-kong-time.ts";
import { DAY_MS, type EpochMs, HOUR_MS } from "#shared/domain/time.ts";

/** Hong Kong has known no summer time since 1979. */
const HONG_KONG_AHEAD_MS = 8 * HOUR_MS;

/** An instant shifted so that an axis in UTC shows what Hong Kong's clocks do. */
export const shown = (at: EpochMs): Date => new Date(at + HONG_KONG_AHEAD_MS);

/** The hours over a few days, days over some months, else months; the line below only where it changes. */
export const clockFormat = ({ from, to }: { readonly from: EpochMs; readonly to: EpochMs }) => {
  const [finer, coarser] = to - from <= 3 * DAY_MS ? HOURS : to - from <= 120 * DAY_MS ? DAYS : MONTHS;
  return (tick: Date, index: number, ticks: readonly Date[] = []): string => {
    const before = ticks[index - 1];
    const below = format(tick, coarser);
    const isNew = before === undefined || format(before, coarser) !== below;
    return isNew ? `${format(tick, finer)}\n${below}` : format(tick, finer);
  };
};

const HOURS = ["HH:mm", "yyyy-MM-dd"] as const;
const DAYS = ["MM-dd", "yyyy"] as const;
const MONTHS = ["MM", "yyyy"] as const;
const format = (instant: Date, pattern: string): string =>
  hongKongTime(instant.getTime() - HONG_KONG_AHEAD_MS, pattern);
