import type { Command } from "commander";
import { documentClient } from "#shared/adapters/dynamodb/document-client.ts";
import { villageVersions } from "#shared/adapters/dynamodb/village-versions.ts";
import { hongKongTime } from "#shared/alerting/hong-kong-time.ts";
import { atEndpoint } from "./aws/at-endpoint.ts";
import { DEFAULT_STAGE, findOutputs } from "./aws/deployment.ts";
import { done, failed, type Outcome } from "./outcome.ts";

interface VersionsOptions {
  readonly stage: string;
  readonly show?: string;
}

/** Lists who applied which version of a village's file when, or prints one. */
export const listVersions = (villageId: string, { stage, show }: VersionsOptions): Promise<Outcome> =>
  atEndpoint(async (endpoint) => {
    const tables = await findOutputs(endpoint, stage, ["RegistryTable"]);
    if ("error" in tables) return failed(tables.error);
    const client = documentClient(endpoint.client);
    const versions = villageVersions({ client, tableName: tables.RegistryTable });
    return toldVersions(villageId, show, versions);
  });

type Versions = Pick<ReturnType<typeof villageVersions>, "list" | "show">;

/** One line a version, or the file of the one asked for. */
export const toldVersions = (
  villageId: string,
  show: string | undefined,
  versions: Versions,
): Promise<Outcome> => (show === undefined ? list(villageId, versions) : print(villageId, show, versions));

const list = async (villageId: string, versions: Versions): Promise<Outcome> => {
  const found = await versions.list(villageId);
  return found.length === 0
    ? failed(`No file of a village ${villageId} was ever applied.`)
    : done(
        "Applied (Hong Kong time):",
        ...found.map(
          ({ version, by, at, reason }) =>
            `${version}  ${hongKongTime(at, "yyyy-MM-dd HH:mm:ss")}  ${by}${reason === undefined ? "" : `  ${reason}`}`,
        ),
      );
};

const print = async (villageId: string, version: string, versions: Versions): Promise<Outcome> => {
  if (!/^[1-9]\d{0,7}$/.test(version)) return failed(`--show: "${version}" is no number of a version`);
  const text = await versions.show(villageId, Number(version));
  return text === undefined
    ? failed(`${villageId} has no version ${version}; \`village versions ${villageId}\` lists those it has.`)
    : done(text.trimEnd());
};

export const addVersions = (program: Command, finish: (outcome: Outcome) => void): void => {
  program
    .command("versions")
    .description("list the versions of a village's file with who applied each and when, or print one")
    .argument("<village>", "the village's id, like lam-tsuen")
    .option("--show <number>", "print this version; addresses are masked")
    .option("--stage <name>", "the deployed stage", DEFAULT_STAGE)
    .action(async (village: string, options: VersionsOptions) =>
      finish(await listVersions(village, options)),
    );
};
