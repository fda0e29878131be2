import type { Transition } from "#shared/domain/assessment.ts";
import type { CounterEvent } from "#shared/domain/device-event.ts";
import type { Hazard } from "#shared/domain/hazard.ts";
import type { Observation } from "#shared/domain/observation.ts";
import type { Checkpoint, SiteState, WindowEntry } from "#shared/domain/site-state.ts";
import { type Around, withAround, withoutOldSignals } from "./around.ts";
import { type Arrival, type Taken, takeArrival } from "./arrival.ts";
import { knowingClosings, withoutFoldedClosings } from "./closings.ts";
import { type Folded, fold, type Window } from "./fold.ts";
import { withoutCopies } from "./frame-copies.ts";
import { quantitiesWatchedAt } from "./hazards.ts";
import { type HeardAgain, type HistoryRow, sortOut } from "./observation-changes.ts";
import { settle } from "./settle.ts";
import { hazardsOf, type SiteContext } from "./site-context.ts";
import { splitByAge } from "./window.ts";

export interface Observed {
  /** The very state given when nothing changed. The version is raised by whoever writes it. */
  readonly state: SiteState;
  /** Rows for the history. */
  readonly observations: readonly Observation[];
  /** Rows of frames older than the window, which only the history can tell from copies: see `settlePassed`. */
  readonly passedBy: readonly Observation[];
  /** Rows to take out of the history: the same frame, heard earlier under another time. */
  readonly superseded: readonly HistoryRow[];
  /** Gateways to add to rows that are in the history already. */
  readonly heardAgain: readonly HeardAgain[];
  readonly duplicates: number;
  /** Frames older than the window. */
  readonly passed: number;
  readonly counterEvents: readonly CounterEvent[];
  /** Hazards whose timeline differs from before, each with its last change. */
  readonly changed: readonly { readonly hazard: Hazard; readonly transition: Transition | undefined }[];
  /** What the window came to, with the frames that have just left it, by hazard. */
  readonly folds: readonly { readonly hazard: Hazard; readonly folded: Folded }[];
  /** Hazards whose rule would like to know what near sites say: see `neighbourSites`. */
  readonly asksNeighbours: readonly Hazard[];
}

/**
 * Takes arrivals into a site's state. Any order, any repetition of the same arrivals, displaced by no more than the window,
 * leads to the same timeline.
 *
 * @param around what was learnt of the site's surroundings meanwhile; it is kept with the state
 */
export const observe = (
  state: SiteState,
  arrivals: readonly Arrival[],
  site: SiteContext,
  around: Around = {},
): Observed => {
  const context = knowingClosings(site, state);
  const watched = quantitiesWatchedAt(context.site);
  const taken = arrivals.reduce<Taken>((sofar, arrival) => takeArrival(sofar, arrival, watched), {
    state: withAround(state, around),
    arrivals: [],
    counterEvents: [],
  });
  const before = { entries: withoutCopies(state.entries), signals: state.signals };
  const after = { entries: withoutCopies(taken.state.entries), signals: taken.state.signals };
  const folds = hazardsOf(context.site).map((hazard) => {
    const checkpoint = taken.state.checkpoints[hazard];
    return { hazard, checkpoint, folded: fold(hazard, checkpoint, after, context) };
  });
  const judged = folds.flatMap(({ folded }) => folded.judged);
  const isLonger = isContinued(before, after);
  const moved = moveWindow(taken.state, context);
  const frames = { after: new Set(after.entries), staying: new Set(moved.entries) };
  return {
    state: moved,
    ...sortOut(taken.arrivals, { frames: new Set(before.entries), state }, frames, { judged, context }),
    counterEvents: taken.counterEvents,
    changed: folds.flatMap(({ hazard, checkpoint, folded }) => {
      const was = isLonger
        ? transitionsUpTo(before.entries.at(-1), folded)
        : fold(hazard, checkpoint, before, context).transitions;
      const transition = folded.transitions.at(-1);
      const differs = was.length !== folded.transitions.length || !isSame(was.at(-1), transition);
      return differs ? [{ hazard, transition }] : [];
    }),
    folds,
    asksNeighbours: folds.flatMap(({ hazard, folded }) => (folded.asksNeighbours ? [hazard] : [])),
  };
};

/** Frames came after those that were there, none at the very instant of the last, and nothing else changed. */
const isContinued = (before: Window, after: Window): boolean => {
  const last = before.entries.at(-1);
  const next = after.entries[before.entries.length];
  return (
    last !== undefined &&
    (next === undefined || next.observedAt > last.observedAt) &&
    before.signals === after.signals &&
    before.entries.every((entry, index) => entry === after.entries[index])
  );
};

/** A fold is causal: where nothing was put in between, the new one says up to then what the timeline was. */
const transitionsUpTo = (last: WindowEntry | undefined, { transitions }: Folded): readonly Transition[] =>
  transitions.filter(({ at }) => last !== undefined && at <= last.observedAt);

const isSame = (a: Transition | undefined, b: Transition | undefined): boolean =>
  a?.at === b?.at && a?.from === b?.from && a?.to === b?.to;

/** Lets the oldest frames leave the window; what they did to the alarm stays in the checkpoint. */
const moveWindow = (state: SiteState, context: SiteContext): SiteState => {
  const { leaving, staying } = splitByAge(state.entries);
  const last = leaving.at(-1);
  if (last === undefined) return staying === state.entries ? state : { ...state, entries: staying };
  const gone = new Set(leaving);
  const entries = withoutCopies(state.entries).filter((entry) => gone.has(entry));
  const settled = { entries, signals: state.signals };
  const checkpoints = Object.fromEntries(
    hazardsOf(context.site).map((hazard): [Hazard, Checkpoint] => [
      hazard,
      settle(hazard, state.checkpoints[hazard], settled, context),
    ]),
  );
  const settledThrough = last.observedAt;
  const settledState = withoutFoldedClosings({ ...state, entries: staying, checkpoints, settledThrough });
  return withoutOldSignals(settledState, settledThrough);
};
