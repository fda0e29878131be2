import { userInfo } from "node:os";
import { SQSClient } from "@aws-sdk/client-sqs";
import type { Command } from "commander";
import { downlinkQueue } from "#shared/adapters/downlink-queue.ts";
import { deliveryEvidence } from "#shared/adapters/dynamodb/delivery-evidence.ts";
import { documentClient } from "#shared/adapters/dynamodb/document-client.ts";
import { downlinks } from "#shared/adapters/dynamodb/downlinks.ts";
import { registry } from "#shared/adapters/dynamodb/registry.ts";
import { atEndpoint } from "./aws/at-endpoint.ts";
import { DEFAULT_STAGE, findOutputs } from "./aws/deployment.ts";
import type { NamedEndpoint } from "./aws/endpoint.ts";
import { askDevice, type Services, showDownlinks } from "./downlink/ask-device.ts";
import { downlinkOrder } from "./downlink/downlink-order.ts";
import { failed, type Outcome } from "./outcome.ts";

interface Options {
  readonly status?: boolean;
  readonly by: string;
  readonly stage: string;
}

/** Asks a device by radio for another pace, or shows what it was asked for. */
export const downlink = async (
  device: string,
  setting: string | undefined,
  { status = false, by, stage }: Options,
): Promise<Outcome> => {
  const order = downlinkOrder(device, setting, status);
  if ("error" in order) return failed(order.error);
  return atEndpoint(async (endpoint) => {
    const services = await servicesAt(endpoint, stage);
    if ("error" in services) return failed(services.error);
    const { devEui, reportIntervalS } = order;
    return reportIntervalS === undefined
      ? showDownlinks(devEui, services)
      : askDevice({ devEui, reportIntervalS }, by, services);
  });
};

const servicesAt = async (
  endpoint: NamedEndpoint,
  stage: string,
): Promise<Services | { readonly error: string }> => {
  const names = [
    "RegistryTable",
    "DownlinksTable",
    "HistoryTable",
    "HealthTable",
    "DownlinksQueueUrl",
  ] as const;
  const outputs = await findOutputs(endpoint, stage, names);
  if ("error" in outputs) return outputs;
  const client = documentClient(endpoint.client);
  const clock = { now: Date.now };
  const table = (tableName: string) => ({ client, tableName });
  return {
    clock,
    registry: registry(table(outputs.RegistryTable), { clock }),
    downlinks: downlinks(table(outputs.DownlinksTable)),
    evidence: deliveryEvidence(table(outputs.HistoryTable), table(outputs.HealthTable)),
    queue: downlinkQueue({
      client: new SQSClient({ ...endpoint.client, useQueueUrlAsEndpoint: false }),
      queueUrl: outputs.DownlinksQueueUrl,
    }),
  };
};

export const addDownlink = (program: Command, finish: (outcome: Outcome) => void): void => {
  program
    .command("downlink")
    .description("ask a sensor by radio to report at another pace, or show what it was asked for")
    .argument("<device>", "its DevEUI")
    .argument("[setting]", "interval=5m: report every five minutes")
    .option("--status", "show its last downlinks, and whether they were delivered")
    .option("--by <name>", "who asks for it", userInfo().username)
    .option("--stage <name>", "the deployed stage", DEFAULT_STAGE)
    .action(async (device: string, setting: string | undefined, options: Options) =>
      finish(await downlink(device, setting, options)),
    );
};
