import type { Announced, SilentReason } from "#shared/domain/alert.ts";
import type { AlarmTimeline, Assessment, Transition } from "#shared/domain/assessment.ts";
import { isAtLeast, type Level } from "#shared/domain/level.ts";
import type { EpochMs } from "#shared/domain/time.ts";

/** A change to announce: to the assessment's level. */
export interface Change {
  readonly at: EpochMs;
  /** What it is told as a change from: what was announced, or `normal` when the water went down unannounced and rose again. */
  readonly previousLevel: Level;
  /** `devEui/fCnt` of the uplink that made the change. */
  readonly uplinkId: string;
  readonly assessment: Assessment;
}

/** The one change to announce next, or why there is none and up to where the timeline is dealt with. */
export type NextChange = Change | { readonly reason: SilentReason; readonly passedUntil?: EpochMs };

/** Stands for the uplink of a change that no timeline tells of any more. */
export const UNKNOWN_UPLINK = "unknown/0";

/**
 * The difference of what was announced and what the timeline says.
 *
 * Live, only the head counts: whatever came and went before it was planned is superseded, and the text tells the newest reading
 * that bears the level. In an exercise the changes follow one another in order, each with its own reading, so that a fast replay
 * alerts as it would have live. Either way the head decides in the end: a timeline that a late reading has rewritten, or that was
 * lost, may differ from what was announced without a newer change. Then the newest reading speaks for itself, if it can be relied on.
 *
 * Water that rose out of normal since what was announced is told as a new alarm, though the level's name be the same or lower:
 * nobody shall take a second flood for the end of the first. A higher level that has come to be expected, or a level that further readings bear out, is an
 * update at the same level.
 *
 * A late head holds everything back, without passing it over: a fresh reading brings it out. A plan that merely runs late does
 * not: nothing withholds a danger.
 */
export const nextChange = (announced: Announced, timeline: AlarmTimeline, inOrder: boolean): NextChange => {
  const { transitions, level, late } = timeline;
  const { transitionAt = Number.NEGATIVE_INFINITY } = announced;
  const unannounced = transitions.filter(({ at }) => at > transitionAt);
  const next = inOrder ? unannounced.find((change) => isNews(change, announced.level)) : undefined;
  const since = next === undefined ? unannounced : [next];
  const afresh = isNewAlarm(since, next?.to ?? level, announced.level);
  const isToldOf = level === announced.level && !afresh && !hasNewsOfSameLevel(unannounced);
  if (next === undefined && isToldOf) return nothingNew(unannounced);
  if (late) return { reason: "late" };
  const previousLevel = afresh ? "normal" : announced.level;
  if (next !== undefined) return changeOf(next, previousLevel, next.assessment);
  const explained = explanation(timeline, announced);
  if (explained !== undefined) {
    return changeOf(explained, previousLevel, newestAssessment(timeline, explained));
  }
  return headAlone(timeline, previousLevel);
};

/** A higher level that has come to be expected, or a level that further readings bear out, is news, though the level stays. */
const isNewsOfSameLevel = ({ from, to }: Transition): boolean => from === to;

const isNews = (change: Transition, announced: Level): boolean =>
  change.to !== announced || change.from === "normal" || isNewsOfSameLevel(change);

const isNewAlarm = (since: readonly Transition[], level: Level, announced: Level): boolean =>
  level !== "normal" && isAtLeast(announced, level) && since.some(({ from }) => from === "normal");

const hasNewsOfSameLevel = (unannounced: readonly Transition[]): boolean =>
  unannounced.slice(-1).some(isNewsOfSameLevel);

const nothingNew = (unannounced: readonly Transition[]): NextChange => {
  const last = unannounced.at(-1);
  return last === undefined
    ? { reason: "already_announced" }
    : { reason: "superseded", passedUntil: last.at };
};

const changeOf = (
  { at, uplinkId }: Pick<Transition, "at" | "uplinkId">,
  previousLevel: Level,
  assessment: Assessment,
): Change => ({ at, previousLevel, uplinkId, assessment });

/** The change that made the level, if it is news: a newer one, or an older one, found out only now, that raises it. */
const explanation = (
  { transitions, level }: AlarmTimeline,
  { level: announced, transitionAt }: Announced,
): Transition | undefined => {
  const last = transitions.at(-1);
  if (last === undefined || last.to !== level) return undefined;
  const isNewer = transitionAt === undefined || last.at > transitionAt;
  return isNewer || isAtLeast(level, announced) ? last : undefined;
};

/** The newest reading by itself: absence is never an all-clear, and neither is a reading that is doubted or too long ago. */
const headAlone = (
  { head, level, transitions, suspect, blind }: AlarmTimeline,
  previousLevel: Level,
): NextChange => {
  if (head === undefined || head.level !== level || suspect || blind) return { reason: "no_evidence" };
  const uplinkId = transitions.at(-1)?.uplinkId ?? UNKNOWN_UPLINK;
  return changeOf({ at: head.observedAt, uplinkId }, previousLevel, head);
};

/** The end of an alarm keeps to the reading that ended it: only that one says why, and a case ends by what it says. */
const newestAssessment = ({ head }: AlarmTimeline, last: Transition): Assessment =>
  last.to !== "normal" &&
  head !== undefined &&
  head.level === last.to &&
  head.observedAt >= last.assessment.observedAt
    ? head
    : last.assessment;
