import * as z from "zod";
import type { Notification } from "#shared/domain/alert.ts";
import { exerciseClockSchema } from "#shared/domain/exercise.ts";
import { languageSchema } from "#shared/domain/language.ts";
import { levelSchema } from "#shared/domain/level.ts";
import { channelSchema, roleSchema } from "#shared/domain/recipient.ts";

/** A notification as it travels in the queue, with the village whose recipient it is for. No address. */
export interface NotificationMessage {
  readonly villageId: string;
  readonly notification: Notification;
}

const notificationMessageSchema = z.object({
  schema: z.literal("notification/1"),
  villageId: z.string(),
  notification: z.object({
    notificationId: z.string(),
    alertIdentifier: z.string(),
    recipientId: z.string(),
    role: roleSchema,
    channel: channelSchema,
    language: languageSchema,
    level: levelSchema,
    messageType: z.enum(["Alert", "Update", "Cancel"]),
    text: z.object({ subject: z.string().exactOptional(), body: z.string() }),
    uplinkId: z.string(),
    reason: z.enum(["routed", "told_before"]),
    exercise: exerciseClockSchema.exactOptional(),
  }),
});

export const writeNotificationMessage = (message: NotificationMessage): string =>
  JSON.stringify({ schema: "notification/1", ...message });

/** @throws when the body is none of ours, naming the field: the queue parks such a message with its dead letters. */
export const readNotificationMessage = (body: string): NotificationMessage => {
  const { villageId, notification } = notificationMessageSchema.parse(JSON.parse(body));
  return { villageId, notification };
};
