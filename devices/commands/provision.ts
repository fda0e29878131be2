import type { Command } from "commander";
import { documentClient } from "#shared/adapters/dynamodb/document-client.ts";
import { registration } from "#shared/adapters/dynamodb/registration.ts";
import { siteStates } from "#shared/adapters/dynamodb/site-state.ts";
import { atEndpoint } from "./aws/at-endpoint.ts";
import { DEFAULT_STAGE, findOutputs } from "./aws/deployment.ts";
import type { NamedEndpoint } from "./aws/endpoint.ts";
import { type SeriesOptions, seriesOptions } from "./backtest/backtest-options.ts";
import { readRecording } from "./backtest/read-recording.ts";
import { operatorName } from "./operator-name.ts";
import { done, failed, type Outcome } from "./outcome.ts";
import { type ApplyOptions, applyFile, type Services } from "./provisioning/apply-file.ts";
import { askAtTerminal } from "./provisioning/ask-at-terminal.ts";
import { type Standing, tryThresholds } from "./provisioning/try-thresholds.ts";
import { readText } from "./read-text.ts";
import { parseVillageFile } from "./village-file.ts";
import { provisionWireless } from "./wireless.ts";

export interface ProvisionOptions extends Omit<SeriesOptions, "series"> {
  readonly stage: string;
  readonly by: string;
  readonly reason?: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly remove?: boolean;
  readonly rewritePast?: boolean;
  readonly wireless?: boolean;
  readonly keys?: string;
  readonly backtest?: string;
  readonly siteId?: string;
}

/** Makes the registry match a village's file. The same file twice changes nothing. */
export const provision = async (path: string, options: ProvisionOptions): Promise<Outcome> => {
  const { dryRun = false, remove = false, rewritePast = false, by, reason } = options;
  if (rewritePast && reason === undefined) {
    return failed('--rewrite-past needs --reason "...": it is kept with the version.');
  }
  const read = await readText(path);
  if ("error" in read) return failed(read.error);
  const parsed = parseVillageFile(read.text);
  if ("faults" in parsed) {
    return failed(`${path} was not registered:`, ...parsed.faults.map((fault) => `  ${fault}`));
  }
  const recording =
    options.backtest === undefined
      ? undefined
      : await readRecording({ ...options, series: options.backtest });
  if (recording !== undefined && "errors" in recording) return failed(...recording.errors);
  return atEndpoint(async (endpoint) => {
    const found = await servicesAt(endpoint, options);
    if ("error" in found) return failed(found.error);
    const tryOn = (standing: Standing) =>
      recording === undefined
        ? { lines: [] }
        : tryThresholds(standing, parsed.village, recording, options.siteId);
    const services = recording === undefined ? found : { ...found, tryOn };
    const chosen: ApplyOptions = { dryRun, remove, rewritePast, by, reason };
    const outcome = await applyFile(parsed, chosen, services);
    if (outcome.troubles.length > 0) return outcome;
    const applied = done(`${endpoint.name}:`, ...outcome.lines);
    if (options.wireless !== true) return applied;
    const { stage, keys } = options;
    const wireless = await provisionWireless(parsed.village.devices, endpoint, { stage, keys, dryRun });
    return { lines: [...applied.lines, ...wireless.lines], troubles: wireless.troubles };
  });
};

const servicesAt = async (
  endpoint: NamedEndpoint,
  { stage, yes = false }: ProvisionOptions,
): Promise<Services | { readonly error: string }> => {
  const tables = await findOutputs(endpoint, stage, ["RegistryTable", "RecipientsTable", "StateTable"]);
  if ("error" in tables) return tables;
  const client = documentClient(endpoint.client);
  return {
    clock: { now: Date.now },
    registration: registration({
      registry: { client, tableName: tables.RegistryTable },
      recipients: { client, tableName: tables.RecipientsTable },
    }),
    states: siteStates({ client, tableName: tables.StateTable }),
    show: (lines) => console.log(lines.join("\n")),
    agree: (question) => (yes ? Promise.resolve(true) : askAtTerminal(question)),
  };
};

export const addProvision = (program: Command, finish: (outcome: Outcome) => void): void => {
  const command = program
    .command("provision")
    .description("make the registry match a village's YAML file: sites, thresholds, devices, recipients")
    .argument("<file>", "the village's file; cdk/config/pilot.yaml is an example")
    .option("--dry-run", "show what would change, and write nothing")
    .option("--yes", "apply without asking")
    .option("--remove", "agree that sites, hazards and devices no longer in the file are removed")
    .option("--rewrite-past", "correct what was registered for the past; needs --reason")
    .option(
      "--wireless",
      "also create its devices at AWS IoT Wireless, those of `downlink: { via: aws-iot-wireless }`",
    )
    .option(
      "--keys <file>",
      "with --wireless: the devices' keys (YAML: devEui, joinEui, appKey), read and written nowhere",
    )
    .option("--reason <text>", "why, kept with the version")
    .option("--by <name>", "who, kept with the version", operatorName())
    .option("--stage <name>", "the deployed stage", DEFAULT_STAGE)
    .option(
      "--backtest <recording.csv>",
      "first try the file's thresholds on a recording, against those that stand",
    )
    .option("--site-id <id>", "with --backtest: the site of the recording (default: the one that changes)");
  seriesOptions(command)
    .addHelpText("after", "\nThe endpoint is AWS, or AWS_ENDPOINT_URL where that is set.")
    .action(async (file: string, options: ProvisionOptions) => finish(await provision(file, options)));
};
