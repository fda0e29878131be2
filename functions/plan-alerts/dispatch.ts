import { capDocument } from "#shared/alerting/cap.ts";
import { closingBySensor } from "#shared/alerting/case-reference.ts";
import type { Place } from "#shared/alerting/place.ts";
import type { Alert, AlertPlan, Notification } from "#shared/domain/alert.ts";
import { additionOf, type Case, type CaseAddition, type CaseClosing, caseOf } from "#shared/domain/case.ts";
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
  readonly cases: {
    /** Opens a case that is not there yet; one that is stays as it is, open or closed. */
    readonly open: (opened: Case, wall: EpochMs) => Promise<void>;
    /** Adds what an alert told of a case later; the same again changes nothing. */
    readonly add: (caseId: string, addition: CaseAddition) => Promise<unknown>;
    /** Closes a case that is open. */
    readonly close: (caseId: string, closing: CaseClosing) => Promise<unknown>;
  };
  readonly bus: { readonly publish: (alert: Alert) => Promise<void> };
}

/**
 * Hands a plan on: to the archive, to the cases, to the queue of notifications, to the bus. Done again after a crash it does no harm:
 * the archive has one item an alert, a case is opened and closed once, delivery takes each message once, and others act on the first
 * event of an identifier.
 */
export const dispatch = async (
  { alert, notifications, withheld }: AlertPlan,
  place: Place,
  outlets: Outlets,
): Promise<void> => {
  const { archive, cases, queue, bus, clock } = outlets;
  await archive.keep({ alert, withheld, cap: capDocument(alert, place) }, clock.now());
  const opened = caseOf(alert);
  const closing = closingBySensor(alert);
  if (opened !== undefined && alert.level !== "normal") await cases.open(opened, clock.now());
  const addition = additionOf(alert);
  if (opened !== undefined && addition !== undefined) await cases.add(opened.caseId, addition);
  if (opened !== undefined && closing !== undefined) await cases.close(opened.caseId, closing);
  await queue.send(notifications.map((notification) => ({ villageId: alert.villageId, notification })));
  await bus.publish(alert);
};
