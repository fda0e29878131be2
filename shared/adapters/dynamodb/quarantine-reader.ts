import { gunzipSync } from "node:zlib";
import { DeleteCommand, paginateQuery } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import {
  QUARANTINE_REASONS,
  type QuarantinedMessage,
  type QuarantineTally,
} from "#shared/domain/quarantine.ts";
import { DAY_MS, type EpochMs } from "#shared/domain/time.ts";
import type { Table } from "./document-client.ts";
import { quarantineCountKey, quarantineKey, quarantinePk } from "./keys.ts";

const reasonSchema = z.enum(QUARANTINE_REASONS);

const entrySchema = z.object({
  sk: z.string(),
  reason: reasonSchema,
  explanation: z.string(),
  tokenHolder: z.string().optional(),
  body: z.string().optional(),
  bodyGzip: z.instanceof(Uint8Array).optional(),
  bodyCutFromBytes: z.number().optional(),
});

const countSchema = z.object({ sk: z.string(), count: z.number() });

/** Reads what waits in the quarantine; for people and their commands, never on the way of an uplink. */
export const quarantineReader = ({ client, tableName }: Table) => ({
  /** The counts of each device and reason, day by day (UTC), from the day of `from` to that of `to`. */
  counts: async (from: EpochMs, to: EpochMs): Promise<readonly QuarantineTally[]> => {
    const tallies: QuarantineTally[] = [];
    for (const receivedAt of daysBetween(from, to)) {
      const { pk } = quarantineCountKey({ reason: "", receivedAt });
      for (const item of await query(client, tableName, pk)) {
        const { sk, count } = countSchema.parse(item);
        const [reason, devEui] = sk.split("#");
        tallies.push({ reason: reasonSchema.parse(reason), ...deviceOf(devEui), count, receivedAt });
      }
    }
    return tallies;
  },

  /** What waits of a device (`undefined`: of none that could be read), oldest first. */
  list: async (devEui: string | undefined): Promise<readonly QuarantinedMessage[]> =>
    (await query(client, tableName, quarantinePk(devEui))).map((item) => messageOf(item, devEui)),

  remove: async (message: QuarantinedMessage): Promise<void> => {
    await client.send(new DeleteCommand({ TableName: tableName, Key: quarantineKey(message) }));
  },
});

const query = async (client: Table["client"], tableName: string, pk: string): Promise<readonly unknown[]> => {
  const items: unknown[] = [];
  const pages = paginateQuery(
    { client },
    {
      TableName: tableName,
      KeyConditionExpression: "pk = :pk",
      ExpressionAttributeValues: { ":pk": pk },
    },
  );
  for await (const { Items = [] } of pages) items.push(...Items);
  return items;
};

const daysBetween = (from: EpochMs, to: EpochMs): readonly EpochMs[] => {
  const first = Math.floor(from / DAY_MS);
  const last = Math.floor(to / DAY_MS);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * DAY_MS);
};

const deviceOf = (devEui: string | undefined) =>
  devEui === undefined || devEui === "unknown" ? {} : { devEui };

const messageOf = (item: unknown, devEui: string | undefined): QuarantinedMessage => {
  const { sk, reason, explanation, tokenHolder, body, bodyGzip, bodyCutFromBytes } = entrySchema.parse(item);
  const [receivedAt = "", messageId = ""] = sk.split("#");
  const whole = bodyGzip === undefined ? body : gunzipSync(bodyGzip).toString();
  return {
    messageId,
    reason,
    explanation,
    receivedAt: Date.parse(receivedAt),
    ...deviceOf(devEui),
    ...(tokenHolder === undefined ? {} : { tokenHolder }),
    ...(whole === undefined || bodyCutFromBytes !== undefined ? {} : { body: whole }),
  };
};
