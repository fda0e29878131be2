import { GetCommand, QueryCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { DownlinkOutcome, DownlinkRecord, DownlinkRequest } from "#shared/domain/downlink.ts";
import { DAY_MS, type EpochMs, SECOND_MS } from "#shared/domain/time.ts";
import { type DownlinkKey, downlinkKeyOf } from "../downlink-message.ts";
import { conditionally } from "./conditional-write.ts";
import type { Table } from "./document-client.ts";
import { downlinkKey, downlinksPk } from "./keys.ts";

/** Who asked which device for what is kept as long as the readings it explains. */
const LIVE_KEPT_MS = 400 * DAY_MS;
const EXERCISE_KEPT_MS = 7 * DAY_MS;

/** What a claim found: one's own; somebody else's, who still has his time; or one that needs no sending any more. */
export type DownlinkClaim = "claimed" | "leased" | DownlinkRecord;

const OPEN = "attribute_not_exists(outcome) AND attribute_not_exists(handedOver)";

/** One item per downlink: written when it is asked for, claimed with a lease before it is sent, its course recorded after. */
export const downlinks = ({ client, tableName }: Table) => {
  const update = (key: DownlinkKey, UpdateExpression: string, values: Record<string, unknown>, more = {}) =>
    client.send(
      new UpdateCommand({
        TableName: tableName,
        Key: downlinkKey(key),
        UpdateExpression,
        ExpressionAttributeValues: values,
        ...more,
      }),
    );
  return {
    /** Writes down that it was asked for. Asked for again under the same id, it is one. */
    queue: async (request: DownlinkRequest, wall: EpochMs): Promise<void> => {
      await update(downlinkKeyOf(request), `SET ${REQUEST}`, requestValues(request, wall), NAMES);
    },

    /** Takes one for `leaseMs` (wall clock) to send it; written down here where nobody did so before. */
    claim: async (request: DownlinkRequest, wall: EpochMs, leaseMs: number): Promise<DownlinkClaim> => {
      const key = downlinkKeyOf(request);
      const claimed = await conditionally(() =>
        update(
          key,
          `SET ${REQUEST}, leaseUntil = :until ADD attempts :one`,
          { ...requestValues(request, wall), ":until": wall + leaseMs, ":one": 1, ":wall": wall },
          {
            ...NAMES,
            ConditionExpression: `${OPEN} AND (attribute_not_exists(leaseUntil) OR leaseUntil <= :wall)`,
          },
        ),
      );
      if (claimed === "written") return "claimed";
      const { Item } = await client.send(
        new GetCommand({ TableName: tableName, Key: downlinkKey(key), ConsistentRead: true }),
      );
      const held = Item === undefined ? undefined : recordOf(Item);
      return held?.outcome === undefined && held?.handedOver === undefined ? "leased" : held;
    },

    /** The network server has it. */
    handedOver: async (key: DownlinkKey, messageId: string, wall: EpochMs): Promise<void> => {
      await update(
        key,
        "SET handedOver = :handedOver, mayHaveLeftAt = if_not_exists(mayHaveLeftAt, :wall) REMOVE leaseUntil, trouble",
        { ":handedOver": { at: wall, messageId }, ":wall": wall },
      );
    },

    /** Gives it back to be sent again; `mayHaveLeft` where nobody knows whether it was taken. */
    release: async (
      key: DownlinkKey,
      trouble: string,
      wall: EpochMs,
      mayHaveLeft: boolean,
    ): Promise<void> => {
      await update(
        key,
        mayHaveLeft
          ? "SET trouble = :trouble, mayHaveLeftAt = if_not_exists(mayHaveLeftAt, :wall) REMOVE leaseUntil"
          : "SET trouble = :trouble REMOVE leaseUntil",
        mayHaveLeft ? { ":trouble": trouble, ":wall": wall } : { ":trouble": trouble },
      );
    },

    /** The first outcome stands. */
    end: async (key: DownlinkKey, outcome: DownlinkOutcome): Promise<void> => {
      await conditionally(() =>
        update(
          key,
          "SET outcome = :outcome REMOVE leaseUntil",
          { ":outcome": outcome },
          { ConditionExpression: "attribute_exists(asked) AND attribute_not_exists(outcome)" },
        ),
      );
    },

    find: async (key: DownlinkKey): Promise<DownlinkRecord | undefined> => {
      const { Item } = await client.send(
        new GetCommand({ TableName: tableName, Key: downlinkKey(key), ConsistentRead: true }),
      );
      return Item?.asked === undefined ? undefined : recordOf(Item);
    },

    /** The newest of a device, newest first. */
    latest: async (
      devEui: string,
      exerciseId: string | undefined,
      count: number,
    ): Promise<readonly DownlinkRecord[]> => {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: tableName,
          KeyConditionExpression: "pk = :pk",
          ExpressionAttributeValues: { ":pk": downlinksPk(devEui, exerciseId) },
          ConsistentRead: true,
          ScanIndexForward: false,
          Limit: count,
        }),
      );
      return Items.map(recordOf);
    },
  };
};

const REQUEST = "asked = if_not_exists(asked, :asked), v = :v, #expires = :expires";
const NAMES = { ExpressionAttributeNames: { "#expires": "expiresAt" } };

const requestValues = (request: DownlinkRequest, wall: EpochMs) => {
  const keptMs = request.exercise === undefined ? LIVE_KEPT_MS : EXERCISE_KEPT_MS;
  return {
    ":asked": request,
    ":v": 1,
    ":expires": Math.ceil((wall + keptMs) / SECOND_MS),
  };
};

const recordOf = (item: Record<string, unknown>): DownlinkRecord => {
  if (item.v !== 1) {
    throw new Error(
      `the downlink ${String(item.sk)} has schema version ${String(item.v)}; this code reads version 1`,
    );
  }
  const { asked, attempts = 0, mayHaveLeftAt, handedOver, trouble, outcome } = item;
  return {
    ...(asked as DownlinkRequest),
    attempts,
    mayHaveLeftAt,
    handedOver,
    trouble,
    outcome,
  } as DownlinkRecord;
};
