import { gzipSync } from "node:zlib";
import { PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { QuarantineEntry, QuarantineTally } from "#shared/domain/quarantine.ts";
import { DAY_MS, SECOND_MS } from "#shared/domain/time.ts";
import type { Table } from "./document-client.ts";
import { quarantineCountKey, quarantineKey } from "./keys.ts";

const KEPT_MS = 30 * DAY_MS;
/** Beyond this a body is kept compressed: a write unit is 1 KB. */
const PLAIN_UP_TO_BYTES = 1024;
/** An item holds 400 KB at most; noise does not compress. */
const LARGEST_BODY_BYTES = 380_000;

/** Messages that could not be used, with their reasons, for 30 days. Kept again under the same key, they are one entry. */
export const quarantine = ({ client, tableName }: Table) => ({
  /** `known` when it was there before. */
  keep: async (entry: QuarantineEntry): Promise<"kept" | "known"> => {
    const { Attributes } = await client.send(
      new PutCommand({
        TableName: tableName,
        Item: {
          ...quarantineKey(entry),
          v: 1,
          reason: entry.reason,
          explanation: entry.explanation,
          ...(entry.tokenHolder === undefined ? {} : { tokenHolder: entry.tokenHolder }),
          ...bodyOf(entry.body),
          receivedAt: entry.receivedAt,
          expiresAt: Math.ceil((entry.receivedAt + KEPT_MS) / SECOND_MS),
        },
        ReturnValues: "ALL_OLD",
      }),
    );
    return Attributes === undefined ? "kept" : "known";
  },

  /** Adds to the count of a device, a reason and a day (UTC). */
  count: async ({ count, ...tally }: QuarantineTally): Promise<void> => {
    await client.send(
      new UpdateCommand({
        TableName: tableName,
        Key: quarantineCountKey(tally),
        UpdateExpression: "ADD #count :count SET expiresAt = :expiresAt",
        ExpressionAttributeNames: { "#count": "count" },
        ExpressionAttributeValues: {
          ":count": count,
          ":expiresAt": Math.ceil((tally.receivedAt + KEPT_MS) / SECOND_MS),
        },
      }),
    );
  },
});

const bodyOf = (body: string) => {
  const bytes = Buffer.from(body);
  if (bytes.length <= PLAIN_UP_TO_BYTES) return { body };
  const bodyGzip = gzipSync(bytes);
  return bodyGzip.length <= LARGEST_BODY_BYTES
    ? { bodyGzip }
    : { body: bytes.subarray(0, LARGEST_BODY_BYTES).toString(), bodyCutFromBytes: bytes.length };
};
