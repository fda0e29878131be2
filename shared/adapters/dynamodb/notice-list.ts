import { GetCommand, PutCommand, paginateQuery } from "@aws-sdk/lib-dynamodb";
import type { NoticeBundle } from "#shared/domain/notice-bundle.ts";
import { DAY_MS, type EpochMs, SECOND_MS } from "#shared/domain/time.ts";
import { conditionally } from "./conditional-write.ts";
import type { Table } from "./document-client.ts";
import { NOTICES_SHARD, noticeKey } from "./health-keys.ts";

/** As long as the finding that it closes may have stood open. */
const KEPT_MS = 400 * DAY_MS;
const DUE_INDEX = "due";

/** The notices that wait to be told, in the index of what is due; and, out of it, to whom each was told. */
export const noticeList = ({ client, tableName }: Table) => {
  const itemOf = (bundle: NoticeBundle, wall: EpochMs) => ({
    ...noticeKey(bundle),
    v: 1,
    notices: bundle.notices,
    expiresAt: Math.ceil((wall + KEPT_MS) / SECOND_MS),
  });
  return {
    /** Puts a bundle among those that wait, unless it has ever been there. */
    add: async (bundle: NoticeBundle, wall: EpochMs): Promise<void> => {
      const Item = { ...itemOf(bundle, wall), shard: NOTICES_SHARD, dueAt: wall };
      await conditionally(() =>
        client.send(
          new PutCommand({ TableName: tableName, Item, ConditionExpression: "attribute_not_exists(pk)" }),
        ),
      );
    },

    /** Those that wait, the oldest first. One put there a moment ago may be missing until the next time. */
    waiting: async (): Promise<readonly NoticeBundle[]> => {
      const pages = paginateQuery(
        { client },
        {
          TableName: tableName,
          IndexName: DUE_INDEX,
          KeyConditionExpression: "#shard = :notices",
          ExpressionAttributeNames: { "#shard": "shard" },
          ExpressionAttributeValues: { ":notices": NOTICES_SHARD },
        },
      );
      const found: NoticeBundle[] = [];
      for await (const { Items = [] } of pages) found.push(...Items.map(bundleOf));
      return found;
    },

    /** To whom a notice was told, as `recipientId/channel`: nobody when it was not. */
    toldTo: async (villageId: string, noticeId: string): Promise<readonly string[]> => {
      const { Item } = await client.send(
        new GetCommand({
          TableName: tableName,
          Key: noticeKey({ villageId, noticeId }),
          ConsistentRead: true,
        }),
      );
      return Item?.told ?? [];
    },

    /** Notes to whom a bundle was told; it waits no longer. */
    settle: async (bundle: NoticeBundle, told: readonly string[], wall: EpochMs): Promise<void> => {
      await client.send(new PutCommand({ TableName: tableName, Item: { ...itemOf(bundle, wall), told } }));
    },
  };
};

const bundleOf = ({ pk, sk, notices }: Record<string, unknown>): NoticeBundle => ({
  villageId: String(pk).slice("VILLAGE#".length),
  noticeId: String(sk).slice("NOTICE#".length),
  notices: notices as NoticeBundle["notices"],
});
