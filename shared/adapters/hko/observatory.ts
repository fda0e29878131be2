import { type EpochMs, SECOND_MS } from "#shared/domain/time.ts";
import type { Warnings } from "#shared/domain/weather.ts";
import { type NowcastGrid, readNowcast } from "./nowcast.ts";
import { type RainfallReport, readDistrictRainfall, readStationRainfall } from "./rainfall.ts";
import { type Feed, readFeed } from "./read-feed.ts";
import type { Told } from "./told.ts";
import { readWarningSummary } from "./warning-summary.ts";

/** The open data of the Hong Kong Observatory, as far as a rule asks for it. Each read fails by itself, and with a sentence. */
export interface Observatory {
  readonly warnings: (now: EpochMs) => Promise<Told<Warnings>>;
  readonly districtRainfall: (now: EpochMs) => Promise<Told<RainfallReport>>;
  readonly stationRainfall: (now: EpochMs) => Promise<Told<RainfallReport>>;
  readonly nowcast: (now: EpochMs) => Promise<Told<NowcastGrid>>;
}

/** The bulletin has 4 KB on a quiet day, the list of 36 stations 5 KB. */
const JSON_MOST_BYTES = 262_144;
/** 58,564 rows of 44 bytes. */
const GRID_MOST_BYTES = 6_000_000;

/** @param answerWithinMs for each read; all are made at the same time */
export const observatory = (
  baseUrl: string,
  { answerWithinMs = 20 * SECOND_MS }: { readonly answerWithinMs?: number } = {},
): Observatory => {
  const json = (name: string, path: string): Feed => ({
    name,
    url: `${baseUrl}/weatherAPI/opendata/${path}`,
    mostBytes: JSON_MOST_BYTES,
    answerWithinMs,
  });
  const feeds = {
    warnings: json("warnsum", "weather.php?dataType=warnsum&lang=en"),
    districtRainfall: json("rhrread", "weather.php?dataType=rhrread&lang=en"),
    stationRainfall: json("hourlyRainfall", "hourlyRainfall.php?lang=en"),
    nowcast: {
      name: "nowcast",
      url: `${baseUrl}/weatherAPI/hko_data/F3/Gridded_rainfall_nowcast.csv`,
      mostBytes: GRID_MOST_BYTES,
      answerWithinMs,
    },
  };
  const read = async <T>(
    feed: Feed,
    now: EpochMs,
    understand: (text: string, now: EpochMs) => Told<T>,
  ): Promise<Told<T>> => {
    const text = await readFeed(feed, now);
    return "refused" in text ? text : understand(text.told, now);
  };
  return {
    warnings: (now) => read(feeds.warnings, now, readWarningSummary),
    districtRainfall: (now) => read(feeds.districtRainfall, now, readDistrictRainfall),
    stationRainfall: (now) => read(feeds.stationRainfall, now, readStationRainfall),
    nowcast: (now) => read(feeds.nowcast, now, readNowcast),
  };
};
