import { type EpochMs, HOUR_MS } from "#shared/domain/time.ts";
import {
  type HeardWarnings,
  type MeasuredRainfall,
  type RainfallNowcast,
  type VillageWeather,
  type Warnings,
  warningsSchema,
} from "#shared/domain/weather.ts";

/** What the feeds said at one time, each that was believed. */
export interface ToldOfVillage {
  readonly warnings?: Warnings;
  readonly districtRainfall?: Omit<MeasuredRainfall, "fetchedAt">;
  readonly stationRainfall?: Omit<MeasuredRainfall, "fetchedAt">;
  readonly nowcast?: Omit<RainfallNowcast, "fetchedAt">;
}

/** A window of readings, an hour, and before it the longest that anything counts, an hour and a half; and a little. */
export const WEATHER_KEPT_MS = 3 * HOUR_MS;

/**
 * A village's weather with what was told now. What is older than that which is held is no news, whatever its feed says. Of what is older
 * than {@link WEATHER_KEPT_MS} only the last of each kind stays, so that a board can say since when nothing has been heard.
 */
export const rememberWeather = (
  held: VillageWeather,
  told: ToldOfVillage,
  fetchedAt: EpochMs,
): VillageWeather => {
  const since = fetchedAt - WEATHER_KEPT_MS;
  return {
    warnings: recentWarnings(withWarnings(held.warnings, told.warnings, fetchedAt), since),
    districtRainfall: recent(
      withNewer(held.districtRainfall, told.districtRainfall, fetchedAt, "observedAt"),
      since,
    ),
    stationRainfall: recent(
      withNewer(held.stationRainfall, told.stationRainfall, fetchedAt, "observedAt"),
      since,
    ),
    nowcasts: recent(withNewer(held.nowcasts, told.nowcast, fetchedAt, "issuedAt"), since),
  };
};

const withNewer = <Time extends string, T extends Readonly<Record<Time | "fetchedAt", number>>>(
  held: readonly T[],
  told: Omit<T, "fetchedAt"> | undefined,
  fetchedAt: EpochMs,
  time: Time,
): readonly T[] => {
  if (told === undefined) return held;
  const news = { ...told, fetchedAt } as T;
  const last = held.at(-1);
  return last === undefined || news[time] > last[time] ? [...held, news] : held;
};

const recent = <T extends { readonly fetchedAt: EpochMs }>(all: readonly T[], since: EpochMs): readonly T[] =>
  all.filter(({ fetchedAt }, index) => fetchedAt >= since || index === all.length - 1);

const withWarnings = (
  held: readonly HeardWarnings[],
  warnings: Warnings | undefined,
  fetchedAt: EpochMs,
): readonly HeardWarnings[] => {
  if (warnings === undefined) return held;
  const last = held.at(-1);
  return last !== undefined && isSame(last.warnings, warnings)
    ? [...held.slice(0, -1), { warnings: last.warnings, heardAt: [...last.heardAt, fetchedAt] }]
    : [...held, { warnings, heardAt: [fetchedAt] }];
};

/** Parsed, both have their fields in one order. */
const isSame = (one: Warnings, other: Warnings): boolean =>
  JSON.stringify(warningsSchema.parse(one)) === JSON.stringify(warningsSchema.parse(other));

const recentWarnings = (all: readonly HeardWarnings[], since: EpochMs): readonly HeardWarnings[] =>
  all.flatMap(({ warnings, heardAt }, index) => {
    const times = heardAt.filter((instant) => instant >= since);
    if (times.length > 0) return [{ warnings, heardAt: times }];
    return index === all.length - 1 ? [{ warnings, heardAt: heardAt.slice(-1) }] : [];
  });
