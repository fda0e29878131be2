import type { BacktestResult } from "#devices/backtest/backtest-result.ts";
import { runBacktest } from "#devices/backtest/run-backtest.ts";
import type { SeriesRow } from "#devices/backtest/series-row.ts";
import type { Quantity } from "#shared/domain/quantity.ts";
import type { Site } from "#shared/domain/site.ts";
import type { VillageWeather } from "#shared/domain/weather.ts";
import { ruleFor } from "#shared/rules/hazards.ts";
import { weatherAt } from "#shared/rules/weather/weather-at.ts";
import { readText } from "../read-text.ts";
import { openProgress } from "../screen.ts";
import { prepareBacktest } from "./prepare-backtest.ts";
import type { ReadRecording } from "./read-recording.ts";
import { parseSiteFile, type SiteFile } from "./site-file.ts";

export interface PlayedSite {
  /** With the settings that were tried. */
  readonly site: Site;
  readonly result: BacktestResult;
  readonly notes: readonly string[];
}

type Errors = { readonly errors: readonly string[] };

/** Reads whose alarms a back-test is about. */
export const readSite = async (option: string, path: string): Promise<SiteFile | Errors> => {
  const read = await readText(path);
  if ("error" in read) return { errors: [`${option} ${read.error}`] };
  const file = parseSiteFile(read.text);
  return "faults" in file
    ? { errors: [`${option} ${path}:`, ...file.faults.map((fault) => `  ${fault}`)] }
    : file;
};

/** Plays a recording to a site of a file. */
export const playSite = (
  file: SiteFile,
  recording: ReadRecording,
  { siteId, keepReadings }: { readonly siteId: string | undefined; readonly keepReadings: boolean },
): PlayedSite | Errors => {
  const prepared = prepareBacktest(file, recording, siteId);
  if ("error" in prepared) return { errors: [prepared.error] };
  const { setup, site, rows, notes } = prepared;
  const { until, weather } = recording;
  const result = runBacktest(
    { ...setup, keepReadings, ...(weather === undefined ? {} : { weather }) },
    withProgress(rows),
    until === undefined ? {} : { until },
  );
  return {
    site: setup.village.sites[0] ?? site,
    result,
    notes: [...notes, ...unheardNotes(weather, rows), ...unjudgedNotes(result, recording)],
  };
};

/** Weather of another day would change nothing, and nobody would see that it did not. */
const unheardNotes = (weather: VillageWeather | undefined, rows: readonly SeriesRow[]): readonly string[] =>
  weather === undefined || rows.some(({ observedAt }) => weatherAt(weather, observedAt) !== undefined)
    ? []
    : ["nothing of --weather was in force at any reading: is it of another time?"];

/** A rule that was given nothing it can use says nothing, and that must not pass for safety. */
const unjudgedNotes = (
  { sites, rows, unplaced }: BacktestResult,
  { quantities }: ReadRecording,
): readonly string[] => {
  const told = `the recording tells ${quantities.join(", ")}`;
  const why = (read: readonly Quantity[]): string => {
    if (unplaced === rows) return "the sensors that the recording names do not stand at this site";
    return quantities.some((quantity) => read.includes(quantity))
      ? "a distance, a depth or a pressure needs its sensor's sensorHeightM, a flow its site's ratingTable"
      : `it reads ${read.join(", ")}, and ${told}`;
  };
  return sites
    .flatMap(({ hazards }) => hazards)
    .filter(({ unjudged }) => unjudged)
    .map(
      ({ hazard }) =>
        `no reading could be judged for ${hazard}, so its silence means nothing: ${why(ruleFor(hazard).quantities)}`,
    );
};

const ROWS_A_STEP = 10_000;

function* withProgress(rows: readonly SeriesRow[]): Generator<SeriesRow> {
  const progress = openProgress("rows");
  try {
    for (const [index, row] of rows.entries()) {
      if (index % ROWS_A_STEP === 0) progress.show(index, rows.length);
      yield row;
    }
  } finally {
    progress.close();
  }
}
