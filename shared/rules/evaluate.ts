import type { AlarmTimeline } from "#shared/domain/assessment.ts";
import type { Hazard } from "#shared/domain/hazard.ts";
import type { SiteState } from "#shared/domain/site-state.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import { fold } from "./fold.ts";
import { withoutCopies } from "./frame-copies.ts";
import { blindAfterMs, hazardsOf, lateAfterMs, type SiteContext } from "./site-context.ts";

/**
 * The timeline of one hazard at a site: a function of what was observed, and of `now` in one thing only, whether the site is blind.
 */
export const evaluateHazard = (
  state: SiteState,
  hazard: Hazard,
  context: SiteContext,
  now: EpochMs,
): AlarmTimeline => {
  const checkpoint = state.checkpoints[hazard];
  const folded = fold(hazard, checkpoint, withoutCopies(state.entries), context);
  const { newest } = state;
  const { head, since } = folded.memory;
  const seenAt = head?.observedAt;
  return {
    hazard,
    transitions: [...(checkpoint?.settled ?? []), ...folded.transitions],
    transitionCount: (checkpoint?.settledCount ?? 0) + folded.transitions.length,
    level: folded.memory.level,
    ...(since === undefined ? {} : { since }),
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
