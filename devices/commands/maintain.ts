import type { Command } from "commander";
import { documentClient } from "#shared/adapters/dynamodb/document-client.ts";
import { endMaintenance, putMaintenance } from "#shared/adapters/dynamodb/maintenance.ts";
import { registry } from "#shared/adapters/dynamodb/registry.ts";
import { siteStates } from "#shared/adapters/dynamodb/site-state.ts";
import { atEndpoint } from "./aws/at-endpoint.ts";
import { DEFAULT_STAGE, findOutputs } from "./aws/deployment.ts";
import type { NamedEndpoint } from "./aws/endpoint.ts";
import { operatorName } from "./operator-name.ts";
import { failed, type Outcome } from "./outcome.ts";
import { maintainDevice, type Services } from "./provisioning/maintain-device.ts";
import { type MaintainOptions, maintenanceOrder } from "./provisioning/maintenance-order.ts";

/** Says that somebody works at a device, for how long, or that the work has ended. */
export const maintain = async (
  devEui: string,
  options: MaintainOptions & { readonly stage: string },
): Promise<Outcome> => {
  const order = maintenanceOrder(devEui, options);
  if ("error" in order) return failed(order.error);
  return atEndpoint(async (endpoint) => {
    const services = await servicesAt(endpoint, options.stage);
    return "error" in services ? failed(services.error) : maintainDevice(order, services);
  });
};

const servicesAt = async (
  endpoint: NamedEndpoint,
  stage: string,
): Promise<Services | { readonly error: string }> => {
  const tables = await findOutputs(endpoint, stage, ["RegistryTable", "StateTable"]);
  if ("error" in tables) return tables;
  const client = documentClient(endpoint.client);
  const table = { client, tableName: tables.RegistryTable };
  const clock = { now: Date.now };
  return {
    clock,
    registry: registry(table, { clock }),
    maintenance: {
      put: (villageId, entry) => putMaintenance(table, villageId, entry),
      end: (villageId, device, at) => endMaintenance(table, villageId, device, at),
    },
    states: siteStates({ client, tableName: tables.StateTable }),
  };
};

export const addMaintain = (program: Command, finish: (outcome: Outcome) => void): void => {
  program
    .command("maintain")
    .description("say that somebody works at a device, so that what it tells meanwhile alerts nobody")
    .argument("<device>", "its DevEUI")
    .option("--for <duration>", "from now on for so long, like 2h or 90m; at most 7 days")
    .option("--end", "the work has ended")
    .option("--reason <text>", "what is done there")
    .option("--by <name>", "who says so", operatorName())
    .option("--stage <name>", "the deployed stage", DEFAULT_STAGE)
    .action(async (device: string, options: MaintainOptions & { readonly stage: string }) =>
      finish(await maintain(device, options)),
    );
};
