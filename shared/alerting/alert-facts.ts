import type { Alert } from "#shared/domain/alert.ts";
import { type Level, type RaisedLevel, rank } from "#shared/domain/level.ts";
import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";
import { isSameHongKongDay } from "./hong-kong-time.ts";

/** Which way an alert moves the level. A lowered level is still an alarm; a cleared one is its end. */
export type Move =
  | { readonly kind: "raised"; readonly level: RaisedLevel }
  | { readonly kind: "lowered"; readonly level: Exclude<RaisedLevel, "danger">; readonly from: Level }
  | { readonly kind: "cleared" };

/** What every text says whatever the hazard, before it is put in words. */
export interface AlertFacts {
  readonly move: Move;
  readonly from: Level;
  readonly observedAt: EpochMs;
  /** Whether the reading was taken on another day, in Hong Kong, than the message is sent. */
  readonly isOtherDay: boolean;
  /** Age of the reading when the message is sent; absent while it is as good as now. */
  readonly ageMinutes?: number;
  readonly isExercise: boolean;
}

/** Up to this age a reading speaks of now. */
const FRESH_MS = 2 * MINUTE_MS;

export const alertFacts = (alert: Alert): AlertFacts => {
  const { observedAt } = alert.assessment;
  const ageMinutes = readingAgeMinutes(alert);
  return {
    move: moveOf(alert),
    from: alert.previousLevel,
    observedAt,
    isOtherDay: !isSameHongKongDay(observedAt, alert.sent),
    isExercise: alert.exercise !== undefined,
    ...(ageMinutes === undefined ? {} : { ageMinutes }),
  };
};

/** Whole minutes between the reading and the message, once it is worth saying. */
export const readingAgeMinutes = ({ sent, assessment }: Alert): number | undefined => {
  const ageMs = sent - assessment.observedAt;
  return ageMs > FRESH_MS ? Math.round(ageMs / MINUTE_MS) : undefined;
};

const moveOf = ({ level, previousLevel }: Alert): Move => {
  if (level === "normal") return { kind: "cleared" };
  return level !== "danger" && rank(level) < rank(previousLevel)
    ? { kind: "lowered", level, from: previousLevel }
    : { kind: "raised", level };
};
