import { deflateRawSync, inflateRawSync } from "node:zlib";
import { DeleteCommand, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import type { DaySummary, DeviceRecord, GatewayRecord } from "#shared/domain/device-health.ts";
import type { GatewayMember } from "#shared/domain/finding.ts";
import { DAY_MS } from "#shared/domain/time.ts";
import { conditionally, type WriteOutcome } from "./conditional-write.ts";
import type { Table } from "./document-client.ts";
import { gatewayDeviceKey, healthDaysKey, healthKey, type Subject } from "./health-keys.ts";
import { eventPk, type ItemKey } from "./keys.ts";

const SCHEMA_VERSION = 1;

export interface Versioned<T> {
  readonly record: T;
  /** Every write must have seen it. */
  readonly version: number;
}

/** What is known of each device: one item with the day that has begun, written at most hourly, and one with the days before. */
export const deviceRecords = (table: Table) => ({
  read: async (devEui: string): Promise<Versioned<DeviceRecord> | undefined> => {
    const items = await itemsOf(table, { devEui }, "HEALTH");
    const held = items.find(({ sk }) => sk === healthKey({ devEui }).sk);
    if (held === undefined) return undefined;
    const { health, ...record } = bodyOf(held) as DeviceRecord;
    const days = items
      .filter(({ sk }) => sk === healthDaysKey({ devEui }).sk)
      .flatMap((item) => bodyOf(item) as DaySummary[]);
    // A crash can leave a day behind that is not yet examined: it is made again.
    const examined = days.filter(({ day }) => (day + 1) * DAY_MS <= health.examinedThrough);
    return { record: { ...record, health: { ...health, days: examined } }, version: Number(held.version) };
  },

  /** @param before what stands there, read with version `seen`; undefined and 0 when nothing does */
  write: async (
    devEui: string,
    { health, ...record }: DeviceRecord,
    before: Versioned<DeviceRecord> | undefined,
  ): Promise<WriteOutcome> => {
    const { days, ...today } = health;
    if (days.at(-1)?.day !== before?.record.health.days.at(-1)?.day) {
      const Item = { ...healthDaysKey({ devEui }), v: SCHEMA_VERSION, body: packed(days) };
      await table.client.send(new PutCommand({ TableName: table.tableName, Item }));
    }
    return put(table, healthKey({ devEui }), { ...record, health: today }, before?.version ?? 0);
  },

  remove: async (devEui: string): Promise<void> => {
    for (const Key of [healthDaysKey({ devEui }), healthKey({ devEui })]) {
      await table.client.send(new DeleteCommand({ TableName: table.tableName, Key }));
    }
  },
});

/** What is known of each gateway, and of the devices last heard only through it. */
export const gatewayRecords = (table: Table) => ({
  read: async (gatewayId: string): Promise<Versioned<GatewayRecord> | undefined> => {
    const [held] = await itemsOf(table, { gatewayId }, "HEALTH");
    return held && { record: bodyOf(held) as GatewayRecord, version: Number(held.version) };
  },

  write: (
    gatewayId: string,
    record: GatewayRecord,
    before: Versioned<GatewayRecord> | undefined,
  ): Promise<WriteOutcome> => put(table, healthKey({ gatewayId }), record, before?.version ?? 0),

  devices: async (gatewayId: string): Promise<readonly GatewayMember[]> =>
    (await itemsOf(table, { gatewayId }, "THROUGH#")).map(({ member }) => member as GatewayMember),

  addDevice: async (gatewayId: string, member: GatewayMember): Promise<void> => {
    const Item = { ...gatewayDeviceKey(gatewayId, member.devEui), v: SCHEMA_VERSION, member };
    await table.client.send(new PutCommand({ TableName: table.tableName, Item }));
  },

  removeDevice: async (gatewayId: string, devEui: string): Promise<void> => {
    const Key = gatewayDeviceKey(gatewayId, devEui);
    await table.client.send(new DeleteCommand({ TableName: table.tableName, Key }));
  },
});

type Item = Readonly<Record<string, unknown>>;

/** One page: a megabyte holds the members of any gateway. */
const itemsOf = async (
  { client, tableName }: Table,
  subject: Subject,
  prefix: string,
): Promise<readonly Item[]> => {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tableName,
      KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
      ExpressionAttributeValues: { ":pk": eventPk(subject), ":prefix": prefix },
      ConsistentRead: true,
    }),
  );
  return Items;
};

const packed = (body: unknown): Uint8Array => deflateRawSync(JSON.stringify(body));

const bodyOf = ({ pk, sk, v, body }: Item): unknown => {
  if (v !== SCHEMA_VERSION || !(body instanceof Uint8Array)) {
    throw new Error(`${String(pk)}/${String(sk)} has schema version ${String(v)}; this code reads version 1`);
  }
  return JSON.parse(inflateRawSync(body).toString());
};

const put = (
  { client, tableName }: Table,
  key: ItemKey,
  body: unknown,
  seen: number,
): Promise<WriteOutcome> =>
  conditionally(() =>
    client.send(
      new PutCommand({
        TableName: tableName,
        Item: { ...key, v: SCHEMA_VERSION, version: seen + 1, body: packed(body) },
        ConditionExpression: seen === 0 ? "attribute_not_exists(pk)" : "#version = :seen",
        ...(seen === 0
          ? {}
          : {
              ExpressionAttributeNames: { "#version": "version" },
              ExpressionAttributeValues: { ":seen": seen },
            }),
      }),
    ),
  );
