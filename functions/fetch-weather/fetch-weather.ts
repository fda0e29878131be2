import pLimit from "p-limit";
import type { Observatory } from "#shared/adapters/hko/observatory.ts";
import { type EpochMs, SECOND_MS } from "#shared/domain/time.ts";
import type { Village } from "#shared/domain/village.ts";
import { nothingHeard, type VillageWeather } from "#shared/domain/weather.ts";
import { rememberWeather } from "#shared/rules/weather/remember-weather.ts";
import { type StaleFeed, staleFeeds } from "#shared/rules/weather/stale-feeds.ts";
import { type Sky, toldOfVillage } from "./told-of-village.ts";

export interface Services {
  readonly clock: { readonly now: () => EpochMs };
  readonly villages: { readonly list: () => Promise<readonly Village[]> };
  readonly observatory: Observatory;
  readonly weather: {
    readonly read: (villageId: string) => Promise<VillageWeather | undefined>;
    readonly write: (
      villageId: string,
      weather: VillageWeather,
      fetchedAt: EpochMs,
    ) => Promise<"written" | "conflict">;
  };
}

/** What became of one village. `late`: the write would have come too late to be known to all in time; `overtaken`: somebody was faster. */
export interface VillageOutcome {
  readonly villageId: string;
  readonly outcome: "written" | "overtaken" | "late" | { readonly error: unknown };
  readonly stale: readonly StaleFeed[];
}

export interface Fetched {
  /** Why a feed as a whole is not believed, a sentence each. */
  readonly refused: readonly string[];
  /** Values that are not believed or not there, a sentence each, each once. */
  readonly doubted: readonly string[];
  readonly villages: readonly VillageOutcome[];
}

/** `KNOWN_AFTER_MS` is 90 s: nobody works with a picture older than 60 s, and the write itself may take 10. */
const BEGUN_WITHIN_MS = 20 * SECOND_MS;
const AT_ONCE = 10;

/**
 * Reads the Observatory's feeds once, and writes down for each village what they say of it. A feed that is not believed leaves what was
 * known before, with its age; a village that cannot be written keeps no other from it.
 */
export const fetchWeather = async (services: Services): Promise<Fetched> => {
  const { clock, villages, observatory } = services;
  const now = clock.now();
  const [warnings, districtRainfall, stationRainfall, nowcast, all] = await Promise.all([
    observatory.warnings(now),
    observatory.districtRainfall(now),
    observatory.stationRainfall(now),
    observatory.nowcast(now),
    villages.list(),
  ]);
  const sky = { warnings, districtRainfall, stationRainfall, nowcast };
  const fetchedAt = clock.now();
  const limited = pLimit(AT_ONCE);
  const taken = await limited.map(all, (village) => take(village, sky, fetchedAt, services));
  return {
    refused: Object.values(sky).flatMap((read) => ("refused" in read ? [read.refused] : [])),
    doubted: [...new Set([...doubtedOf(sky), ...taken.flatMap(({ doubted }) => doubted)])],
    villages: taken.map(({ village }) => village),
  };
};

const doubtedOf = ({ districtRainfall, stationRainfall }: Sky): readonly string[] =>
  [districtRainfall, stationRainfall].flatMap((read) => ("told" in read ? read.told.doubted : []));

const take = async (
  village: Village,
  sky: Sky,
  fetchedAt: EpochMs,
  { clock, weather }: Services,
): Promise<{ readonly village: VillageOutcome; readonly doubted: readonly string[] }> => {
  const { villageId } = village;
  const { told, doubted } = toldOfVillage(village, sky);
  try {
    const held = (await weather.read(villageId)) ?? nothingHeard;
    const next = rememberWeather(held, told, fetchedAt);
    const stale = staleFeeds(next, village, fetchedAt);
    const isLate = clock.now() - fetchedAt > BEGUN_WITHIN_MS;
    const written = isLate ? "late" : await weather.write(villageId, next, fetchedAt);
    const outcome = written === "conflict" ? "overtaken" : written;
    return { village: { villageId, outcome, stale }, doubted };
  } catch (error) {
    return { village: { villageId, outcome: { error }, stale: [] }, doubted };
  }
};
