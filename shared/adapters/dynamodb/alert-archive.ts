import { PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import type { AlertPlan } from "#shared/domain/alert.ts";
import { DAY_MS, type EpochMs, SECOND_MS } from "#shared/domain/time.ts";
import type { SitePlace } from "../place.ts";
import type { Table } from "./document-client.ts";
import { alertKey, announcedKey } from "./keys.ts";

const EXERCISE_KEPT_MS = 7 * DAY_MS;

/** An alert as it went out: the message, its CAP document, and who was not told and why. */
export interface ArchivedAlert extends Pick<AlertPlan, "alert" | "withheld"> {
  readonly cap: string;
}

/** Every alert ever made, in the order of its time beside what was announced. The same alert put twice is one item. */
export const alertArchive = ({ client, tableName }: Table) => ({
  keep: async ({ alert, withheld, cap }: ArchivedAlert, wall: EpochMs): Promise<void> => {
    const place = placeOfAlert(alert);
    await client.send(
      new PutCommand({
        TableName: tableName,
        Item: {
          ...alertKey(place, alert),
          v: 1,
          level: alert.level,
          messageType: alert.messageType,
          alert: JSON.stringify(alert),
          withheld: JSON.stringify(withheld),
          cap,
          ...(place.exerciseId === undefined
            ? {}
            : { expiresAt: Math.ceil((wall + EXERCISE_KEPT_MS) / SECOND_MS) }),
        },
      }),
    );
  },

  /** Oldest first. */
  list: async (place: SitePlace, hazard: string): Promise<readonly ArchivedAlert[]> => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: tableName,
        KeyConditionExpression: "pk = :pk AND begins_with(sk, :alert)",
        ExpressionAttributeValues: { ":pk": announcedKey(place, hazard).pk, ":alert": "ALERT#" },
      }),
    );
    return Items.map((item) => ({
      alert: JSON.parse(String(item.alert)),
      withheld: JSON.parse(String(item.withheld)),
      cap: String(item.cap),
    }));
  },
});

const placeOfAlert = (alert: AlertPlan["alert"]): SitePlace => ({
  villageId: alert.villageId,
  siteId: alert.siteId,
  exerciseId: alert.exercise?.exerciseId,
});
