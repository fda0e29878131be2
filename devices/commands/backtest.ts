import type { Command } from "commander";
import { runBacktest } from "#devices/backtest/run-backtest.ts";
import type { SeriesRow } from "#devices/backtest/series-row.ts";
import { type BacktestCommandOptions, backtestOptions } from "./backtest/backtest-options.ts";
import { prepareBacktest } from "./backtest/prepare-backtest.ts";
import { readRecording } from "./backtest/read-recording.ts";
import { reportJson, reportOf } from "./backtest/report-json.ts";
import { reportLines } from "./backtest/report-lines.ts";
import { parseSiteFile, type SiteFile } from "./backtest/site-file.ts";
import { failed, type Outcome } from "./outcome.ts";
import { readText } from "./read-text.ts";
import { openProgress } from "./screen.ts";

/** Plays a recording to a site, and says what its alarms would have been and who would have been told. */
export const backtest = async (options: BacktestCommandOptions): Promise<Outcome> => {
  const file = await readSite(options.site);
  if ("errors" in file) return failed(...file.errors);
  const read = await readRecording(options);
  if ("errors" in read) return failed(...read.errors);
  const prepared = prepareBacktest(file, read, options.siteId);
  if ("error" in prepared) return failed(prepared.error);
  const { setup, site, rows } = prepared;
  const notes = [...read.notes, ...prepared.notes];
  const result = runBacktest(
    setup,
    withProgress(rows),
    read.until === undefined ? {} : { until: read.until },
  );
  const lines = options.json
    ? [reportJson(reportOf(site.siteId, read.series, notes, result))]
    : reportLines(result, read.series);
  return { lines, notes: notes.map((note) => `Note: ${note}.`), troubles: [] };
};

const readSite = async (path: string): Promise<SiteFile | { readonly errors: readonly string[] }> => {
  const read = await readText(path);
  if ("error" in read) return { errors: [`--site ${read.error}`] };
  const file = parseSiteFile(read.text);
  return "faults" in file
    ? { errors: [`--site ${path}:`, ...file.faults.map((fault) => `  ${fault}`)] }
    : file;
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

export const addBacktest = (program: Command, finish: (outcome: Outcome) => void): void => {
  backtestOptions(
    program
      .command("backtest")
      .description("play a recording to a site's alarms, and see who would have been told"),
  ).action(async (options: BacktestCommandOptions) => finish(await backtest(options)));
};
