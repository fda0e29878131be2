import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Command } from "commander";
import { SCENARIO_HAZARDS, scenario } from "#devices/traces/scenarios/scenario.ts";
import { traceTextOf, truthTextOf } from "#devices/traces/scenarios/scenario-files.ts";
import { count } from "./backtest/report-words.ts";
import { newFile } from "./new-file.ts";
import { failed, type Outcome } from "./outcome.ts";
import { readScenarioOptions, type ScenarioOptions } from "./scenario-options.ts";
import { sitePathBeside, siteTextOf } from "./scenario-site.ts";

/** Writes a scenario of our own as a trace, with its ground truth and its site's file beside it. */
export const writeScenario = async (options: ScenarioOptions): Promise<Outcome> => {
  const read = await readScenarioOptions(options);
  if ("errors" in read) return failed(...read.errors);
  const { out, truth: truthPath, site: sitePath = sitePathBeside(out) } = options;
  const files = await newFiles([
    ["--out", out],
    ["--truth", truthPath],
    ["--site", sitePath],
  ]);
  if ("error" in files) return failed(files.error);
  const [trace, truth, site] = files.streams;
  const made = scenario(read.request);
  const rows = [...made.rows];
  const comment = [`A scenario, not a recording: ${JSON.stringify(read.request)}`];
  await pipeline(Readable.from(traceTextOf(rows, comment)), trace);
  await pipeline(Readable.from([truthTextOf(made, read.request)]), truth);
  await pipeline(Readable.from([siteTextOf(made, read.request, SITE_COMMENT)]), site);
  const { events, faults } = made.truth;
  return {
    lines: [],
    troubles: [],
    notes: [
      `${count(rows.length, "frame")} of ${count(made.devices.length, "device")} in ${out}; ${count(events.length, "event")}, ${count(faults.length, "fault")} in ${truthPath}; its site in ${sitePath}`,
    ],
  };
};

const SITE_COMMENT = "The site of a scenario: no such place, and no such sensors, are anywhere.";

type Named = readonly [option: string, path: string];
type Streams = readonly [Writable, Writable, Writable];

/** All of the files, or none: those made before one that cannot be are closed again, empty. */
const newFiles = async (
  named: readonly [Named, Named, Named],
): Promise<{ readonly streams: Streams } | { readonly error: string }> => {
  const streams: Writable[] = [];
  for (const [option, path] of named) {
    const file = await newFile(path);
    if ("error" in file) {
      for (const stream of streams) stream.end();
      return { error: `${option}: ${file.error}` };
    }
    streams.push(file.stream);
  }
  return { streams: streams as unknown as Streams };
};

const PLACES = Object.entries(SCENARIO_HAZARDS)
  .map(([hazard, { places }]) => `${hazard}: ${places.join(", ")}`)
  .join("\n  ");

const HELP = `
Places, the first of each is usual:
  ${PLACES}

Faults: none (usual), usual (the rates that false alarms are counted at), harsh (every kind, often),
or a YAML or JSON file of shares of a device's days, like: spike: 0.01

The same seed gives the same files. devices/traces/README.md says what is in them; \`village backtest
--series trace.csv --site trace.site.yaml\` says what the rules make of it, and \`village replay\` sends the trace through the chain, if its devices are registered or --device names who speaks.`;

export const addScenario = (program: Command, finish: (outcome: Outcome) => void): void => {
  program
    .command("scenario")
    .description(
      "make a trace of a site from a seed: quiet or with events, with faults, and its ground truth",
    )
    .requiredOption("--hazard <name>", Object.keys(SCENARIO_HAZARDS).join(", "))
    .requiredOption("--kind <quiet|event>", "with nothing that anybody should be told of, or with events")
    .requiredOption("--days <number>", "how long")
    .requiredOption("--seed <number>", "0 to 4294967295")
    .requiredOption("--out <trace.csv>", "a new file")
    .requiredOption("--truth <truth.json>", "a new file")
    .option(
      "--site <site.yaml>",
      "a new file: the site as an installer would write it down (default: beside --out)",
    )
    .option("--faults <set>", "none, usual, harsh, or a file of rates", "none")
    .option("--place <name>", "the kind of place")
    .option("--start <instant>", "the first instant (default: in the hazard's season)")
    .option("--events <number>", "how many events (default: one in 20 days)")
    .option("--quiet-days <number>", "days before the first event (default: 1)")
    .option("--together", "each device tells all its quantities in one frame")
    .addHelpText("after", HELP)
    .action(async (options: ScenarioOptions) => finish(await writeScenario(options)));
};
