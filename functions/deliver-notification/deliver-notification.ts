import type { Claim, DeliveryResult } from "#shared/adapters/delivery.ts";
import type { NotificationMessage } from "#shared/adapters/notification-message.ts";
import type { Sender } from "#shared/adapters/notify/send-outcome.ts";
import type { Deliverable } from "#shared/domain/health-notification.ts";
import type { CarriedChannel } from "#shared/domain/recipient.ts";
import { type EpochMs, SECOND_MS } from "#shared/domain/time.ts";

export interface Services {
  readonly clock: { readonly now: () => EpochMs };
  readonly deliveries: {
    readonly claim: (notification: Deliverable, wall: EpochMs, leaseMs: number) => Promise<Claim>;
    readonly takeOver: (
      notification: Deliverable,
      claim: { readonly attempt: number; readonly leaseUntil: EpochMs },
      wall: EpochMs,
      leaseMs: number,
    ) => Promise<"written" | "conflict">;
    readonly release: (notification: Deliverable, reason: string) => Promise<void>;
    readonly record: (notification: Deliverable, result: DeliveryResult, wall: EpochMs) => Promise<void>;
  };
  readonly addresses: {
    readonly find: (
      villageId: string,
      recipientId: string,
      channel: CarriedChannel,
    ) => Promise<string | undefined>;
  };
  /** Where exercises send to, instead of to anybody real. A channel without one is a sink. */
  readonly exerciseDesk: Readonly<Partial<Record<CarriedChannel, string>>>;
  readonly senders: Readonly<Record<CarriedChannel, Sender>>;
}

/** What became of one message. `again`: to be handed over again later, with the reason. */
export type Delivered =
  | DeliveryResult
  | { readonly kind: "done_before" }
  | { readonly kind: "again"; readonly reason: string };

/** Longer than the function may run, shorter than the queue hides a message: a retry finds the lease of a dead worker run out. */
export const LEASE_MS = 60 * SECOND_MS;
/** One repeat at most. */
const MOST_ATTEMPTS = 2;

/**
 * Sends one message: claim, send, record. A message whose worker died between claim and record, or whose provider failed with
 * it in hand (the sender throws), may have been sent or not: once its lease has run out, a danger is sent once more under the
 * same reference, and anything less is recorded as unknown, for people to see. So no message comes more than twice, and none
 * is lost unseen.
 */
export const deliverNotification = async (
  message: NotificationMessage,
  services: Services,
): Promise<Delivered> => {
  const { notification } = message;
  const { deliveries, clock } = services;
  const claim = await deliveries.claim(notification, clock.now(), LEASE_MS);
  switch (claim.kind) {
    case "done":
      return { kind: "done_before" };
    case "leased":
      return { kind: "again", reason: "another worker has this message in hand" };
    case "claimed":
      return send(message, services);
    case "expired":
      return claim.attempt === 0 || maySendAgain(notification, claim.attempt)
        ? takeOver(message, claim, services)
        : record(
            notification,
            { kind: "unknown", reason: "it was being sent, and nobody knows whether it was taken" },
            services,
          );
  }
};

const maySendAgain = ({ level }: Deliverable, attempt: number): boolean =>
  level === "danger" && attempt < MOST_ATTEMPTS;

const takeOver = async (
  message: NotificationMessage,
  claim: { readonly attempt: number; readonly leaseUntil: EpochMs },
  services: Services,
): Promise<Delivered> => {
  const { deliveries, clock } = services;
  const outcome = await deliveries.takeOver(message.notification, claim, clock.now(), LEASE_MS);
  return outcome === "conflict"
    ? { kind: "again", reason: "another worker was faster to take this message over" }
    : send(message, services);
};

const send = async (message: NotificationMessage, services: Services): Promise<Delivered> => {
  const { notification } = message;
  const { recipientId, channel, text, notificationId, exercise } = notification;
  const { senders, deliveries } = services;
  if (channel === "sink") return record(notification, { kind: "sink" }, services);
  const address = await addressOf(message, channel, services);
  if (address === undefined) {
    const reason = `${recipientId} has no address for ${channel}`;
    return record(
      notification,
      exercise === undefined ? { kind: "failed", reason } : { kind: "sink" },
      services,
    );
  }
  const outcome = await senders[channel].send(address, text, notificationId);
  switch (outcome.kind) {
    case "sent": {
      const to = exercise === undefined ? "recipient" : "exercise_desk";
      return record(notification, { ...outcome, to }, services);
    }
    case "impossible":
      return record(notification, { kind: "failed", reason: outcome.reason }, services);
    case "not_sent":
      await deliveries.release(notification, outcome.reason);
      return { kind: "again", reason: outcome.reason };
  }
};

/** In an exercise the recipient's address is not even looked up: no drill can ever reach a real one. */
const addressOf = async (
  { villageId, notification }: NotificationMessage,
  channel: CarriedChannel,
  { addresses, exerciseDesk, deliveries }: Services,
): Promise<string | undefined> => {
  const { recipientId, exercise } = notification;
  if (exercise !== undefined) return exerciseDesk[channel];
  try {
    return await addresses.find(villageId, recipientId, channel);
  } catch (error) {
    await deliveries.release(notification, "the address could not be looked up");
    throw error;
  }
};

const record = async (
  notification: Deliverable,
  result: DeliveryResult,
  services: Services,
): Promise<DeliveryResult> => {
  await services.deliveries.record(notification, result, services.clock.now());
  return result;
};
