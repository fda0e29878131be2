import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "#shared/domain/time.ts";
import type { Texts } from "./texts/texts.ts";

/** Hong Kong is UTC+8 the whole year since 1979; reckoned here, as an old phone's `Intl` may lack the zone. */
const HONG_KONG_AHEAD_MS = 8 * HOUR_MS;

const twoDigits = (number: number): string => (number < 10 ? `0${number}` : `${number}`);

/** `23:41`, on Hong Kong's clock whatever the viewer's zone. */
export const timeOfDay = (instant: EpochMs): string => {
  const local = new Date(instant + HONG_KONG_AHEAD_MS);
  return `${twoDigits(local.getUTCHours())}:${twoDigits(local.getUTCMinutes())}`;
};

const dayNumber = (instant: EpochMs): number => Math.floor((instant + HONG_KONG_AHEAD_MS) / DAY_MS);

/** The time of day, with its date where that is not today's. */
export const timeWithDate = (instant: EpochMs, now: EpochMs, texts: Texts): string => {
  const time = timeOfDay(instant);
  if (dayNumber(instant) === dayNumber(now)) return time;
  const local = new Date(instant + HONG_KONG_AHEAD_MS);
  return texts.dated(local.getUTCMonth() + 1, local.getUTCDate(), time);
};

/** Whole minutes gone, never below 0. */
export const minutesBetween = (earlier: EpochMs, later: EpochMs): number =>
  Math.max(0, Math.floor((later - earlier) / MINUTE_MS));
