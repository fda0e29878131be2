import type { Command } from "commander";
import { type Comparison, compareResults } from "#devices/backtest/compare-results.ts";
import { type BacktestCommandOptions, backtestOptions } from "./backtest/backtest-options.ts";
import { compareLines } from "./backtest/compare-lines.ts";
import { type PlayedSite, playSite, readSite } from "./backtest/play-site.ts";
import { type ReadRecording, readRecording } from "./backtest/read-recording.ts";
import { reportJson, reportOf } from "./backtest/report-json.ts";
import { reportLines } from "./backtest/report-lines.ts";
import { writePage } from "./backtest/write-page.ts";
import { failed, type Outcome } from "./outcome.ts";

/** Plays a recording to a site, and says what its alarms would have been and who would have been told. */
export const backtest = async (options: BacktestCommandOptions): Promise<Outcome> => {
  const file = await readSite("--site", options.site);
  if ("errors" in file) return failed(...file.errors);
  const other = options.against === undefined ? undefined : await readSite("--against", options.against);
  if (other !== undefined && "errors" in other) return failed(...other.errors);
  const read = await readRecording(options);
  if ("errors" in read) return failed(...read.errors);
  const { siteId, html } = options;
  const played = playSite(file, read, { siteId, keepReadings: html !== undefined });
  if ("errors" in played) return failed(...played.errors);
  const before = other === undefined ? undefined : playSite(other, read, { siteId, keepReadings: false });
  if (before !== undefined && "errors" in before) return failed(...before.errors);
  return told({ played, before }, read, options);
};

interface Found {
  readonly played: PlayedSite;
  readonly before: PlayedSite | undefined;
}

const told = async (
  { played, before }: Found,
  read: ReadRecording,
  { json, html, against = "" }: BacktestCommandOptions,
): Promise<Outcome> => {
  const { site, result } = played;
  const notes = [...read.notes, ...played.notes];
  const comparison = before === undefined ? undefined : compareResults(result, before.result);
  if (html !== undefined) {
    const written = await writePage(html, await pageOf(played, comparison, against));
    if ("error" in written) return failed(`--html: ${written.error}`);
  }
  const compared = comparison === undefined ? {} : { comparison: { against, ...comparison } };
  const lines = json
    ? [reportJson({ ...reportOf(site.siteId, read.series, notes, result), ...compared })]
    : [
        ...reportLines(result, read.series),
        ...(comparison === undefined ? [] : compareLines(comparison, against)),
      ];
  const page = html === undefined ? [] : [`The page is in ${html}.`];
  return { lines, notes: [...notes.map((note) => `Note: ${note}.`), ...page], troubles: [] };
};

/** Drawing brings a library of charts, which no other command should wait for. */
const pageOf = async (
  { site, result }: PlayedSite,
  comparison: Comparison | undefined,
  against: string,
): Promise<string> => {
  const { backtestPage } = await import("#devices/backtest/page/backtest-page.ts");
  const { comparisonSection } = await import("#devices/backtest/page/comparison-section.ts");
  const before = comparison === undefined ? "" : comparisonSection(comparison, against);
  return backtestPage({ site, result, before });
};

export const addBacktest = (program: Command, finish: (outcome: Outcome) => void): void => {
  backtestOptions(
    program
      .command("backtest")
      .description("play a recording to a site's alarms, and see who would have been told"),
  ).action(async (options: BacktestCommandOptions) => finish(await backtest(options)));
};
