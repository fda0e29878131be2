import type { EpochMs } from "#shared/domain/time.ts";
import type { Village } from "#shared/domain/village.ts";
import type { VillageWeather } from "#shared/domain/weather.ts";
import { KNOWN_AFTER_MS, weatherAt } from "./weather-at.ts";

export const WEATHER_FEEDS = ["warnings", "districtRainfall", "stationRainfall", "nowcast"] as const;
export type StaleFeed = (typeof WEATHER_FEEDS)[number];

/** The feeds that say nothing fresh of a village, among those that should: rain is measured only where its file says. */
export const staleFeeds = (
  weather: VillageWeather | undefined,
  { rainfall }: Pick<Village, "rainfall">,
  now: EpochMs,
): readonly StaleFeed[] => {
  const known = weatherAt(weather, now + KNOWN_AFTER_MS) ?? {};
  const isWanted: Readonly<Record<StaleFeed, boolean>> = {
    warnings: true,
    districtRainfall: rainfall !== undefined,
    stationRainfall: (rainfall?.stations ?? []).length > 0,
    nowcast: true,
  };
  return WEATHER_FEEDS.filter((feed) => isWanted[feed] && known[feed] === undefined);
};
