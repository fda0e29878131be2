import { DeleteCommand, GetCommand, PutCommand, paginateQuery, QueryCommand } from "@aws-sdk/lib-dynamodb";
import type { EpochMs } from "#shared/domain/time.ts";
import type { Watch } from "#shared/domain/watch.ts";
import { conditionally } from "./conditional-write.ts";
import type { Table } from "./document-client.ts";
import { DUE_SHARDS, dueKey, type Subject, shardOf, subjectOf, watchedVersionKey } from "./health-keys.ts";

const DUE_INDEX = "due";
/** A word that DynamoDB keeps for itself. */
const SHARD = { "#shard": "shard" };

/** Who must be looked at when: one small item each, in an index by its deadline, so that only what is due is ever read. */
export const watchList = ({ client, tableName }: Table) => ({
  /** What is due at an instant, the longest overdue first, at most `limit`. */
  due: async (now: EpochMs, limit: number): Promise<readonly Watch[]> => {
    const shards = await Promise.all(
      DUE_SHARDS.map((shard) =>
        client.send(
          new QueryCommand({
            TableName: tableName,
            IndexName: DUE_INDEX,
            KeyConditionExpression: "#shard = :shard AND dueAt <= :now",
            ExpressionAttributeNames: SHARD,
            ExpressionAttributeValues: { ":shard": shard, ":now": now },
            Limit: limit,
          }),
        ),
      ),
    );
    return shards
      .flatMap(({ Items = [] }) => Items.map(watchOf))
      .toSorted((a, b) => a.dueAt - b.dueAt)
      .slice(0, limit);
  },

  /** Everyone on the list, due or not. */
  all: async (): Promise<readonly Subject[]> => {
    const subjects: Subject[] = [];
    for (const shard of DUE_SHARDS) {
      const pages = paginateQuery(
        { client },
        {
          TableName: tableName,
          IndexName: DUE_INDEX,
          KeyConditionExpression: "#shard = :shard",
          ExpressionAttributeNames: SHARD,
          ExpressionAttributeValues: { ":shard": shard },
        },
      );
      for await (const { Items = [] } of pages)
        subjects.push(...Items.map(({ pk }) => subjectOf(String(pk))));
    }
    return subjects;
  },

  /** Puts somebody on the list who is not on it. */
  add: async (watch: Watch): Promise<void> => {
    await conditionally(() => client.send(putOf(tableName, watch, "attribute_not_exists(pk)")));
  },

  /** Says when to look again; who was taken off the list meanwhile stays off it. */
  move: async (watch: Watch): Promise<void> => {
    await conditionally(() => client.send(putOf(tableName, watch, "attribute_exists(pk)")));
  },

  remove: async (subject: Subject): Promise<void> => {
    await client.send(new DeleteCommand({ TableName: tableName, Key: dueKey(subject) }));
  },

  /** The registry's version that the list was last brought up to; 0 when never. */
  registryVersion: async (): Promise<number> => {
    const { Item } = await client.send(new GetCommand({ TableName: tableName, Key: watchedVersionKey }));
    return Number(Item?.version ?? 0);
  },

  rememberRegistryVersion: async (version: number): Promise<void> => {
    await client.send(
      new PutCommand({ TableName: tableName, Item: { ...watchedVersionKey, v: 1, version } }),
    );
  },
});

const putOf = (tableName: string, { subject, ...watch }: Watch, ConditionExpression: string): PutCommand =>
  new PutCommand({
    TableName: tableName,
    Item: { ...dueKey(subject), v: 1, shard: shardOf(subject), ...watch },
    ConditionExpression,
  });

const watchOf = ({ pk, dueAt, addedAt, examineAt, limitMs, troubled }: Record<string, unknown>): Watch => ({
  subject: subjectOf(String(pk)),
  dueAt: Number(dueAt),
  addedAt: Number(addedAt ?? dueAt),
  ...(examineAt === undefined ? {} : { examineAt: Number(examineAt) }),
  ...(limitMs === undefined ? {} : { limitMs: Number(limitMs) }),
  ...(troubled === true ? { troubled } : {}),
});
