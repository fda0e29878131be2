import { TZDate } from "@date-fns/tz";
import { format } from "date-fns/format";
import type { EpochMs } from "#shared/domain/time.ts";

/**
 * An instant as the clocks of Hong Kong show it.
 *
 * @param pattern Unicode date pattern of date-fns, like `HH:mm`.
 */
export const hongKongTime = (instant: EpochMs, pattern: string): string =>
  format(new TZDate(instant, "Asia/Hong_Kong"), pattern);

/** `2026-09-08T23:41:00+08:00`, as CAP 1.2 wants it: with its offset, without fractions, never `Z`. */
export const capTime = (instant: EpochMs): string => hongKongTime(instant, "yyyy-MM-dd'T'HH:mm:ssxxx");

export const isSameHongKongDay = (one: EpochMs, other: EpochMs): boolean =>
  hongKongTime(one, "yyyy-MM-dd") === hongKongTime(other, "yyyy-MM-dd");
