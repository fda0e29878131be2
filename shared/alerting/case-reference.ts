import type { Alert } from "#shared/domain/alert.ts";
import { type CaseClosing, dueAfter } from "#shared/domain/case.ts";
import type { CaseReference } from "#shared/domain/case-reference.ts";
import type { Hazard } from "#shared/domain/hazard.ts";
import { departmentsFor } from "#shared/domain/jurisdiction.ts";
import { isAtLeast, type Level } from "#shared/domain/level.ts";
import type { Site } from "#shared/domain/site.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import { hazardOf } from "#shared/rules/hazards.ts";

/** What a case is opened from. */
export interface CaseOrigin {
  /** Of the alert. */
  readonly identifier: string;
  readonly hazard: Hazard;
  readonly level: Level;
  readonly site: Pick<Site, "jurisdiction">;
  readonly at: EpochMs;
}

/** The case that an alert opens, with its clock: of several departments the fastest sets it. Undefined where it opens none. */
export const caseReference = ({
  identifier,
  hazard,
  level,
  site,
  at,
}: CaseOrigin): CaseReference | undefined => {
  const clock = hazardOf(hazard).case;
  if (clock === undefined || !isAtLeast(level, clock.from)) return undefined;
  const departments = departmentsFor(site, hazard);
  const days = departments.map((department) => clock.targetDays[department] ?? clock.usualTargetDays);
  return { caseId: identifier, departments, openedAt: at, dueAt: dueAfter(at, Math.min(...days)) };
};

/** The end of a case that its own sensor saw. Undefined while it goes on, and where the alarm ended without anything gone. */
export const closingBySensor = (alert: Alert): CaseClosing | undefined =>
  isBelowCase(alert) && holds(alert, hazardOf(alert.hazard).case?.removedFactor)
    ? { outcome: "removed", by: "sensor", at: alert.sent }
    : undefined;

/**
 * Whether an alert is the last of its case: what it tells of was seen gone, or somebody has closed it. An alarm that ended otherwise leaves
 * its case open, and what follows at the site belongs to it.
 */
export const endsCase = (alert: Alert): boolean =>
  closingBySensor(alert) !== undefined ||
  (isBelowCase(alert) && holds(alert, hazardOf(alert.hazard).case?.closedFactor));

const isBelowCase = ({ hazard, level }: Alert): boolean => {
  const from = hazardOf(hazard).case?.from;
  return from !== undefined && !isAtLeast(level, from);
};

const holds = ({ assessment }: Alert, name: string | undefined): boolean =>
  assessment.evidence.some((item) => item.kind === "factor" && item.name === name);
