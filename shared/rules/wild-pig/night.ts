import { DAY_MS, type EpochMs, HOUR_MS } from "#shared/domain/time.ts";

/** Hong Kong's clocks since 1979. */
const HONG_KONG_OFFSET_MS = 8 * HOUR_MS;
const HOURS_PER_DAY = 24;
const NOON_MS = 12 * HOUR_MS;

/** When it counts as night, hours of Hong Kong's clock; it may run past midnight. */
export interface NightHours {
  readonly nightFromHour: number;
  readonly nightToHour: number;
}

export const isNight = (at: EpochMs, { nightFromHour, nightToHour }: NightHours): boolean => {
  const hour = ((at + HONG_KONG_OFFSET_MS) / HOUR_MS) % HOURS_PER_DAY;
  return nightFromHour <= nightToHour
    ? hour >= nightFromHour && hour < nightToHour
    : hour >= nightFromHour || hour < nightToHour;
};

/** Nights since 1970, as Hong Kong counts them: from noon to noon, so that midnight parts no visit. */
export const nightNumber = (at: EpochMs): number => Math.floor((at + HONG_KONG_OFFSET_MS - NOON_MS) / DAY_MS);
