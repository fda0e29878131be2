import type { Announced, SilentReason } from "#shared/domain/alert.ts";
import type { AlarmTimeline, Assessment, Transition } from "#shared/domain/assessment.ts";
import type { EpochMs } from "#shared/domain/time.ts";

/** The one change to announce next, or why there is none and up to where the timeline is dealt with. */
export type NextChange =
  | { readonly transition: Transition; readonly assessment: Assessment }
  | { readonly reason: SilentReason; readonly passedUntil?: EpochMs };

/**
 * The difference of what was announced and what the timeline says.
 *
 * Live, only the head counts: whatever came and went before it was planned is superseded, and the text tells the newest reading
 * that bears the level. In an exercise the changes follow one another in order, each with its own reading, so that a fast replay
 * alerts as it would have live. Either way the head decides in the end: a timeline that a late reading has rewritten may differ
 * from what was announced without a newer change.
 *
 * A late head holds everything back, without passing it over: a fresh reading brings it out. A plan that merely runs late does
 * not: nothing withholds a danger.
 */
export const nextChange = (announced: Announced, timeline: AlarmTimeline, inOrder: boolean): NextChange => {
  const { transitions, level, late } = timeline;
  const { transitionAt = Number.NEGATIVE_INFINITY } = announced;
  const last = transitions.at(-1);
  const unannounced = transitions.filter(({ at }) => at > transitionAt);
  const next = inOrder ? unannounced.find(({ to }) => to !== announced.level) : undefined;
  if (next === undefined && level === announced.level) {
    return last === undefined || unannounced.length === 0
      ? { reason: "already_announced" }
      : { reason: "superseded", passedUntil: last.at };
  }
  if (late) return { reason: "late" };
  if (next !== undefined) return { transition: next, assessment: next.assessment };
  if (last === undefined || last.to !== level) return { reason: "no_evidence" };
  return { transition: last, assessment: newestAssessment(timeline, last) };
};

const newestAssessment = ({ head }: AlarmTimeline, last: Transition): Assessment =>
  head !== undefined && head.level === last.to && head.observedAt >= last.assessment.observedAt
    ? head
    : last.assessment;
