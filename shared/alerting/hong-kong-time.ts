import type { EpochMs } from "#shared/domain/time.ts";
import { hongKongTime } from "#shared/rules/texts/hong-kong-clock.ts";

export { hongKongTime };

/** `2026-09-08T23:41:00+08:00`, as CAP 1.2 wants it: with its offset, without fractions, never `Z`. */
export const capTime = (instant: EpochMs): string => hongKongTime(instant, "yyyy-MM-dd'T'HH:mm:ssxxx");

export const isSameHongKongDay = (one: EpochMs, other: EpochMs): boolean =>
  hongKongTime(one, "yyyy-MM-dd") === hongKongTime(other, "yyyy-MM-dd");
