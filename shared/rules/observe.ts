import type { Transition } from "#shared/domain/assessment.ts";
import type { Hazard } from "#shared/domain/hazard.ts";
import type { Observation } from "#shared/domain/observation.ts";
import type { Checkpoint, SiteState } from "#shared/domain/site-state.ts";
import { type Arrival, type SupersededRow, type Taken, takeArrival } from "./arrival.ts";
import { type Folded, fold, settle } from "./fold.ts";
import { observationsOf } from "./observation-rows.ts";
import { hazardsOf, type SiteContext } from "./site-context.ts";
import { splitByAge } from "./window.ts";

export interface Observed {
  /** The very state given when nothing changed. The version is raised by whoever writes it. */
  readonly state: SiteState;
  /** Rows for the history. */
  readonly observations: readonly Observation[];
  /** Rows to take out of the history: the same frame, heard earlier under another time. */
  readonly superseded: readonly SupersededRow[];
  readonly duplicates: number;
  /** Readings older than the window. */
  readonly passed: number;
  /** Hazards whose timeline differs from before, each with its last change. */
  readonly changed: readonly { readonly hazard: Hazard; readonly transition: Transition | undefined }[];
}

/**
 * Takes arrivals into a site's state. Any order, any repetition of the same arrivals, displaced by no more than the window,
 * leads to the same timeline.
 */
export const observe = (state: SiteState, arrivals: readonly Arrival[], context: SiteContext): Observed => {
  const taken = arrivals.reduce<Taken>((sofar, arrival) => takeArrival(sofar, arrival), {
    state,
    fresh: [],
    superseded: [],
    duplicates: 0,
    passed: 0,
  });
  const folds = hazardsOf(context.site).map((hazard) => {
    const checkpoint = taken.state.checkpoints[hazard];
    return { hazard, checkpoint, folded: fold(hazard, checkpoint, taken.state.entries, context) };
  });
  const judged = folds.flatMap(({ folded }) => folded.judged);
  return {
    state: moveWindow(taken.state, context),
    observations: taken.fresh.flatMap((fresh) => observationsOf(fresh, state, judged, context)),
    superseded: taken.superseded,
    duplicates: taken.duplicates,
    passed: taken.passed,
    changed: folds.flatMap(({ hazard, checkpoint, folded }) => {
      const before = transitionsBefore(state, hazard, checkpoint, folded, context);
      const transition = folded.transitions.at(-1);
      const differs = before.length !== folded.transitions.length || !isSame(before.at(-1), transition);
      return differs ? [{ hazard, transition }] : [];
    }),
  };
};

/** What the timeline was. A fold is causal: where nothing was put in between, that is what the new one says up to then. */
const transitionsBefore = (
  before: SiteState,
  hazard: Hazard,
  checkpoint: Checkpoint | undefined,
  after: Folded,
  context: SiteContext,
): readonly Transition[] => {
  const newest = before.entries.at(-1);
  const untouched = after.judged[before.entries.length - 1]?.entry === newest;
  return newest !== undefined && untouched
    ? after.transitions.filter(({ at }) => at <= newest.observedAt)
    : fold(hazard, checkpoint, before.entries, context).transitions;
};

const isSame = (a: Transition | undefined, b: Transition | undefined): boolean =>
  a?.at === b?.at && a?.from === b?.from && a?.to === b?.to;

/** Lets the oldest entries leave the window; what they did to the alarm stays in the checkpoint. */
const moveWindow = (state: SiteState, context: SiteContext): SiteState => {
  const { leaving, staying } = splitByAge(state.entries);
  const last = leaving.at(-1);
  if (last === undefined) return state;
  const checkpoints = Object.fromEntries(
    hazardsOf(context.site).map((hazard) => [
      hazard,
      settle(hazard, state.checkpoints[hazard], leaving, context),
    ]),
  );
  return { ...state, entries: staying, checkpoints, settledThrough: last.observedAt };
};
