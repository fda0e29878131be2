import type { Assessment } from "#shared/domain/assessment.ts";
import type { Evidence } from "#shared/domain/evidence.ts";
import { type Level, RAISED_LEVELS, type RaisedLevel, rank } from "#shared/domain/level.ts";
import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";
import type { Surroundings } from "../hazard-rule.ts";
import { alarmOf, alarmOfEvidence } from "./alarm-of.ts";
import { evidenceNeeded } from "./evidence-needed.ts";
import type { FireMemory } from "./fire-memory.ts";
import { hillAlarm, keptUpByHill } from "./hill-alarm.ts";
import type { HillFireSettings } from "./hill-fire-settings.ts";
import { smokyAir, spellAt, spellEvidence, withSmokyAir } from "./smoky-air.ts";
import { type Support, supportsOf } from "./supports.ts";
import { isForVillagers, levelCalledFor, weigh } from "./weigh.ts";
import { whyNot } from "./why-not.ts";

/** A plume sways; a level stays for so long after it was called for last. */
export const HOLD_MS = 30 * MINUTE_MS;

/** Decides who is told: see the routes. */
const NEAR_HOUSES: Evidence = { kind: "factor", name: "near_houses", contribution: 0 };

export interface Found {
  readonly memory: FireMemory;
  readonly assessment: Assessment;
  readonly supports: readonly Support[];
  /** The level that the site's own evidence calls for now. */
  readonly called: RaisedLevel | undefined;
}

const calledAt = (
  calledFor: FireMemory["calledFor"],
  called: RaisedLevel | undefined,
  at: EpochMs,
): FireMemory["calledFor"] =>
  called === undefined
    ? calledFor
    : {
        ...calledFor,
        ...Object.fromEntries(
          RAISED_LEVELS.filter((level) => rank(level) <= rank(called)).map((level) => [level, at]),
        ),
      };

/** The highest level that was called for within the hold; and, where that is over, how long ago. */
const inForce = (
  calledFor: FireMemory["calledFor"],
  at: EpochMs,
): { level: Level; held: readonly Evidence[] } => {
  for (const level of RAISED_LEVELS.toReversed()) {
    const sinceMs = at - (calledFor[level] ?? Number.NEGATIVE_INFINITY);
    const sinceMinutes = Math.round(sinceMs / MINUTE_MS);
    const held: Evidence = {
      kind: "held",
      level,
      sinceMinutes,
      ofMinutes: HOLD_MS / MINUTE_MS,
      contribution: 0,
    };
    if (sinceMs <= HOLD_MS) return { level, held: sinceMs === 0 ? [] : [held] };
  }
  return { level: "normal", held: [] };
};

export interface Moment {
  readonly at: EpochMs;
  /** Of the reading that it rests on. */
  readonly observedAt: EpochMs;
  readonly silentAfterMs: number;
}

/** What the memory of a site says at an instant. */
export const assess = (
  memory: FireMemory,
  settings: HillFireSettings,
  surroundings: Surroundings,
  { at, observedAt, silentAfterMs }: Moment,
): Found => {
  const supports = supportsOf(memory, settings, surroundings, at, silentAfterMs);
  const warning = surroundings.weather?.warnings?.fireDanger?.signal;
  const danger = { weather: memory.danger, warning };
  const { share, factors } = evidenceNeeded(danger, settings, at);
  const fire = weigh(supports);
  const called = levelCalledFor(supports, fire.score, share);
  const smokyUg = smokyAir(memory, settings, at);
  const { score, evidence } = withSmokyAir(fire, smokyUg);
  const own = calledAt(memory.calledFor, called, at);
  const calledFor = keptUpByHill(own, settings, surroundings, at, HOLD_MS);
  const fireLevel = inForce(calledFor, at);
  const { alarmOf: before, led: ledBefore, spell: spellBefore, ...others } = memory;
  const spell = fireLevel.level === "normal" ? spellAt(spellBefore, smokyUg !== undefined, at) : undefined;
  const level = spell === undefined ? fireLevel.level : "advisory";
  const of = alarmOf(fireLevel.level, spell !== undefined, before);
  const hill = hillAlarm(ledBefore, fireLevel.level, settings, surroundings, at, HOLD_MS);
  return {
    memory: {
      ...others,
      calledFor,
      ...(level === "normal" || of === undefined ? {} : { alarmOf: of }),
      ...(hill.led === undefined ? {} : { led: hill.led }),
      ...(spell === undefined ? {} : { spell }),
    },
    supports,
    called,
    assessment: {
      hazard: "hill_fire",
      observedAt,
      level,
      // In smoky air the first sign of a fire changes no level, and is news all the same.
      ...(fireLevel.level === "advisory" ? { expects: "warning" as const } : {}),
      score,
      evidence: [
        ...evidence,
        ...alarmOfEvidence(of),
        ...(settings.nearHouses && isForVillagers(supports) ? [NEAR_HOUSES] : []),
        ...hill.evidence,
        ...factors,
        ...fireLevel.held,
        ...spellEvidence(spell, at),
        ...whyNot(memory, supports, { score: fire.score, share, level }),
      ],
    },
  };
};
