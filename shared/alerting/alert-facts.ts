import type { Alert } from "#shared/domain/alert.ts";
import type { AlertFacts, Move } from "#shared/domain/alert-facts.ts";
import { rank } from "#shared/domain/level.ts";
import { MINUTE_MS } from "#shared/domain/time.ts";
import { isSameHongKongDay } from "./hong-kong-time.ts";

/** Up to this age a reading speaks of now. */
const FRESH_MS = 2 * MINUTE_MS;

/** Reads off an alert what its texts say whatever the hazard. */
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
const readingAgeMinutes = ({ sent, assessment }: Alert): number | undefined => {
  const ageMs = sent - assessment.observedAt;
  return ageMs > FRESH_MS ? Math.round(ageMs / MINUTE_MS) : undefined;
};

const moveOf = ({ level, previousLevel }: Alert): Move => {
  if (level === "normal") return { kind: "cleared" };
  return level !== "danger" && rank(level) < rank(previousLevel)
    ? { kind: "lowered", level, from: previousLevel }
    : { kind: "raised", level };
};
