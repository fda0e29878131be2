import type { Command } from "commander";
import { documentClient } from "#shared/adapters/dynamodb/document-client.ts";
import { putRecipients } from "#shared/adapters/dynamodb/recipients.ts";
import { putVillage } from "#shared/adapters/dynamodb/registration.ts";
import type { VillageFile } from "#shared/domain/village.ts";
import { atEndpoint } from "./aws/at-endpoint.ts";
import { DEFAULT_STAGE, findOutputs } from "./aws/deployment.ts";
import type { NamedEndpoint } from "./aws/endpoint.ts";
import { done, failed, type Outcome } from "./outcome.ts";
import { readText } from "./read-text.ts";
import { parseVillageFile } from "./village-file.ts";

/** Registers a village as its file describes it. The same file twice changes nothing but the registry's version. */
export const provision = async (path: string, stage: string): Promise<Outcome> => {
  const read = await readText(path);
  if ("error" in read) return failed(read.error);
  const parsed = parseVillageFile(read.text);
  if ("faults" in parsed) {
    return failed(`${path} was not registered:`, ...parsed.faults.map((fault) => `  ${fault}`));
  }
  return atEndpoint((endpoint) => register(parsed.village, endpoint, stage));
};

/** The village comes last, because it raises the version: whoever takes it up finds its recipients there. */
const register = async (
  { recipients, ...village }: VillageFile,
  endpoint: NamedEndpoint,
  stage: string,
): Promise<Outcome> => {
  const tables = await findOutputs(endpoint, stage, ["RegistryTable", "RecipientsTable"]);
  if ("error" in tables) return failed(tables.error);
  const client = documentClient(endpoint.client);
  await putRecipients({ client, tableName: tables.RecipientsTable }, village.villageId, recipients);
  await putVillage({ client, tableName: tables.RegistryTable }, village);
  const { villageId, sites, devices } = village;
  return done(
    `${villageId} is registered at ${endpoint.name}: ${sites.length} sites, ${devices.length} devices, ${recipients.length} recipients.`,
  );
};

export const addProvision = (program: Command, finish: (outcome: Outcome) => void): void => {
  program
    .command("provision")
    .description("register a village, its sites, devices and recipients, from a YAML file")
    .argument("<file>", "the village's file; cdk/config/pilot.yaml is an example")
    .option("--stage <name>", "the deployed stage", DEFAULT_STAGE)
    .addHelpText("after", "\nThe endpoint is AWS, or AWS_ENDPOINT_URL where that is set.")
    .action(async (file: string, { stage }: { readonly stage: string }) =>
      finish(await provision(file, stage)),
    );
};
