import { type EpochMs, MINUTE_MS, SECOND_MS } from "#shared/domain/time.ts";
import type { HeardWarnings, VillageWeather, Warnings, WeatherInForce } from "#shared/domain/weather.ts";

/**
 * What was fetched counts from so long after: the write, and the longest that any function works with what it read before. So whoever
 * judges a reading, and whenever, sees the same weather for it. A minute and a half changes little in feeds that come every 5 to 60.
 */
export const KNOWN_AFTER_MS = 90 * SECOND_MS;

/** The summary of warnings is fetched every 5 minutes. After six failures nobody knows any more whether a signal still stands. */
export const WARNINGS_STALE_AFTER_MS = 30 * MINUTE_MS;
/** The bulletin tells of the hour until a quarter to, some 17 minutes later, once an hour: 77 minutes are usual, 90 are not. */
export const DISTRICT_RAINFALL_STALE_AFTER_MS = 90 * MINUTE_MS;
/** The stations tell every 15 minutes. After 45 without, a cloudburst may have come and gone between. */
export const STATION_RAINFALL_STALE_AFTER_MS = 45 * MINUTE_MS;
/** A nowcast comes every 12 minutes, some 12 minutes after the time it bears. After 45 two are missing, and showers have moved on. */
export const NOWCAST_STALE_AFTER_MS = 45 * MINUTE_MS;

/**
 * What was known and in force at an instant of event time; undefined when that is nothing. Each part goes when it is stale, by its own
 * limit. Only what was fetched `KNOWN_AFTER_MS` before counts, so the answer for an instant never changes once that has passed:
 * a reading folded by one function, and later by another that knows newer weather, is judged by the same. Two things can differ:
 * a function that could not read the weather judges without it, and so does one that is asked about an instant hours ago.
 */
export const weatherAt = (weather: VillageWeather | undefined, at: EpochMs): WeatherInForce | undefined => {
  if (weather === undefined) return undefined;
  const warnings = warningsAt(weather.warnings, at);
  const districtRainfall = newestAt(weather.districtRainfall, at);
  const stationRainfall = newestAt(weather.stationRainfall, at);
  const nowcast = newestAt(weather.nowcasts, at);
  const isFresh = (instant: EpochMs, limitMs: number) => at - instant <= limitMs;
  const inForce: WeatherInForce = {
    ...(warnings === undefined ? {} : { warnings }),
    ...(districtRainfall && isFresh(districtRainfall.observedAt, DISTRICT_RAINFALL_STALE_AFTER_MS)
      ? { districtRainfall }
      : {}),
    ...(stationRainfall && isFresh(stationRainfall.observedAt, STATION_RAINFALL_STALE_AFTER_MS)
      ? { stationRainfall }
      : {}),
    ...(nowcast && isFresh(nowcast.issuedAt, NOWCAST_STALE_AFTER_MS)
      ? { nowcast: { ...nowcast, halfHours: nowcast.halfHours.filter(({ endsAt }) => endsAt > at) } }
      : {}),
  };
  return Object.keys(inForce).length === 0 ? undefined : inForce;
};

const newestAt = <T extends { readonly fetchedAt: EpochMs }>(
  records: readonly T[],
  at: EpochMs,
): T | undefined => records.findLast(({ fetchedAt }) => fetchedAt + KNOWN_AFTER_MS <= at);

const warningsAt = (heard: readonly HeardWarnings[], at: EpochMs): WeatherInForce["warnings"] => {
  const known = at - KNOWN_AFTER_MS;
  const newest = heard.findLast(({ heardAt: [first] }) => first !== undefined && first <= known);
  const fetchedAt = newest?.heardAt.findLast((instant) => instant <= known);
  if (newest === undefined || fetchedAt === undefined) return undefined;
  if (at - fetchedAt > WARNINGS_STALE_AFTER_MS) return undefined;
  return { ...stillInForce(newest.warnings, at), fetchedAt };
};

/** A warning that was to end by then, and was not extended, has ended. */
const stillInForce = (warnings: Warnings, at: EpochMs): Warnings =>
  Object.fromEntries(
    Object.entries(warnings).filter(
      ([, warning]) => warning?.expiresAt === undefined || at < warning.expiresAt,
    ),
  );
