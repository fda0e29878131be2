import type { Alert, NotificationText } from "#shared/domain/alert.ts";
import type { Language } from "#shared/domain/language.ts";
import type { Channel } from "#shared/domain/recipient.ts";
import { emailText } from "./email.ts";
import type { Place } from "./place.ts";
import { smsText } from "./sms.ts";

/**
 * What one recipient reads of an alert, made from the alert's evidence and nothing else: what, where, how bad, when it was read,
 * what to do. In an exercise every text says so.
 */
export const notificationText = (
  alert: Alert,
  place: Place,
  language: Language,
  channel: Channel,
): NotificationText =>
  channel === "email" ? emailText(alert, place, language) : { body: smsText(alert, place, language) };
