import type { AlarmTimeline } from "#shared/domain/assessment.ts";
import type { Hazard } from "#shared/domain/hazard.ts";
import type { SiteState } from "#shared/domain/site-state.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import { knowingClosings } from "./closings.ts";
import { fold } from "./fold.ts";
import { letTimePass } from "./fold-memory.ts";
import { withoutCopies } from "./frame-copies.ts";
import { ruleFor } from "./hazards.ts";
import { nextPassing } from "./next-passing.ts";
import { blindAfterMs, hazardsOf, lateAfterMs, type SiteContext } from "./site-context.ts";

/**
 * The timeline of one hazard at a site: a function of what was observed, and of `now` in what time alone does: whether the site is
 * blind, what its silence means, whether an alarm has ended by itself.
 */
export const evaluateHazard = (
  state: SiteState,
  hazard: Hazard,
  site: SiteContext,
  now: EpochMs,
): AlarmTimeline => {
  const context = knowingClosings(site, state);
  const checkpoint = state.checkpoints[hazard];
  const window = { entries: withoutCopies(state.entries), signals: state.signals };
  const folded = fold(hazard, checkpoint, window, context);
  const rule = ruleFor(hazard);
  const passed = letTimePass(rule, folded.memory, now, context, state.signals);
  const transitions = [...folded.transitions, ...passed.transitions];
  const dueAt = nextPassing(rule, passed.memory, context, state.signals);
  const { newest } = state;
  const { head, since, level, endsAt } = passed.memory;
  const seenAt = head?.observedAt;
  return {
    hazard,
    transitions: [...(checkpoint?.settled ?? []), ...transitions],
    transitionCount: (checkpoint?.settledCount ?? 0) + transitions.length,
    level,
    ...(since === undefined ? {} : { since }),
    ...(endsAt === undefined ? {} : { endsAt }),
    ...(dueAt === undefined ? {} : { dueAt }),
    ...(seenAt === undefined ? {} : { seenAt }),
    ...(head === undefined ? {} : { head }),
    ...(newest === undefined ? {} : { headReceivedAt: newest.receivedAt }),
    late:
      newest !== undefined && newest.receivedAt - newest.observedAt > lateAfterMs(context, newest.observedAt),
    suspect: folded.suspect,
    blind: newest !== undefined && (seenAt === undefined || now - seenAt > blindAfterMs(context, seenAt)),
  };
};

/** The timelines of every hazard that the site is watched for. */
export const evaluateSite = (
  state: SiteState,
  context: SiteContext,
  now: EpochMs,
): readonly AlarmTimeline[] =>
  hazardsOf(context.site).map((hazard) => evaluateHazard(state, hazard, context, now));
