import type { Command } from "commander";

/** How a recording is read. */
export interface SeriesOptions {
  readonly series: string;
  readonly time?: string;
  readonly start?: string;
  readonly value?: readonly string[];
  readonly class?: readonly string[];
  readonly where?: readonly string[];
  readonly received?: string;
  readonly deviceColumn?: string;
  readonly zone?: string;
  readonly encoding?: string;
  readonly device?: string;
  readonly sample?: string;
  readonly phase?: string;
  readonly until?: string;
  readonly weather?: string;
}

export interface BacktestCommandOptions extends SeriesOptions {
  readonly site: string;
  readonly siteId?: string;
  readonly json?: boolean;
  readonly html?: string;
  readonly against?: string;
}

const HELP = `
SERIES is a CSV file whose first line names its columns: divided by comma, semicolon or tab,
in UTF-8 or UTF-16 or as --encoding says. A trace, as \`village export\` writes it, needs
neither --time nor --value. Times are ISO 8601, seconds or milliseconds since 1970, or like
2026-09-08 23:41; those without a zone are UTC, or of --zone. A column that counts from a
start is --time t_s:s with --start. Rows that cannot be read are counted, and the first few
are named.

SITE is a village's file (with more than one site, --site-id), or one site by itself:

  sensorHeightM: 3.2
  hazards:
    - hazard: flood
      settings: { reference: depth, advisoryM: 0.1, warningM: 0.2, dangerM: 0.3 }

Its newest settings are tried on the whole recording, whatever its year. --sample 5m/1m>=30mm
takes of the recording what a device had reported that speaks every 5 minutes, and every
minute once the water stands 30 mm high (a level above the datum, or the first value).

--weather takes { "warnings": [{ "warnings": { "rainstorm": { "signal": "red", "issuedAt": T } },
"heardAt": [T, T] }], "districtRainfall": [...], "stationRainfall": [...], "nowcasts": [...] };
what is not there was not heard. Each T is ISO 8601 or milliseconds since 1970; as live, a
warning counts for half an hour after each time it was heard.

  village backtest --series tide.csv --time t_utc --value distance_mm=distance:mm \\
    --site jetty.yaml --sample 10m`;

const listed = (text: string, before: readonly string[] = []): readonly string[] => [...before, text];

/** The options that say how a recording is to be read. */
export const seriesOptions = (command: Command): Command =>
  command
    .option("--time <column[:unit]>", "when each row was observed; with --start as t_s:s, in s, ms, min or h")
    .option(
      "--start <instant>",
      "where --time counts from a start: when that was, as 2021-09-01T20:00:00-04:00",
    )
    .option(
      "--value <column=quantity[:unit]>",
      "what was measured, as distance_mm=distance:mm; again for more",
      listed,
    )
    .option(
      "--class <word=number>",
      "a word in a column of vision_class and its number in the camera's model, as fox=7; pig and piglet, vehicle and person are known where the site's file names them",
      listed,
    )
    .option("--where <column=value>", "only rows that say so; again for more", listed)
    .option("--received <column>", "when each row came, where that was later")
    .option("--device-column <column>", "the DevEUI of each row")
    .option("--zone <name>", "zone of times that tell none, as Asia/Hong_Kong (default: UTC)")
    .option("--encoding <name>", "of the file, as big5")
    .option("--device <model>", "the model that measures, as milesight/em500-udl: how often it reports")
    .option("--sample <pace>", "as a device of this pace would report: 5m, or 5m/1m>=30mm")
    .option("--phase <duration>", "with --sample: the first report so long after the first row, as 30s")
    .option(
      "--weather <file.json>",
      "what was heard of the weather then, as shared/domain/weather.ts says it",
    )
    .option("--until <instant>", "the clock runs on until then, as after the loss of a gauge");

export const backtestOptions = (command: Command): Command =>
  seriesOptions(
    command
      .requiredOption("--series <file>", "the recording, CSV")
      .requiredOption("--site <file>", "whose alarms: a village's file, or one site")
      .option("--site-id <id>", "which site of the village"),
  )
    .option("--json", "as JSON, for programs")
    .option(
      "--against <file>",
      "another site's file: which alerts appear, vanish or move by --site, seen from there",
    )
    .option("--html <file>", "also draw it: one page that needs no network")
    .addHelpText("after", HELP);
