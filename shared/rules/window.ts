import type { SiteState, WindowEntry } from "#shared/domain/site-state.ts";
import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";

/** A reading displaced by no more than this finds its place; a later one goes to the history only. */
export const WINDOW_MS = 60 * MINUTE_MS;
/** The most entries a window holds; beyond, the oldest leave early. Sixty minutes at one a minute, and room for repeats. */
export const WINDOW_CAPACITY = 72;
/** Within this time the same identity is the same frame, heard again; beyond, a rebooted device that counts anew. */
export const SAME_FRAME_MS = 30 * MINUTE_MS;

/** What became of one entry offered to the window. */
export type Insertion =
  | { readonly kind: "inserted"; readonly state: SiteState }
  /** Held already; `supersedes` is the time under which it was held, when this copy is the earlier one. */
  | {
      readonly kind: "duplicate";
      readonly state: SiteState;
      readonly heldAt: EpochMs;
      readonly supersedes: boolean;
    }
  /** The window has moved on. */
  | { readonly kind: "passed"; readonly state: SiteState };

/** Event order; ties are broken by everything else, so that the order never depends on arrival. */
const byEvent = (a: WindowEntry, b: WindowEntry): number =>
  a.observedAt - b.observedAt || a.fCnt - b.fCnt || tieBreaker(a).localeCompare(tieBreaker(b));

const tieBreaker = ({ devEui, identity, quantity, steps }: WindowEntry): string =>
  [devEui, identity, quantity, steps].join("/");

const isSameFrame = (a: WindowEntry, b: WindowEntry): boolean =>
  a.identity === b.identity &&
  a.fCnt === b.fCnt &&
  a.devEui === b.devEui &&
  a.quantity === b.quantity &&
  Math.abs(a.observedAt - b.observedAt) <= SAME_FRAME_MS;

/** Puts an entry in its place. Of two copies of one frame the earlier stays, whichever came first. */
export const insert = (state: SiteState, entry: WindowEntry): Insertion => {
  const held = state.entries.find((other) => isSameFrame(other, entry));
  if (held !== undefined) {
    const supersedes = entry.observedAt < held.observedAt;
    const entries = supersedes
      ? [...state.entries.filter((other) => other !== held), entry].sort(byEvent)
      : state.entries;
    return {
      kind: "duplicate",
      state: supersedes ? { ...state, entries } : state,
      heldAt: held.observedAt,
      supersedes,
    };
  }
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

/** Splits a window into what has left it and what stays: by time behind the newest entry, and by number. */
export const splitByAge = (
  entries: readonly WindowEntry[],
): { readonly leaving: readonly WindowEntry[]; readonly staying: readonly WindowEntry[] } => {
  const newest = entries.at(-1);
  if (newest === undefined) return { leaving: [], staying: [] };
  const byTime = newest.observedAt - WINDOW_MS;
  const limit = Math.max(byTime, entries.at(-WINDOW_CAPACITY)?.observedAt ?? byTime);
  const first = entries.findIndex((entry) => entry.observedAt >= limit);
  return { leaving: entries.slice(0, first), staying: entries.slice(first) };
};
