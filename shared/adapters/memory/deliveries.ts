import type { Deliverable } from "#shared/domain/health-notification.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import { type Claim, type DeliveryRecord, type DeliveryResult, deliveryKeyOf } from "../delivery.ts";
import { deliveryKey } from "../dynamodb/delivery-key.ts";

type Item = DeliveryRecord & { readonly leaseUntil?: EpochMs };

/** As `dynamodb/deliveries.ts`, in memory. */
export const memoryDeliveries = () => {
  const items = new Map<string, Item>();
  const keyOf = (notification: Deliverable) => {
    const { pk, sk } = deliveryKey(deliveryKeyOf(notification));
    return `${pk}/${sk}`;
  };
  const change = (notification: Deliverable, changed: Partial<Item>) => {
    const held = items.get(keyOf(notification));
    if (held === undefined) throw new Error(`nobody has claimed ${notification.notificationId}`);
    items.set(keyOf(notification), { ...held, ...changed });
  };
  return {
    items,
    claim: async (notification: Deliverable, wall: EpochMs, leaseMs: number): Promise<Claim> => {
      const held = items.get(keyOf(notification));
      if (held === undefined) {
        const item = { ...deliveryKeyOf(notification), notification, attempt: 1, leaseUntil: wall + leaseMs };
        items.set(keyOf(notification), item);
        return { kind: "claimed", attempt: 1 };
      }
      if (held.result !== undefined) return { kind: "done" };
      const { leaseUntil = 0, attempt } = held;
      return leaseUntil > wall ? { kind: "leased" } : { kind: "expired", attempt, leaseUntil };
    },
    takeOver: async (
      notification: Deliverable,
      claim: { readonly attempt: number; readonly leaseUntil: EpochMs },
      wall: EpochMs,
      leaseMs: number,
    ): Promise<"written" | "conflict"> => {
      const held = items.get(keyOf(notification));
      if (held?.leaseUntil !== claim.leaseUntil || held.result !== undefined) return "conflict";
      change(notification, { leaseUntil: wall + leaseMs, attempt: claim.attempt + 1 });
      return "written";
    },
    release: async (notification: Deliverable, _reason: string): Promise<void> =>
      change(notification, {
        leaseUntil: 0,
        attempt: (items.get(keyOf(notification))?.attempt ?? 1) - 1,
      }),
    record: async (notification: Deliverable, result: DeliveryResult, wall: EpochMs): Promise<void> =>
      change(notification, { result, sentAt: wall }),
  };
};
