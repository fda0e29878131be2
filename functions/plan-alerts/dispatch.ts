import { capDocument } from "#shared/alerting/cap.ts";
import type { Place } from "#shared/alerting/place.ts";
import type { Alert, AlertPlan, Notification } from "#shared/domain/alert.ts";
import type { EpochMs } from "#shared/domain/time.ts";

export interface Outlets {
  readonly clock: { readonly now: () => EpochMs };
  readonly archive: {
    readonly keep: (
      archived: Pick<AlertPlan, "alert" | "withheld"> & { readonly cap: string },
      wall: EpochMs,
    ) => Promise<void>;
  };
  readonly queue: {
    readonly send: (
      messages: readonly { readonly villageId: string; readonly notification: Notification }[],
    ) => Promise<void>;
  };
  readonly bus: { readonly publish: (alert: Alert) => Promise<void> };
}

/**
 * Hands a plan on: to the archive, to the queue of notifications, to the bus. Done again after a crash it does no harm: the
 * archive has one item an alert, delivery takes each message once, and others act on the first event of an identifier.
 */
export const dispatch = async (
  { alert, notifications, withheld }: AlertPlan,
  place: Place,
  outlets: Outlets,
): Promise<void> => {
  const { archive, queue, bus, clock } = outlets;
  await archive.keep({ alert, withheld, cap: capDocument(alert, place) }, clock.now());
  await queue.send(notifications.map((notification) => ({ villageId: alert.villageId, notification })));
  await bus.publish(alert);
};
