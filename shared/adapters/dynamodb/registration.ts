import { GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { Recipient } from "#shared/domain/recipient.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import type { Village } from "#shared/domain/village.ts";
import { batchWrite } from "./batch-write.ts";
import type { WriteOutcome } from "./conditional-write.ts";
import type { Table } from "./document-client.ts";
import { deviceKey, type ItemKey, registryVersionKey, villageKey } from "./keys.ts";
import { recipientsOf } from "./recipients.ts";
import { type FileChange, registrationSteps } from "./registration-steps.ts";
import { villageOf } from "./registry.ts";
import { transact } from "./transact.ts";

/** A village as provisioning finds it. */
export interface Registered {
  /** Absent before the first file. */
  readonly village: Village | undefined;
  readonly recipients: readonly Recipient[];
  /** Of the file applied last; 0 before the first. */
  readonly version: number;
  /** Who applied it, and when (wall clock). */
  readonly by?: string | undefined;
  readonly at?: EpochMs | undefined;
  /** Sites that the last provisioning changed and did not get round to have planned anew. */
  readonly replan: readonly string[];
}

export interface DeviceOwner {
  readonly villageId: string;
  readonly confirmed: boolean;
}

export interface RegistrationTables {
  readonly registry: Table;
  readonly recipients: Table;
}

/** What provisioning reads and writes. */
export const registration = ({ registry, recipients }: RegistrationTables) => {
  const get = async (Key: ItemKey) =>
    (await registry.client.send(new GetCommand({ TableName: registry.tableName, Key, ConsistentRead: true })))
      .Item;

  return {
    read: async (villageId: string): Promise<Registered> => {
      const item = await get(villageKey(villageId));
      return {
        village: villageOf(item),
        recipients: await recipientsOf(recipients, villageId),
        version: Number(item?.fileVersion ?? 0),
        by: item?.fileBy,
        at: item?.fileAt,
        replan: item?.replan ?? [],
      };
    },

    /** The village that a device's row names, if any, and whether that village knows of it: a broken-off removal may leave a row. */
    ownerOf: async (devEui: string): Promise<DeviceOwner | undefined> => {
      const item = await get(deviceKey(devEui));
      if (item === undefined) return undefined;
      const villageId = String(item.villageId);
      const its = villageOf(await get(villageKey(villageId)));
      return { villageId, confirmed: its?.devices.some((device) => device.devEui === devEui) ?? false };
    },

    /**
     * Applies a file. `conflict`: the village's version is no longer the one that was seen, or one of its new devices has been
     * registered elsewhere meanwhile. The village, its version, the kept file and the registry's version change at once or not at
     * all, and with them every device and recipient, as far as one transaction holds them (100 items): what is added beyond
     * that comes before, what is taken away comes after.
     */
    apply: async (change: FileChange): Promise<WriteOutcome> => {
      for (const step of registrationSteps(registry.tableName, recipients.tableName, change)) {
        if ((await transact(registry.client, step)) === "conflict") return "conflict";
      }
      return "written";
    },

    /** Says that the sites which a version changed have been put down for planning. */
    replanned: async (villageId: string, version: number): Promise<void> => {
      await registry.client.send(
        new UpdateCommand({
          TableName: registry.tableName,
          Key: villageKey(villageId),
          UpdateExpression: "REMOVE replan",
          ConditionExpression: "fileVersion = :version",
          ExpressionAttributeValues: { ":version": version },
        }),
      );
    },
  };
};

/** Registers a village without a file of its own, over whatever is there, and raises the registry's version last: for drills. */
export const putVillage = async (table: Table, { maintenance: _, ...village }: Village): Promise<void> => {
  const { client, tableName } = table;
  const { villageId, devices } = village;
  await client.send(
    new UpdateCommand({
      TableName: tableName,
      Key: villageKey(villageId),
      UpdateExpression: "SET v = :v, body = :body",
      ExpressionAttributeValues: { ":v": 1, ":body": JSON.stringify(village) },
    }),
  );
  await batchWrite(
    table,
    devices.map(({ devEui }) => ({ PutRequest: { Item: { ...deviceKey(devEui), v: 1, villageId } } })),
  );
  await client.send(
    new UpdateCommand({
      TableName: tableName,
      Key: registryVersionKey,
      UpdateExpression: "ADD #version :one",
      ExpressionAttributeNames: { "#version": "version" },
      ExpressionAttributeValues: { ":one": 1 },
    }),
  );
};
