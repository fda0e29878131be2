import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Command } from "commander";
import * as z from "zod";
import { findProfile } from "#devices/registry.ts";
import { type ExportRequest, exportHistory } from "#devices/traces/export-history.ts";
import type { ReadHistory, ToldBy } from "#devices/traces/history-rows.ts";
import { documentClient } from "#shared/adapters/dynamodb/document-client.ts";
import { history } from "#shared/adapters/dynamodb/history.ts";
import { registry } from "#shared/adapters/dynamodb/registry.ts";
import { exerciseClockSchema } from "#shared/domain/exercise.ts";
import { type EpochMs, toIso } from "#shared/domain/time.ts";
import type { Village } from "#shared/domain/village.ts";
import { atEndpoint } from "./aws/at-endpoint.ts";
import { DEFAULT_STAGE, findOutputs } from "./aws/deployment.ts";
import { newFile } from "./new-file.ts";
import { failed, type Outcome } from "./outcome.ts";

interface Options {
  readonly site: string;
  readonly village: string;
  readonly from: string;
  readonly to: string;
  readonly exercise?: string;
  readonly out?: string;
  readonly stage: string;
}

const instantSchema = z.iso.datetime({ offset: true });

/** What is asked for, or which option is wrong. */
export const exportRequest = (options: Options): ExportRequest | { readonly error: string } => {
  const { village, site, from, to, exercise } = options;
  for (const [name, text] of Object.entries({ from, to })) {
    if (!instantSchema.safeParse(text).success) {
      return {
        error: `--${name}: "${text}" is no instant like 2026-09-08T15:41:00Z or 2026-09-08T23:41:00+08:00`,
      };
    }
  }
  if (Date.parse(from) >= Date.parse(to)) return { error: `--to: ${to} is not later than --from ${from}` };
  const exerciseId = exerciseClockSchema.shape.exerciseId.optional().safeParse(exercise);
  if (!exerciseId.success)
    return { error: `--exercise: "${exercise}" is none; an id is 1-40 of a-z, 0-9 and -` };
  return {
    villageId: village,
    siteId: site,
    from: Date.parse(from),
    to: Date.parse(to),
    ...(exercise === undefined ? {} : { exerciseId: exercise }),
  };
};

/** Writes a site's history as a trace. */
export const exportTrace = (options: Options): Promise<Outcome> => {
  const request = exportRequest(options);
  if ("error" in request) return Promise.resolve(failed(request.error));
  return atEndpoint(async (endpoint) => {
    const tables = await findOutputs(endpoint, options.stage, ["RegistryTable", "HistoryTable"]);
    if ("error" in tables) return failed(tables.error);
    const client = documentClient(endpoint.client);
    const villages = registry({ client, tableName: tables.RegistryTable }, { clock: { now: Date.now } });
    const village = await villages.village(request.villageId);
    if (village === undefined) return failed(`--village: no village ${request.villageId} is registered`);
    const rows = history({ client, tableName: tables.HistoryTable });
    const read: ReadHistory = (from, to) => rows.list(request, from, to);
    return written(request, village, read, { out: options.out, now: Date.now() });
  });
};

/** What a model can tell is in the catalogue; a device that is no longer registered may have told anything. */
export const toldBy =
  ({ devices }: Village): ToldBy =>
  (devEui) => {
    const device = devices.find((one) => one.devEui === devEui);
    return device === undefined ? undefined : findProfile(device.profileId)?.quantities;
  };

const written = async (
  request: ExportRequest,
  village: Village,
  read: ReadHistory,
  { out, now }: { readonly out: string | undefined; readonly now: EpochMs },
): Promise<Outcome> => {
  const trace = await exportHistory(request, read, toldBy(village), now);
  if (trace === undefined) return failed(nothingThere(request, village));
  const sink = out === undefined ? { stream: process.stdout } : await newFile(out);
  if ("error" in sink) return failed(`--out: ${sink.error}`);
  await pipeline(Readable.from(trace.pieces), sink.stream, { end: out !== undefined });
  const empty = trace.empty === 0 ? "" : `; ${trace.empty} rows told nothing that a trace can carry`;
  return {
    lines: [],
    notes: [`${trace.readings} readings${out === undefined ? "" : ` in ${out}`}${empty}`],
    troubles: [...trace.missed].map(
      (quantity) => `${quantity} came into the history while it was written, and lacks: export again`,
    ),
  };
};

const nothingThere = ({ siteId, villageId, from, to }: ExportRequest, { sites }: Village): string =>
  `the history of ${siteId} in ${villageId} holds nothing from ${toIso(from)} to ${toIso(to)} that a trace can carry; the sites there now: ${sites.map((site) => site.siteId).join(", ")}`;

const HELP = `
A reading is a line: when the network server had it (time), when this system had it
(received), which device, its frame counter, and a column for each quantity that occurs,
in the catalogue's unit. What this system worked out, like water_level, is left out, and
so are its flags; the comment at the top counts what was flagged. devices/traces/README.md
describes the format. \`village replay FILE\` takes it as it is.

The history holds 400 days, and 7 days of an exercise. It keeps no payloads: for those,
\`village record\`.`;

export const addExport = (program: Command, finish: (outcome: Outcome) => void): void => {
  program
    .command("export")
    .description("write a site's history as a CSV trace that can be replayed")
    .requiredOption("--site <id>", "whose readings")
    .requiredOption("--from <instant>", "first instant, like 2026-09-08T22:30:00+08:00")
    .requiredOption("--to <instant>", "first instant that is no longer wanted")
    .option("--village <id>", "the village of the site", "lam-tsuen")
    .option("--exercise <id>", "of this exercise, in place of what was live")
    .option("--out <file>", "a new file (default: the standard output)")
    .option("--stage <name>", "the deployed stage", DEFAULT_STAGE)
    .addHelpText("after", HELP)
    .action(async (options: Options) => finish(await exportTrace(options)));
};
