import { gunzipSync, gzipSync } from "node:zlib";
import { GetCommand, paginateQuery } from "@aws-sdk/lib-dynamodb";
import type { EpochMs } from "#shared/domain/time.ts";
import type { Table } from "./document-client.ts";
import { villageKey, villageVersionKey } from "./keys.ts";

/** Who applied which version of a village's file, when, and why. */
export interface VillageVersion {
  readonly version: number;
  readonly by: string;
  /** Wall clock. */
  readonly at: EpochMs;
  readonly reason?: string;
}

/** A file longer than this is kept compressed, bytes: an item holds 400 KB. */
const COMPRESSED_FROM = 4_096;

/** A version as the table holds it. */
export const versionItem = (change: {
  readonly village: { readonly villageId: string };
  readonly seen: number;
  readonly text: string;
  readonly by: string;
  readonly at: EpochMs;
  readonly reason?: string | undefined;
}) => {
  const { village, seen, text, by, at, reason } = change;
  const version = seen + 1;
  const file = Buffer.byteLength(text) < COMPRESSED_FROM ? text : gzipSync(text);
  return { ...villageVersionKey(village.villageId, version), v: 1, version, by, at, reason, file };
};

/** Every version of a village's file that was ever applied. */
export const villageVersions = ({ client, tableName }: Table) => ({
  /** Oldest first. */
  list: async (villageId: string): Promise<readonly VillageVersion[]> => {
    const pages = paginateQuery(
      { client },
      {
        TableName: tableName,
        KeyConditionExpression: "pk = :village AND begins_with(sk, :version)",
        ProjectionExpression: "#version, #by, #at, #reason",
        ExpressionAttributeNames: { "#version": "version", "#by": "by", "#at": "at", "#reason": "reason" },
        ExpressionAttributeValues: { ":village": villageKey(villageId).pk, ":version": "VERSION#" },
      },
    );
    const found: VillageVersion[] = [];
    for await (const { Items = [] } of pages) found.push(...(Items as VillageVersion[]));
    return found;
  },

  /** The file as it was applied, addresses masked. */
  show: async (villageId: string, version: number): Promise<string | undefined> => {
    const { Item } = await client.send(
      new GetCommand({ TableName: tableName, Key: villageVersionKey(villageId, version) }),
    );
    const file: unknown = Item?.file;
    if (file instanceof Uint8Array) return gunzipSync(file).toString();
    return file === undefined ? undefined : String(file);
  },
});
