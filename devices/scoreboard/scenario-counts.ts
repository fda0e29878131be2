import type { HazardResult } from "#devices/backtest/backtest-result.ts";
import type { DumpingEvent, FireEvent } from "#devices/traces/scenarios/scenario-truth.ts";
import type { AlertPlan } from "#shared/domain/alert.ts";
import { DEPARTMENTS } from "#shared/domain/jurisdiction.ts";
import { rank } from "#shared/domain/level.ts";
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "#shared/domain/time.ts";
import { isFireAlert } from "./fire-alerts.ts";
import type { PlayedScenario } from "./scenario-play.ts";

type IsFor = (plan: AlertPlan) => boolean;

/** Villagers hear it. */
export const isForVillagers: IsFor = ({ notifications }) =>
  notifications.some(({ role }) => role === "subscriber");

const departments: ReadonlySet<string> = new Set(DEPARTMENTS);
/** A department has it on its desk. */
export const isForDepartment: IsFor = ({ notifications }) =>
  notifications.some(({ role }) => departments.has(role));

/** Public: villagers hear it; of dumping, of which they never hear, a department has a case. */
export const isPublic = (hazard: string): IsFor =>
  hazard === "illegal_dumping" ? isForDepartment : isForVillagers;

/** When the alarms that told somebody did so first. */
export const toldAt = ({ alarms, alerts }: HazardResult, isFor: IsFor): readonly EpochMs[] =>
  alarms.flatMap(({ alerts: identifiers }) => {
    const first = alerts.find(
      (plan) => identifiers.includes(plan.alert.identifier) && plan.alert.level !== "normal" && isFor(plan),
    );
    return first === undefined ? [] : [first.alert.sent];
  });

/** Alarms of a quiet scenario that told somebody: all of them are false. */
export const falseAlarms = ({ results }: PlayedScenario, isFor: IsFor): number =>
  results.reduce((sum, result) => sum + toldAt(result, isFor).length, 0);

export interface Found {
  readonly events: number;
  readonly found: number;
  /** Alarms in all, and how many of them are of an event. */
  readonly alarms: number;
  readonly matched: number;
}

/** A heap is a case as long as it lies there, and on the day it came. */
export const dumpsFound = ({ results, truth }: PlayedScenario): Found => {
  const told = results.flatMap((result) => toldAt(result, isForDepartment));
  const dumps = truth.events.filter((event): event is DumpingEvent => event.kind === "dumping");
  const isOf = (at: EpochMs, { from, clearedAt = from + DAY_MS }: DumpingEvent) =>
    from <= at && at <= Math.min(clearedAt, from + DAY_MS);
  return {
    events: dumps.length,
    found: dumps.filter((dump) => told.some((at) => isOf(at, dump))).length,
    alarms: told.length,
    matched: told.filter((at) => dumps.some((dump) => isOf(at, dump))).length,
  };
};

/** Smoke lingers: an alert within half an hour after a fire is of the fire. */
const AFTER_FIRE_MS = HOUR_MS / 2;

/**
 * Minutes from when the smoke of each fire could be felt to the first alert that says fire, also one that raised an alarm that ran before; infinite where
 * none came. Fires that nobody can smell are left out.
 */
export const minutesToAlert = ({ results, truth }: PlayedScenario, isFor: IsFor): readonly number[] => {
  const told = results
    .flatMap(({ alerts }) => alerts)
    .filter((plan) => isRaise(plan) && isFor(plan))
    .map(({ alert }) => alert.sent);
  return truth.events
    .filter((event): event is FireEvent => event.kind === "fire")
    .flatMap(({ from, to, reachedAt }) => {
      if (reachedAt === undefined) return [];
      const first = Math.min(...told.filter((at) => from <= at && at <= to + AFTER_FIRE_MS));
      return [Math.max(0, (first - reachedAt) / MINUTE_MS)];
    });
};

/** Also a first sign in smoky air, which is told at the level that the notice of it had. */
const isRaise = ({ alert }: AlertPlan): boolean =>
  rank(alert.level) >= rank(alert.previousLevel) && isFireAlert(alert);
