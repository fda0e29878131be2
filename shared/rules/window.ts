import type { SiteState, WindowEntry } from "#shared/domain/site-state.ts";
import { MINUTE_MS } from "#shared/domain/time.ts";
import { copiesAmong } from "./frame-copies.ts";
import { isSameIdentity } from "./frame-identity.ts";

/** A frame displaced by no more than this finds its place; a later one goes to the history only. */
export const WINDOW_MS = 60 * MINUTE_MS;
/** The most frames a window holds; beyond, the oldest leave early. Sixty minutes at one a minute, and room for copies. */
export const WINDOW_CAPACITY = 72;

/** What became of one frame offered to the window. */
export type Insertion =
  | { readonly kind: "inserted"; readonly state: SiteState }
  /** Held already under the very same time. */
  | { readonly kind: "held"; readonly state: SiteState }
  /** The window has moved on. */
  | { readonly kind: "passed"; readonly state: SiteState };

/** Event order; ties are broken by everything else, so that the order never depends on arrival. */
const byEvent = (a: WindowEntry, b: WindowEntry): number =>
  a.observedAt - b.observedAt ||
  a.fCnt - b.fCnt ||
  a.devEui.localeCompare(b.devEui) ||
  a.identity - b.identity;

/** Puts a frame in its place. */
export const insert = (state: SiteState, entry: WindowEntry): Insertion => {
  if (state.entries.some((other) => byEvent(other, entry) === 0)) return { kind: "held", state };
  if (state.settledThrough !== undefined && entry.observedAt < state.settledThrough) {
    return { kind: "passed", state: { ...state, passedCount: state.passedCount + 1 } };
  }
  const last = state.entries.at(-1);
  const entries = [...state.entries, entry];
  return {
    kind: "inserted",
    state: {
      ...state,
      entries: last === undefined || last.observedAt < entry.observedAt ? entries : entries.sort(byEvent),
    },
  };
};

export interface SplitWindow {
  readonly leaving: readonly WindowEntry[];
  readonly staying: readonly WindowEntry[];
}

/**
 * Splits a window into what has left it and what stays: by time behind the newest entry, and by number. Frames of devices that tell
 * nothing a rule reads are let go first, in neither list: a chatty neighbour must not push a gauge's held readings out of the timeline.
 */
export const splitByAge = (all: readonly WindowEntry[]): SplitWindow => {
  const entries = withoutBystanders(all);
  const newest = entries.at(-1);
  if (newest === undefined) return { leaving: [], staying: [] };
  const byTime = newest.observedAt - WINDOW_MS;
  const limit = Math.max(byTime, entries.at(-WINDOW_CAPACITY)?.observedAt ?? byTime);
  const first = entries.findIndex((entry) => entry.observedAt >= limit);
  if (first === 0) return { leaving: [], staying: entries };
  return {
    leaving: entries.slice(0, first),
    staying: withFrames(entries.slice(first), copiesAmong(entries)),
  };
};

/** Copies are told within one device, so that without these the others mean what they meant. */
const withoutBystanders = (entries: readonly WindowEntry[]): readonly WindowEntry[] => {
  let excess = entries.length - WINDOW_CAPACITY;
  if (excess <= 0) return entries;
  const heeded = new Set(entries.filter(({ readings }) => readings.length > 0).map(({ devEui }) => devEui));
  return entries.filter(({ devEui }) => {
    const goes = excess > 0 && !heeded.has(devEui);
    if (goes) excess -= 1;
    return !goes;
  });
};

/** A copy leaves with its frame: left alone, it would pass for a new one. */
const withFrames = (
  staying: readonly WindowEntry[],
  copies: ReadonlySet<WindowEntry>,
): readonly WindowEntry[] => {
  const isFrameOf = (copy: WindowEntry) => (other: WindowEntry) =>
    !copies.has(other) && isSameIdentity(other.identity, copy.identity) && other.devEui === copy.devEui;
  return staying.filter(
    (entry, index) => !copies.has(entry) || staying.slice(0, index).some(isFrameOf(entry)),
  );
};
