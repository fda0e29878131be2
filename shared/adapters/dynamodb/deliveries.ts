import { GetCommand, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { Deliverable } from "#shared/domain/health-notification.ts";
import { DAY_MS, type EpochMs, SECOND_MS } from "#shared/domain/time.ts";
import { type Claim, type DeliveryResult, deliveryKeyOf } from "../delivery.ts";
import { conditionally, type WriteOutcome } from "./conditional-write.ts";
import { deliveryKey } from "./delivery-key.ts";
import type { Table } from "./document-client.ts";

/** Who was told what is kept as long as the readings it rests on. */
const LIVE_KEPT_MS = 400 * DAY_MS;
const EXERCISE_KEPT_MS = 7 * DAY_MS;

/** One item per message: claimed with a lease before it is sent, its result recorded after. Texts and results, never an address. */
export const deliveries = ({ client, tableName }: Table) => {
  const keyOf = (notification: Deliverable) => deliveryKey(deliveryKeyOf(notification));
  return {
    /** Takes a message for `leaseMs` (wall clock), or tells who had it before. */
    claim: async (notification: Deliverable, wall: EpochMs, leaseMs: number): Promise<Claim> => {
      const Item = {
        ...keyOf(notification),
        ...itemOf(notification, wall),
        attempt: 1,
        leaseUntil: wall + leaseMs,
      };
      const first = new PutCommand({
        TableName: tableName,
        Item,
        ConditionExpression: "attribute_not_exists(pk)",
      });
      if ((await conditionally(() => client.send(first))) === "written")
        return { kind: "claimed", attempt: 1 };
      const { Item: held } = await client.send(
        new GetCommand({ TableName: tableName, Key: keyOf(notification), ConsistentRead: true }),
      );
      if (held?.result !== undefined) return { kind: "done" };
      const { leaseUntil = 0, attempt = 1 } = held ?? {};
      return leaseUntil > wall ? { kind: "leased" } : { kind: "expired", attempt, leaseUntil };
    },

    /** Takes over a claim whose lease has run out, unless somebody else was faster. */
    takeOver: (
      notification: Deliverable,
      claim: { readonly attempt: number; readonly leaseUntil: EpochMs },
      wall: EpochMs,
      leaseMs: number,
    ): Promise<WriteOutcome> =>
      conditionally(() =>
        client.send(
          new UpdateCommand({
            TableName: tableName,
            Key: keyOf(notification),
            UpdateExpression: "SET leaseUntil = :until, attempt = :attempt",
            ConditionExpression: "leaseUntil = :seen AND attribute_not_exists(#result)",
            ExpressionAttributeNames: { "#result": "result" },
            ExpressionAttributeValues: {
              ":until": wall + leaseMs,
              ":attempt": claim.attempt + 1,
              ":seen": claim.leaseUntil,
            },
          }),
        ),
      ),

    /** Gives back a message that surely was not sent, so that the next worker starts afresh. */
    release: async (notification: Deliverable, reason: string): Promise<void> => {
      await client.send(
        new UpdateCommand({
          TableName: tableName,
          Key: keyOf(notification),
          UpdateExpression: "SET leaseUntil = :past, released = :reason, attempt = attempt - :one",
          ConditionExpression: "attribute_not_exists(#result)",
          ExpressionAttributeNames: { "#result": "result" },
          ExpressionAttributeValues: { ":past": 0, ":reason": reason, ":one": 1 },
        }),
      );
    },

    record: async (notification: Deliverable, result: DeliveryResult, wall: EpochMs): Promise<void> => {
      await client.send(
        new UpdateCommand({
          TableName: tableName,
          Key: keyOf(notification),
          UpdateExpression: "SET #result = :result, sentAt = :wall REMOVE leaseUntil",
          ExpressionAttributeNames: { "#result": "result" },
          ExpressionAttributeValues: { ":result": result, ":wall": wall },
        }),
      );
    },
  };
};

const itemOf = (notification: Deliverable, wall: EpochMs) => ({
  v: 1,
  role: notification.role,
  language: notification.language,
  level: notification.level,
  reason: notification.reason,
  ...("noticeId" in notification
    ? {}
    : { messageType: notification.messageType, uplinkId: notification.uplinkId }),
  text: notification.text,
  expiresAt: Math.ceil(
    (wall + (notification.exercise === undefined ? LIVE_KEPT_MS : EXERCISE_KEPT_MS)) / SECOND_MS,
  ),
});
