import * as z from "zod";
import { exerciseClockSchema } from "#shared/domain/exercise.ts";
import type { Deliverable } from "#shared/domain/health-notification.ts";
import { languageSchema } from "#shared/domain/language.ts";
import { levelSchema } from "#shared/domain/level.ts";
import { channelSchema, roleSchema } from "#shared/domain/recipient.ts";

/** A notification as it travels in the queue, with the village whose recipient it is for. No address. */
export interface NotificationMessage {
  readonly villageId: string;
  readonly notification: Deliverable;
}

const messageShape = {
  notificationId: z.string(),
  recipientId: z.string(),
  role: roleSchema,
  channel: channelSchema,
  language: languageSchema,
  level: levelSchema,
  text: z.object({ subject: z.string().exactOptional(), body: z.string() }),
  reason: z.enum(["routed", "told_before"]),
  exercise: exerciseClockSchema.exactOptional(),
};

const notificationMessageSchema = z.discriminatedUnion("schema", [
  /** Of an alert. */
  z.object({
    schema: z.literal("notification/1"),
    villageId: z.string(),
    notification: z.object({
      ...messageShape,
      alertIdentifier: z.string(),
      messageType: z.enum(["Alert", "Update", "Cancel"]),
      uplinkId: z.string(),
    }),
  }),
  /** Of the health of sensors and gateways. */
  z.object({
    schema: z.literal("notice/1"),
    villageId: z.string(),
    notification: z.object({ ...messageShape, noticeId: z.string() }),
  }),
]);

export const writeNotificationMessage = (message: NotificationMessage): string =>
  JSON.stringify({
    schema: "noticeId" in message.notification ? "notice/1" : "notification/1",
    ...message,
  });

/** @throws when the body is none of ours, naming the field: the queue parks such a message with its dead letters. */
export const readNotificationMessage = (body: string): NotificationMessage => {
  const { villageId, notification } = notificationMessageSchema.parse(JSON.parse(body));
  return { villageId, notification };
};
