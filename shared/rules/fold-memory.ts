import type { Assessment, Transition } from "#shared/domain/assessment.ts";
import type { Level } from "#shared/domain/level.ts";
import type { SiteClosing, SiteSignal } from "#shared/domain/site-state.ts";
import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";
import { closingsAfter } from "./closings.ts";
import type { HazardRule, Silence } from "./hazard-rule.ts";
import { isNewsOfSameLevel } from "./news-of-same-level.ts";
import { blindAfterMs, configurationAt, type SiteContext, surroundingsAt } from "./site-context.ts";

/** How a hazard's alarm stands after some frames. `rule` belongs to the hazard's rule. */
export interface FoldMemory {
  readonly level: Level;
  readonly since?: EpochMs;
  /** What the rule said last; its time is that of the last reading that could be used. */
  readonly head?: Assessment;
  /** `devEui/fCnt` behind `head`. */
  readonly uplinkId?: string;
  /** The alarm ends by itself then. */
  readonly endsAt?: EpochMs;
  /** The last closing of a case that is in all this. */
  readonly closedAt?: EpochMs;
  /** The silence that began then has had its say. */
  readonly silencedAt?: EpochMs;
  readonly rule: unknown;
}

/** Of an alarm that was remembered before uplinks were. */
const UNKNOWN_UPLINK = "unknown/0";

export interface Passed {
  readonly memory: FoldMemory;
  readonly transitions: readonly Transition[];
}

/**
 * What happens to an alarm up to an instant without a reading: one that ends by itself ends, silence has its say, and a case that somebody
 * closes ends, in the order of events.
 */
export const letTimePass = (
  rule: HazardRule,
  memory: FoldMemory,
  until: EpochMs,
  context: SiteContext,
  neighbours: readonly SiteSignal[] | undefined,
): Passed => {
  const closed = closingsAfter(context, rule.hazard, memory.closedAt)
    .filter(({ at }) => at <= until)
    .reduce<Passed>((passed, closing) => {
      const before = letSilencePass(rule, passed.memory, closing.at, context, neighbours);
      const after = withClosing(rule, before.memory, closing, context);
      return followedBy(followedBy(passed, before), after);
    }, nothing(memory));
  return followedBy(closed, letSilencePass(rule, closed.memory, until, context, neighbours));
};

const followedBy = (one: Passed, next: Passed): Passed => ({
  memory: next.memory,
  transitions: [...one.transitions, ...next.transitions],
});

const letSilencePass = (
  rule: HazardRule,
  memory: FoldMemory,
  until: EpochMs,
  context: SiteContext,
  neighbours: readonly SiteSignal[] | undefined,
): Passed => {
  const { head } = memory;
  if (head === undefined) return { memory, transitions: [] };
  const blindAt = head.observedAt + blindAfterMs(context, head.observedAt);
  const ended = withEnd(memory, head, Math.min(until, blindAt));
  const silence = { seenAt: head.observedAt, at: blindAt };
  const silenced =
    blindAt < until ? withSilence(rule, ended.memory, silence, context, neighbours) : nothing(ended.memory);
  const later = withEnd(silenced.memory, head, until);
  return {
    memory: later.memory,
    transitions: [...ended.transitions, ...silenced.transitions, ...later.transitions],
  };
};

const nothing = (memory: FoldMemory): Passed => ({ memory, transitions: [] });

const withEnd = (memory: FoldMemory, { hazard, observedAt }: Assessment, until: EpochMs): Passed => {
  const { endsAt, ...lasting } = memory;
  if (endsAt === undefined || endsAt > until) return nothing(memory);
  if (memory.level === "normal") return nothing(lasting);
  const afterMinutes = Math.round((endsAt - observedAt) / MINUTE_MS);
  const evidence: Assessment["evidence"] = [{ kind: "ended", afterMinutes, contribution: 0 }];
  return changed(lasting, { hazard, observedAt, level: "normal", score: 0, evidence }, endsAt);
};

const withSilence = (
  rule: HazardRule,
  memory: FoldMemory,
  silence: Silence,
  context: SiteContext,
  neighbours: readonly SiteSignal[] | undefined,
): Passed => {
  const { seenAt, at } = silence;
  const configuration = configurationAt(context.site, rule.hazard, at);
  if (memory.silencedAt === seenAt || configuration === undefined) return nothing(memory);
  const surroundings = surroundingsAt(context, rule.hazard, neighbours, at);
  const said = rule.silence?.(memory.rule, silence, configuration.settings, surroundings);
  return said === undefined
    ? nothing(memory)
    : changed({ ...memory, rule: said.memory, silencedAt: seenAt }, said.assessment, at);
};

const withClosing = (
  rule: HazardRule,
  memory: FoldMemory,
  { at, outcome }: SiteClosing,
  context: SiteContext,
): Passed => {
  const { endsAt: _, head, ...closed } = { ...memory, closedAt: at };
  const configuration = configurationAt(context.site, rule.hazard, at);
  if (head === undefined || configuration === undefined || rule.close === undefined) {
    return nothing({ ...memory, closedAt: at });
  }
  const closing = { at, outcome, seenAt: head.observedAt };
  const { assessment, endsAt, memory: left } = rule.close(memory.rule, closing, configuration.settings);
  const next = { ...closed, head, rule: left, ...(endsAt === undefined ? {} : { endsAt }) };
  return changed(next, assessment, at);
};

const changed = (memory: FoldMemory, assessment: Assessment, at: EpochMs): Passed => {
  const { level: from, uplinkId = UNKNOWN_UPLINK } = memory;
  const { level: to } = assessment;
  const next = { ...memory, head: assessment, level: to };
  return from === to && !isNewsOfSameLevel(assessment, memory.head)
    ? nothing(next)
    : {
        memory: from === to ? next : { ...next, since: at },
        transitions: [{ at, from, to, uplinkId, assessment }],
      };
};
