import { paginateQuery } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import type { SeenAlert, SeenNotification } from "#devices/replay/seen-alert.ts";
import { alertArchive } from "#shared/adapters/dynamodb/alert-archive.ts";
import { deliveryKey } from "#shared/adapters/dynamodb/delivery-key.ts";
import type { Table } from "#shared/adapters/dynamodb/document-client.ts";
import { observationKey } from "#shared/adapters/dynamodb/keys.ts";
import type { SitePlace } from "#shared/adapters/place.ts";
import type { Alert } from "#shared/domain/alert.ts";
import { languageSchema } from "#shared/domain/language.ts";
import { channelSchema } from "#shared/domain/recipient.ts";
import { DAY_MS, type EpochMs } from "#shared/domain/time.ts";

/** A site of an exercise, and the hazards it is watched for. */
export interface ExercisePlace extends SitePlace {
  readonly hazards: readonly string[];
}

const notificationSchema = z
  .object({
    sk: z.string().transform((key) => key.split("#")),
    language: languageSchema,
    text: z.object({ subject: z.string().optional(), body: z.string() }),
    result: z.object({ kind: z.string(), reason: z.string().optional() }).optional(),
    released: z.string().optional(),
    sentAt: z.number().optional(),
  })
  .transform(
    ({ sk: [, recipientId = "", channel], released, ...others }): SeenNotification => ({
      recipientId,
      channel: channelSchema.parse(channel),
      delayedBecause: released,
      ...others,
    }),
  );

/** The alerts of an exercise at some sites, each with its messages, oldest first. */
export const exerciseAlerts = async (
  table: Table,
  places: readonly ExercisePlace[],
): Promise<readonly SeenAlert[]> => {
  const archive = alertArchive(table);
  const archived = await Promise.all(
    places.flatMap((place) => place.hazards.map((hazard) => archive.list(place, hazard))),
  );
  const alerts = archived.flat().map(({ alert }) => alert);
  const seen = await Promise.all(alerts.map((alert) => seenAlert(table, alert)));
  return seen.toSorted((a, b) => a.transitionAt - b.transitionAt);
};

const seenAlert = async (table: Table, alert: Alert): Promise<SeenAlert> => {
  const { identifier, siteId, level, messageType, transitionAt, uplinkId, exercise } = alert;
  const { pk } = deliveryKey({
    alertIdentifier: identifier,
    recipientId: "",
    channel: "",
    exerciseId: exercise?.exerciseId,
  });
  const items = await queryAll(table, pk, "NOTIFICATION#");
  const notifications = items.map((item) => notificationSchema.parse(item));
  return { identifier, siteId, level, messageType, transitionAt, uplinkId, notifications };
};

/** How many readings of an exercise the history holds, between two instants. */
export const exerciseReadings = async (
  table: Table,
  places: readonly ExercisePlace[],
  from: EpochMs,
  to: EpochMs,
): Promise<number> => {
  const partitions = places.flatMap((place) => {
    const keyAt = (observedAt: EpochMs) => observationKey(place, { observedAt, devEui: "" }).pk;
    const days = Array.from({ length: Math.ceil((to - from) / DAY_MS) + 1 }, (_, day) => from + day * DAY_MS);
    return [...new Set([...days.filter((instant) => instant < to), to].map(keyAt))];
  });
  const rows = await Promise.all(partitions.map((pk) => queryAll(table, pk, "")));
  return rows.flat().length;
};

const queryAll = async (
  { client, tableName }: Table,
  pk: string,
  prefix: string,
): Promise<readonly unknown[]> => {
  const pages = paginateQuery(
    { client },
    {
      TableName: tableName,
      ConsistentRead: true,
      ...(prefix === ""
        ? { KeyConditionExpression: "pk = :pk", ExpressionAttributeValues: { ":pk": pk } }
        : {
            KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
            ExpressionAttributeValues: { ":pk": pk, ":prefix": prefix },
          }),
    },
  );
  const items: unknown[] = [];
  for await (const { Items = [] } of pages) items.push(...Items);
  return items;
};
