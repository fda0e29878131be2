import type { Alert, Notification, NotificationText } from "#shared/domain/alert.ts";
import type { Language } from "#shared/domain/language.ts";
import type { Channel } from "#shared/domain/recipient.ts";
import { notificationText } from "./message.ts";
import type { Place } from "./place.ts";
import type { Routed } from "./route.ts";

/** One message for each recipient and channel that an alert is routed to, in the recipient's language. */
export const notificationsOf = (
  alert: Alert,
  routed: readonly Routed[],
  place: Place,
): readonly Notification[] => {
  const textFor = textsOnce(alert, place);
  return routed.flatMap(({ addressee: { recipientId, role, language }, channels, reason }) =>
    channels.map((channel) => ({
      notificationId: `${alert.identifier}/${recipientId}/${channel}`,
      alertIdentifier: alert.identifier,
      recipientId,
      role,
      channel,
      language,
      level: alert.level,
      messageType: alert.messageType,
      text: textFor(language, channel),
      uplinkId: alert.uplinkId,
      reason,
      ...(alert.exercise === undefined ? {} : { exercise: alert.exercise }),
    })),
  );
};

/** A village has hundreds of recipients and a handful of different texts. */
const textsOnce = (alert: Alert, place: Place) => {
  const texts = new Map<string, NotificationText>();
  return (language: Language, channel: Channel): NotificationText => {
    const key = `${language} ${channel}`;
    const text = texts.get(key) ?? notificationText(alert, place, language, channel);
    texts.set(key, text);
    return text;
  };
};
