import { PutCommand, paginateQuery, QueryCommand } from "@aws-sdk/lib-dynamodb";
import type { DeviceEvent, EventSubject } from "#shared/domain/device-event.ts";
import type { GatewayConnectionEvent } from "#shared/domain/network-event.ts";
import { DAY_MS, type EpochMs, SECOND_MS, toIso } from "#shared/domain/time.ts";
import type { Table } from "./document-client.ts";
import { dueKey, shardOf } from "./health-keys.ts";
import { deviceEventKey, eventPk, eventsBetween } from "./keys.ts";

/** One rainy season and the whole one before it: as long as the readings they explain. */
const KEPT_MS = 400 * DAY_MS;

/** What happened to devices and gateways beside their readings. Live only: an exercise has no events. */
export const deviceEvents = ({ client, tableName }: Table) => ({
  /** The same event recorded twice is one row: its key is whom it befell, when, and what it was. */
  record: async (event: DeviceEvent): Promise<void> => {
    await client.send(
      new PutCommand({
        TableName: tableName,
        Item: {
          ...deviceEventKey(event),
          v: 1,
          event,
          expiresAt: Math.ceil((Date.parse(event.at) + KEPT_MS) / SECOND_MS),
        },
      }),
    );
    // The watcher looks at a gateway that has come or gone.
    if (event.kind === "gateway_connection") await client.send(dueOf(tableName, event));
  },

  /** What was last told of a gateway's connection. */
  latestConnection: async (gatewayId: string): Promise<GatewayConnectionEvent | undefined> => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: tableName,
        KeyConditionExpression: "pk = :pk AND begins_with(sk, :event)",
        ExpressionAttributeValues: { ":pk": eventPk({ gatewayId }), ":event": "EVENT#" },
        // Who is woken by an event must find it.
        ConsistentRead: true,
        ScanIndexForward: false,
        Limit: 1,
      }),
    );
    return Items[0]?.event as GatewayConnectionEvent | undefined;
  },

  /** From `from` (inclusive) to `to` (exclusive), oldest first. */
  list: async (subject: EventSubject, from: EpochMs, to: EpochMs): Promise<readonly DeviceEvent[]> => {
    const { pk, first, last } = eventsBetween(subject, toIso(from), toIso(to));
    const pages = paginateQuery(
      { client },
      {
        TableName: tableName,
        KeyConditionExpression: "pk = :pk AND sk BETWEEN :first AND :last",
        ExpressionAttributeValues: { ":pk": pk, ":first": first, ":last": last },
      },
    );
    const events: DeviceEvent[] = [];
    for await (const { Items = [] } of pages) events.push(...Items.map((item) => item.event as DeviceEvent));
    return events;
  },
});

const dueOf = (tableName: string, { gatewayId, at }: GatewayConnectionEvent): PutCommand => {
  const addedAt = Date.parse(at);
  const subject = { gatewayId };
  return new PutCommand({
    TableName: tableName,
    Item: { ...dueKey(subject), v: 1, shard: shardOf(subject), dueAt: addedAt, addedAt },
  });
};
