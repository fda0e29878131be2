import type { WeatherStatus } from "#shared/domain/status.ts";
import { type EpochMs, SECOND_MS } from "#shared/domain/time.ts";
import type { VillageWeather } from "#shared/domain/weather.ts";
import { KNOWN_AFTER_MS, WARNINGS_STALE_AFTER_MS, weatherAt } from "./weather-at.ts";

/** What a board shows of the weather: the newest there is, with when it was heard. The page judges its age. */
export const weatherStatus = (
  weather: VillageWeather | undefined,
  now: EpochMs,
): WeatherStatus | undefined => {
  const heardAt = weather?.warnings.at(-1)?.heardAt.at(-1);
  if (heardAt === undefined) return undefined;
  // A board need not wait until all others know it.
  const { warnings, stationRainfall, districtRainfall } = weatherAt(weather, now + KNOWN_AFTER_MS) ?? {};
  const { fetchedAt: _, ...inForce } = warnings ?? {};
  const rain = stationRainfall ?? districtRainfall;
  return {
    heardAt,
    staleAfterS: WARNINGS_STALE_AFTER_MS / SECOND_MS,
    warnings: inForce,
    ...(rain === undefined ? {} : { rain: { pastHourMm: rain.pastHourMm, observedAt: rain.observedAt } }),
  };
};
