import { BatchWriteCommand, type BatchWriteCommandInput } from "@aws-sdk/lib-dynamodb";
import pRetry from "p-retry";
import type { Table } from "./document-client.ts";
import type { ItemKey } from "./keys.ts";

export type BatchRequest =
  | { readonly PutRequest: { readonly Item: ItemKey & Readonly<Record<string, unknown>> } }
  | { readonly DeleteRequest: { readonly Key: ItemKey } };

const REQUESTS_PER_CALL = 25;
const RETRIES = 5;
const FIRST_WAIT_MS = 25;

/** Writes many items, each key once (the last request for a key counts); asks again for what DynamoDB left unprocessed. */
export const batchWrite = async (table: Table, requests: readonly BatchRequest[]): Promise<void> => {
  const byKey = new Map(requests.map((request) => [keyOf(request), request]));
  const wanted = [...byKey.values()];
  for (let start = 0; start < wanted.length; start += REQUESTS_PER_CALL) {
    await writeAll(table, wanted.slice(start, start + REQUESTS_PER_CALL));
  }
};

const keyOf = (request: BatchRequest): string => {
  const { pk, sk } = "PutRequest" in request ? request.PutRequest.Item : request.DeleteRequest.Key;
  return JSON.stringify([pk, sk]);
};

type Requests = NonNullable<BatchWriteCommandInput["RequestItems"]>[string];

const writeAll = async ({ client, tableName }: Table, requests: readonly BatchRequest[]): Promise<void> => {
  let left: Requests = requests.map((request) => ({ ...request }));
  const writeLeft = async () => {
    const command = new BatchWriteCommand({ RequestItems: { [tableName]: left } });
    const { UnprocessedItems } = await client.send(command);
    left = UnprocessedItems?.[tableName] ?? [];
    if (left.length > 0) throw new Error(`${tableName} left ${left.length} items unwritten`);
  };
  await pRetry(writeLeft, {
    retries: RETRIES,
    minTimeout: FIRST_WAIT_MS,
    randomize: true,
    shouldRetry: () => left.length > 0,
  });
};
