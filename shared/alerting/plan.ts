import type { Alert, AlertPlan, Announced, MessageType, SilentReason } from "#shared/domain/alert.ts";
import type { AlarmTimeline } from "#shared/domain/assessment.ts";
import type { ExerciseClock } from "#shared/domain/exercise.ts";
import { departmentsFor } from "#shared/domain/jurisdiction.ts";
import type { Level } from "#shared/domain/level.ts";
import type { Addressee } from "#shared/domain/recipient.ts";
import type { Site } from "#shared/domain/site.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import type { Village } from "#shared/domain/village.ts";
import { hazardOf } from "#shared/rules/hazards.ts";
import { caseReference, endsCase } from "./case-reference.ts";
import { alertIdentifier } from "./identifier.ts";
import { type Change, nextChange } from "./next-change.ts";
import { notificationsOf } from "./notifications.ts";
import { expiryOf, unexpired } from "./references.ts";
import { routeAlert, toldKey } from "./route.ts";

export interface PlanInput {
  readonly announced: Announced;
  readonly timeline: AlarmTimeline;
  readonly village: Pick<Village, "villageId" | "name" | "telephone">;
  readonly site: Pick<Site, "siteId" | "name" | "position" | "jurisdiction">;
  readonly addressees: readonly Addressee[];
  /** CAP sender: no space, comma, `<` or `&`. */
  readonly sender: string;
  /** Absolute address of the village's board. */
  readonly boardUrl: string;
  /** In an exercise, its own time. */
  readonly now: EpochMs;
  readonly exercise?: ExerciseClock;
}

export type PlanResult =
  | { readonly kind: "alert"; readonly plan: AlertPlan; readonly announced: Announced }
  | { readonly kind: "silent"; readonly reason: SilentReason; readonly announced: Announced };

/** How every site begins. */
export const nothingAnnounced: Announced = {
  version: 0,
  level: "normal",
  references: [],
  told: [],
  sequence: 0,
};

/** What is written down once everything pending has been handed on. */
export const settled = ({ pending: _, ...announced }: Announced): Announced => announced;

/**
 * Plans one step: the alert that brings the public from what was announced to what the timeline says, who hears it in which
 * words, and who does not and why; or the named reason for silence. Call again with the `announced` returned until it is
 * silent. `announced` holds the plan as `pending`, to be written before anything is sent; its version is the store's to raise.
 *
 * @throws an Error when an earlier plan is still pending and there is a new one to make: the earlier would be lost.
 */
export const planAlert = (input: PlanInput): PlanResult => {
  const { announced, timeline, exercise } = input;
  // A case ends before the next one begins, though both came before anybody planned.
  const isInOrder = exercise !== undefined || hazardOf(timeline.hazard).case !== undefined;
  const change = nextChange(announced, timeline, isInOrder);
  if ("reason" in change) {
    const { reason, passedUntil } = change;
    const passed = passedUntil === undefined ? announced : { ...announced, transitionAt: passedUntil };
    return { kind: "silent", reason, announced: passed };
  }
  if (announced.pending !== undefined) {
    throw new Error(`${announced.pending.alert.identifier} is still pending: hand it on and settle it first`);
  }
  const alert = makeAlert(input, change);
  const { routes, ending } = hazardOf(alert.hazard);
  const routing = routeAlert({
    routes,
    departments: departmentsFor(input.site, alert.hazard),
    level: alert.level,
    evidence: alert.assessment.evidence,
    isUnconfirmed: alert.assessment.unconfirmed === true,
    endsQuietly: ending === "quiet" && alert.level === "normal",
    addressees: input.addressees,
    told: announced.told,
  });
  const plan: AlertPlan = {
    alert,
    notifications: notificationsOf(alert, routing.routed, input),
    withheld: routing.withheld,
  };
  return { kind: "alert", plan, announced: afterwards(announced, plan) };
};

const messageTypeOf = (previousLevel: Level, level: Level): MessageType => {
  if (level === "normal") return "Cancel";
  return previousLevel === "normal" ? "Alert" : "Update";
};

const makeAlert = (input: PlanInput, change: Change): Alert => {
  const { announced, timeline, village, site, sender, now, exercise } = input;
  const { hazard } = timeline;
  const { at, previousLevel, uplinkId, assessment } = change;
  const { level } = assessment;
  const identifier = alertIdentifier({
    villageId: village.villageId,
    siteId: site.siteId,
    hazard,
    sequence: announced.sequence + 1,
    transitionAt: at,
    exerciseId: exercise?.exerciseId,
  });
  const reference = announced.case ?? caseReference({ identifier, hazard, level, site, at: now });
  return {
    identifier,
    sender,
    sent: now,
    expires: expiryOf(level, now, hazardOf(hazard).lifetimeMin?.[level]),
    messageType: messageTypeOf(previousLevel, level),
    villageId: village.villageId,
    siteId: site.siteId,
    hazard,
    level,
    previousLevel,
    references: unexpired(announced.references, now),
    transitionAt: at,
    uplinkId,
    assessment,
    ...(reference === undefined ? {} : { case: reference }),
    ...(exercise === undefined ? {} : { exercise }),
  };
};

/** An all-clear ends the alarm: what was said of it is cancelled, and whoever heard it has heard its end. */
const afterwards = (announced: Announced, plan: AlertPlan): Announced => {
  const { alert, notifications } = plan;
  const { sender, identifier, sent, expires, level, transitionAt } = alert;
  const heard = notifications.map(({ recipientId, channel }) => toldKey(recipientId, channel));
  // While a case is open, whoever heard of it hears how it goes on.
  const goesOn = alert.case !== undefined && !endsCase(alert);
  const isOver = level === "normal" && !goesOn;
  return {
    version: announced.version,
    level,
    transitionAt: Math.max(transitionAt, announced.transitionAt ?? transitionAt),
    references: isOver ? [] : [...alert.references, { sender, identifier, sent, expires }],
    told: isOver ? [] : [...new Set([...announced.told, ...heard])],
    ...(goesOn ? { case: alert.case } : {}),
    sequence: announced.sequence + 1,
    pending: plan,
  };
};
