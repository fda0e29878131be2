import { PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { Village } from "#shared/domain/village.ts";
import { batchWrite } from "./batch-write.ts";
import type { Table } from "./document-client.ts";
import { deviceKey, registryVersionKey, villageKey } from "./keys.ts";

/**
 * Registers a village, or what has changed of it, then raises the registry's version: every function takes it up within
 * its time for looking. The version comes last, so nobody can hold the old village under the new version.
 */
export const putVillage = async (table: Table, village: Village): Promise<void> => {
  const { client, tableName } = table;
  const { villageId, devices } = village;
  await client.send(
    new PutCommand({
      TableName: tableName,
      Item: { ...villageKey(villageId), v: 1, body: JSON.stringify(village) },
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
