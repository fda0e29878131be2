import type { Deliverable } from "#shared/domain/health-notification.ts";
import type { EpochMs } from "#shared/domain/time.ts";

/** Names one message to one recipient on one channel, without an address. */
export type DeliveryKey = {
  readonly recipientId: string;
  readonly channel: Deliverable["channel"];
  readonly exerciseId?: string | undefined;
} & ({ readonly alertIdentifier: string } | { readonly noticeId: string });

/** How a message ended. `unknown`: a worker died between taking it and saying what became of it. */
export type DeliveryResult =
  | { readonly kind: "sent"; readonly providerId: string; readonly to: "recipient" | "exercise_desk" }
  /** The channel `sink`, or an exercise without a desk of its own: nothing was sent, the text is here to be read. */
  | { readonly kind: "sink" }
  | { readonly kind: "failed"; readonly reason: string }
  | { readonly kind: "unknown"; readonly reason: string };

/** What a claim found. `expired`: someone took the message before, his time is up, and there is no result. */
export type Claim =
  | { readonly kind: "claimed"; readonly attempt: number }
  | { readonly kind: "done" }
  | { readonly kind: "leased" }
  | { readonly kind: "expired"; readonly attempt: number; readonly leaseUntil: EpochMs };

/** What is known of one message, for boards, replays and tests. */
export type DeliveryRecord = DeliveryKey & {
  readonly notification: Deliverable;
  /** How often a worker took it to send it. */
  readonly attempt: number;
  readonly result?: DeliveryResult;
  /** Wall clock. */
  readonly sentAt?: EpochMs;
};

export const deliveryKeyOf = (notification: Deliverable): DeliveryKey => ({
  ...("noticeId" in notification
    ? { noticeId: notification.noticeId }
    : { alertIdentifier: notification.alertIdentifier }),
  recipientId: notification.recipientId,
  channel: notification.channel,
  exerciseId: notification.exercise?.exerciseId,
});
