import type { Evidence } from "#shared/domain/evidence.ts";
import { isAtLeast, type Level, RAISED_LEVELS, type RaisedLevel } from "#shared/domain/level.ts";
import type { SiteSignal } from "#shared/domain/site-state.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import type { Surroundings } from "../hazard-rule.ts";
import type { FireMemory } from "./fire-memory.ts";
import type { HillFireSettings } from "./hill-fire-settings.ts";

/** The name of the factor that says that people have heard of this hill already: see the routes. */
export const HILL_IN_ALARM = "hill_in_alarm";

/** What other sites of the hill said within some time; a site that names no hill is alone on it. */
const ofHill = (
  { hill }: HillFireSettings,
  { neighbours }: Surroundings,
  at: EpochMs,
  withinMs: number,
): readonly SiteSignal[] =>
  hill === undefined
    ? []
    : neighbours.filter(({ observedAt }) => observedAt < at && at - observedAt <= withinMs);

/**
 * The levels called for, kept up by the other sites of the hill: people hear of a fire from its first site and must not hear that it is
 * over while another is still in alarm.
 */
export const keptUpByHill = (
  calledFor: FireMemory["calledFor"],
  settings: HillFireSettings,
  surroundings: Surroundings,
  at: EpochMs,
  holdMs: number,
): FireMemory["calledFor"] => {
  const kept = { ...calledFor };
  for (const { level, observedAt } of ofHill(settings, surroundings, at, holdMs)) {
    for (const raised of RAISED_LEVELS.filter((candidate) => isAtLeast(level, candidate))) {
      const last = kept[raised];
      const isInForce = last !== undefined && observedAt > last && observedAt - last <= holdMs;
      if (isInForce) kept[raised] = observedAt;
    }
  }
  return kept;
};

/** Whether the villagers heard of this hill from another site, at this level or a higher one. */
const toldFrom = (
  level: Level,
  settings: HillFireSettings,
  surroundings: Surroundings,
  at: EpochMs,
  holdMs: number,
): string | undefined =>
  ofHill(settings, surroundings, at, holdMs).find(
    (signal) => signal.tellsVillagers === true && isAtLeast(signal.level, level),
  )?.siteId;

/** The highest level of this alarm that no other site had told the villagers of before; absent while there is none. */
export type LedLevel = RaisedLevel | undefined;

/**
 * Which level of the alarm this site was the first to reach, and whether another has told of it. Who was first stays so: two sites of one
 * hill must not each leave it to the other to tell.
 */
export const hillAlarm = (
  led: LedLevel,
  level: Level,
  settings: HillFireSettings,
  surroundings: Surroundings,
  at: EpochMs,
  holdMs: number,
): { readonly led: LedLevel; readonly evidence: readonly Evidence[] } => {
  if (level === "normal") return { led: undefined, evidence: [] };
  if (led !== undefined && isAtLeast(led, level)) return { led, evidence: [] };
  const text = toldFrom(level, settings, surroundings, at, holdMs);
  return text === undefined
    ? { led: level, evidence: [] }
    : { led, evidence: [{ kind: "factor", name: HILL_IN_ALARM, text, contribution: 0 }] };
};
