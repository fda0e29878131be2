import type { SiteSignal, SiteState } from "#shared/domain/site-state.ts";
import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";

/** What was learnt of a site's surroundings from elsewhere. */
export interface Around {
  /** What near sites said, whether known already or not. */
  readonly signals?: readonly SiteSignal[];
}

/** The longest that a signal counts: water from the next gauge upstream is here within the hour. */
const SIGNAL_KEPT_MS = 60 * MINUTE_MS;
/** Of one site and level the first and the last signal within this time stand for those between: no rule asks more closely. */
const SIGNALS_TOGETHER_MS = 15 * MINUTE_MS;
/** The most signals that a site keeps: two hours of four sites that go on telling. */
const SIGNAL_CAPACITY = 72;

/** The state with what was learnt of its surroundings; the very state given when nothing of it is new. */
export const withAround = (state: SiteState, { signals = [] }: Around): SiteState => {
  const held = state.signals ?? [];
  const isHeld = (signal: SiteSignal) => held.some((other) => isSame(other, signal));
  const news = signals.filter((signal) => !isHeld(signal));
  if (news.length === 0) return state;
  const kept = firstsAndLasts([...held, ...news].sort(byEvent)).slice(-SIGNAL_CAPACITY);
  return kept.length === held.length && kept.every(isHeld) ? state : { ...state, signals: kept };
};

/** A site that tells each minute must not push out what it said an hour ago: the window is folded again with that. */
const firstsAndLasts = (sorted: readonly SiteSignal[]): readonly SiteSignal[] => {
  const together = Map.groupBy(
    sorted,
    ({ siteId, hazard, level, tellsVillagers, observedAt }) =>
      `${siteId} ${hazard} ${level} ${tellsVillagers} ${Math.floor(observedAt / SIGNALS_TOGETHER_MS)}`,
  );
  const stays = new Set([...together.values()].flatMap((some) => [some[0], some.at(-1)]));
  return sorted.filter((signal) => stays.has(signal));
};

/** Lets go of what counts for no frame after `settledThrough` any more. */
export const withoutOldSignals = (state: SiteState, settledThrough: EpochMs): SiteState => {
  const { signals, ...others } = state;
  if (signals === undefined) return state;
  const kept = signals.filter(({ observedAt }) => settledThrough - observedAt <= SIGNAL_KEPT_MS);
  if (kept.length === signals.length) return state;
  return kept.length === 0 ? others : { ...others, signals: kept };
};

const byEvent = (a: SiteSignal, b: SiteSignal): number =>
  a.observedAt - b.observedAt || a.siteId.localeCompare(b.siteId) || a.hazard.localeCompare(b.hazard);

const isSame = (a: SiteSignal, b: SiteSignal): boolean =>
  byEvent(a, b) === 0 && a.level === b.level && a.score === b.score && a.tellsVillagers === b.tellsVillagers;
