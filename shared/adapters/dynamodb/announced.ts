import { gunzipSync, gzipSync } from "node:zlib";
import { GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import type { Announced } from "#shared/domain/alert.ts";
import { DAY_MS, type EpochMs, SECOND_MS } from "#shared/domain/time.ts";
import type { SitePlace } from "../place.ts";
import { conditionally, type WriteOutcome } from "./conditional-write.ts";
import type { Table } from "./document-client.ts";
import { announcedKey } from "./keys.ts";

const SCHEMA_VERSION = 1;
const EXERCISE_KEPT_MS = 7 * DAY_MS;

/** What the public was told last, per site and hazard: a document with a version that every write must have seen. */
export const announcements = ({ client, tableName }: Table) => ({
  read: async (place: SitePlace, hazard: string): Promise<Announced | undefined> => {
    const { Item } = await client.send(
      new GetCommand({
        TableName: tableName,
        Key: announcedKey(place, hazard),
        ConsistentRead: true,
      }),
    );
    if (Item === undefined) return undefined;
    const document = Item.v === SCHEMA_VERSION ? documentOf(Item.body) : undefined;
    if (document === undefined) {
      throw new Error(
        `what was announced of ${hazard} at ${place.siteId} has schema version ${String(Item.v)}; this code reads version ${SCHEMA_VERSION}`,
      );
    }
    return { ...(JSON.parse(document) as Announced), version: Number(Item.version) };
  },

  /** Writes what follows version `seen` (0: nothing yet); the item then has version `seen + 1`. */
  write: (
    place: SitePlace,
    hazard: string,
    announced: Announced,
    seen: number,
    wall: EpochMs,
  ): Promise<WriteOutcome> =>
    conditionally(() =>
      client.send(
        new PutCommand({
          TableName: tableName,
          Item: {
            ...announcedKey(place, hazard),
            v: SCHEMA_VERSION,
            version: seen + 1,
            level: announced.level,
            // A plan repeats its texts for every recipient: whole, some three hundred of them would be more than an item holds.
            body: gzipSync(JSON.stringify(announced)),
            ...(place.exerciseId === undefined
              ? {}
              : { expiresAt: Math.ceil((wall + EXERCISE_KEPT_MS) / SECOND_MS) }),
          },
          ConditionExpression: seen === 0 ? "attribute_not_exists(pk)" : "#version = :seen",
          ...(seen === 0
            ? {}
            : {
                ExpressionAttributeNames: { "#version": "version" },
                ExpressionAttributeValues: { ":seen": seen },
              }),
        }),
      ),
    ),
});

/** Compressed, or plain as it was written before; undefined where it is neither. */
const documentOf = (body: unknown): string | undefined => {
  if (body instanceof Uint8Array) return gunzipSync(body).toString();
  return typeof body === "string" ? body : undefined;
};
