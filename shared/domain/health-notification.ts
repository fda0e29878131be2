import type { Notification } from "./alert.ts";

/** One message, one recipient, one channel, about the health of sensors and gateways. */
export interface HealthNotification
  extends Pick<
    Notification,
    | "notificationId"
    | "recipientId"
    | "role"
    | "channel"
    | "language"
    | "level"
    | "text"
    | "reason"
    | "exercise"
  > {
  /** Which notice, or list of notices, it tells. */
  readonly noticeId: string;
}

/** Whatever goes out by the queue of notifications: delivery treats all alike. */
export type Deliverable = Notification | HealthNotification;
