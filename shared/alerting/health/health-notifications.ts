import type { NotificationText } from "#shared/domain/alert.ts";
import type { HealthNotification } from "#shared/domain/health-notification.ts";
import type { Language } from "#shared/domain/language.ts";
import type { Addressee, Channel } from "#shared/domain/recipient.ts";
import { type Routed, toldKey } from "../route.ts";
import { routeNotice } from "./health-route.ts";
import { type NoticeInput, noticeText } from "./notice-text.ts";

/**
 * One message for each recipient and channel that a notice, or a list of them, goes to, in the recipient's language.
 *
 * @param told `recipientId/channel` of everyone who heard of an opening that now closes
 */
export const healthNotifications = (
  input: NoticeInput,
  addressees: readonly Addressee[],
  told: readonly string[],
): readonly HealthNotification[] => {
  const { notices, noticeId } = input;
  const [first] = notices;
  if (first === undefined) return [];
  const { finding } = first;
  const level = finding.kind === "blind_in_alarm" && first.change === "opened" ? finding.level : "normal";
  const textFor = textsOnce(input);
  return routeNotice(first, addressees, told, input.village.sites).flatMap(
    ({ addressee: { recipientId, role, language }, channels, reason }: Routed) =>
      channels.map((channel) => ({
        notificationId: `${noticeId}/${recipientId}/${channel}`,
        noticeId,
        recipientId,
        role,
        channel,
        language,
        level,
        text: textFor(language, channel),
        reason,
      })),
  );
};

/** Who is told by some messages, as the closing of the finding will ask. */
export const toldBy = (messages: readonly HealthNotification[]): readonly string[] =>
  messages.map(({ recipientId, channel }) => toldKey(recipientId, channel));

const textsOnce = (input: NoticeInput) => {
  const texts = new Map<string, NotificationText>();
  return (language: Language, channel: Channel): NotificationText => {
    const key = `${language} ${channel}`;
    const text = texts.get(key) ?? noticeText(input, language, channel);
    texts.set(key, text);
    return text;
  };
};
