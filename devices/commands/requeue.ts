import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { Command } from "commander";
import { devicesWith, type RequeueWanted, requeue, type WholeMessage } from "#devices/quarantine/requeue.ts";
import { documentClient } from "#shared/adapters/dynamodb/document-client.ts";
import { quarantineReader } from "#shared/adapters/dynamodb/quarantine-reader.ts";
import { requeueAttributes } from "#shared/adapters/uplink-attributes.ts";
import type { QuarantineReason } from "#shared/domain/quarantine.ts";
import { DAY_MS } from "#shared/domain/time.ts";
import { atEndpoint } from "./aws/at-endpoint.ts";
import { DEFAULT_STAGE, findOutputs } from "./aws/deployment.ts";
import type { NamedEndpoint } from "./aws/endpoint.ts";
import { devEuiArgument } from "./dev-eui-argument.ts";
import { done, failed, type Outcome } from "./outcome.ts";
import { reasonOption } from "./quarantine.ts";

interface Options {
  readonly reason: QuarantineReason;
  readonly device?: string;
  readonly stage: string;
  readonly dryRun?: boolean;
}

/** As long as messages wait. */
const KEPT_MS = 30 * DAY_MS;

/** Hands messages over again that could not be used, after what was wrong has been mended. */
const requeueAt = async (endpoint: NamedEndpoint, options: Options): Promise<Outcome> => {
  const { reason, device, stage } = options;
  const tables = await findOutputs(endpoint, stage, ["QuarantineTable"]);
  if ("error" in tables) return failed(tables.error);
  const table = { client: documentClient(endpoint.client), tableName: tables.QuarantineTable };
  const reader = quarantineReader(table);
  const now = Date.now();
  const devices =
    device === undefined ? devicesWith(reason, await reader.counts(now - KEPT_MS, now)) : [device];
  const wanted: RequeueWanted = { reason, devices };
  if (options.dryRun === true) {
    const { sent } = await requeue(wanted, { ...reader, send: nothing, remove: nothing });
    return done(`${sent} messages would be handed over again. Nothing was done.`);
  }
  const { sent, cut } = await requeue(wanted, { ...reader, send: await uplinksQueue(endpoint, stage) });
  return {
    lines: [`${sent} messages were handed over again. What still cannot be used comes back with its reason.`],
    troubles: cut === 0 ? [] : [`${cut} messages were too large to be kept whole and stay where they are.`],
  };
};

const nothing = (): Promise<void> => Promise.resolve();

const uplinksQueue = async (endpoint: NamedEndpoint, stage: string) => {
  const client = new SQSClient(endpoint.client);
  const QueueName = `village-watch-${stage}-uplinks`;
  const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName }));
  return async (messages: readonly WholeMessage[]): Promise<void> => {
    // One by one: together, ten large documents would be more than a batch may hold.
    await Promise.all(
      messages.map((message) =>
        client.send(
          new SendMessageCommand({
            QueueUrl,
            MessageBody: message.body,
            MessageAttributes: requeueAttributes(message),
          }),
        ),
      ),
    );
  };
};

export const addRequeue = (program: Command, finish: (outcome: Outcome) => void): void => {
  program
    .command("requeue")
    .description("hand messages over again that wait in the quarantine, after a fix")
    .addOption(reasonOption().makeOptionMandatory())
    .option("--device <eui>", "of this device only", devEuiArgument)
    .option("--stage <name>", "the deployed stage", DEFAULT_STAGE)
    .option("--dry-run", "only count them")
    .addHelpText(
      "after",
      "\nReadings that are old by then complete the history and raise no alarm. A fix takes effect after 10 s.",
    )
    .action(async (options: Options) => finish(await atEndpoint((endpoint) => requeueAt(endpoint, options))));
};
