import { type Command, Option } from "commander";
import { countLines, messageLines } from "#devices/quarantine/quarantine-lines.ts";
import { documentClient } from "#shared/adapters/dynamodb/document-client.ts";
import { quarantineReader } from "#shared/adapters/dynamodb/quarantine-reader.ts";
import { hongKongTime } from "#shared/alerting/hong-kong-time.ts";
import { QUARANTINE_REASONS, type QuarantineReason } from "#shared/domain/quarantine.ts";
import { DAY_MS, type EpochMs } from "#shared/domain/time.ts";
import { atEndpoint } from "./aws/at-endpoint.ts";
import { DEFAULT_STAGE, findOutputs } from "./aws/deployment.ts";
import type { NamedEndpoint } from "./aws/endpoint.ts";
import { devEuiArgument } from "./dev-eui-argument.ts";
import { done, failed, type Outcome } from "./outcome.ts";

interface Options {
  readonly reason?: QuarantineReason;
  readonly device?: string;
  readonly days: string;
  readonly stage: string;
}

/** Messages wait no longer. */
const MOST_DAYS = 30;
const SHOWN = 20;

const local = (instant: EpochMs): string => hongKongTime(instant, "yyyy-MM-dd HH:mm:ss");

/**
 * Shows what could not be used: counts by device and reason, the newest messages of one device, and those of one reason in which no
 * device could be read.
 */
export const quarantine = (options: Options): Promise<Outcome> => {
  const days = Number(options.days);
  if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS) {
    return Promise.resolve(
      failed(`--days: "${options.days}" is no number of days, 1 to ${MOST_DAYS}: messages wait no longer`),
    );
  }
  return atEndpoint((endpoint) => show(endpoint, options, days));
};

const show = async (
  endpoint: NamedEndpoint,
  { reason, device, stage }: Options,
  days: number,
): Promise<Outcome> => {
  const tables = await findOutputs(endpoint, stage, ["QuarantineTable"]);
  if ("error" in tables) return failed(tables.error);
  const client = documentClient(endpoint.client);
  const reader = quarantineReader({ client, tableName: tables.QuarantineTable });
  const now = Date.now();
  const isWanted = (one: { readonly reason: QuarantineReason; readonly devEui?: string }) =>
    (reason === undefined || one.reason === reason) && (device === undefined || one.devEui === device);
  const counted = countLines((await reader.counts(now - (days - 1) * DAY_MS, now)).filter(isWanted));
  const isListed = device !== undefined || reason !== undefined;
  const waiting = isListed ? (await reader.list(device)).filter(isWanted) : [];
  return done(
    ...(counted.length === 0
      ? [`Nothing of the last ${days} days waits in the quarantine.`]
      : [`Came in the last ${days} days, with what was handed over again since:`, ...counted]),
    ...(waiting.length === 0
      ? []
      : ["", "Waiting (Hong Kong time):", ...messageLines(waiting, SHOWN, local)]),
    ...(device !== undefined && counted.length > 0 && waiting.length === 0
      ? ["", "None of them waits any more."]
      : []),
  );
};

export const reasonOption = (): Option =>
  new Option("--reason <reason>", "why they could not be used").choices(QUARANTINE_REASONS);

export const addQuarantine = (program: Command, finish: (outcome: Outcome) => void): void => {
  program
    .command("quarantine")
    .description("show what could not be used, by device and reason")
    .addOption(reasonOption())
    .option("--device <eui>", "of this device only, with its messages that wait", devEuiArgument)
    .option("--days <n>", `of the last days, at most ${MOST_DAYS}`, "7")
    .option("--stage <name>", "the deployed stage", DEFAULT_STAGE)
    .addHelpText("after", "\nMessages in which no device could be read are listed with --reason alone.")
    .action(async (options: Options) => finish(await quarantine(options)));
};
