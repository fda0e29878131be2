import { optimistically } from "#shared/adapters/optimistic.ts";
import type { DeviceEvent } from "#shared/domain/device-event.ts";
import { type ExerciseClock, wallFor } from "#shared/domain/exercise.ts";
import type { Observation } from "#shared/domain/observation.ts";
import type { SiteSignal, SiteState } from "#shared/domain/site-state.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import type { Village } from "#shared/domain/village.ts";
import type { Arrival } from "#shared/rules/arrival.ts";
import { dueAt } from "#shared/rules/due.ts";
import { neighbourSites, signalsOf } from "#shared/rules/neighbours.ts";
import { type Observed, observe } from "#shared/rules/observe.ts";
import { copiesOfPassed, settlePassed } from "#shared/rules/passed-frames.ts";
import { type SiteContext, siteContextOf } from "#shared/rules/site-context.ts";
import { newSiteState } from "#shared/rules/site-state.ts";
import { type WeatherSource, weatherOver } from "#shared/rules/weather/weather-over.ts";
import { noteForPlanning } from "./note-for-planning.ts";

interface Place {
  readonly villageId: string;
  readonly siteId: string;
  readonly exerciseId?: string | undefined;
}

export interface SiteStores {
  readonly clock: { readonly now: () => EpochMs };
  readonly states: {
    readonly read: (place: Place, how: { consistent: boolean }) => Promise<SiteState | undefined>;
    readonly write: (
      state: SiteState,
      transition: string | undefined,
      wall: EpochMs,
      lookAgainAt: EpochMs | undefined,
    ) => Promise<"written" | "conflict">;
  };
  readonly history: {
    readonly put: (place: Place, rows: readonly Observation[], wall: EpochMs) => Promise<void>;
    readonly hearAgain: (place: Place, again: Observed["heardAgain"][number]) => Promise<void>;
    /** Consistent: what another instance has just written is there. */
    readonly list: (place: Place, from: EpochMs, to: EpochMs) => Promise<readonly Observation[]>;
    readonly remove: (place: Place, rows: Observed["superseded"]) => Promise<void>;
  };
  readonly deviceEvents: { readonly record: (event: DeviceEvent) => Promise<void> };
  readonly weather: WeatherSource;
}

/** Everything that a batch brought to one site. */
export interface SiteArrivals {
  readonly village: Village;
  readonly siteId: string;
  readonly exercise?: ExerciseClock;
  readonly arrivals: readonly Arrival[];
}

/**
 * Takes arrivals into a site: one read, one fold, one write. The history comes first: a crash after it costs nothing, since
 * its rows are keyed by their own time. `conflict` when other instances were faster four times in a row.
 */
export const takeIntoSite = async (
  { village, siteId, exercise, arrivals }: SiteArrivals,
  { states, history, deviceEvents, clock, weather: source }: SiteStores,
): Promise<Observed | "conflict"> => {
  const { villageId } = village;
  const place = { villageId, siteId, exerciseId: exercise?.exerciseId };
  const { weather, unsure } = await weatherOver(village, exercise, source);
  const context = siteContextOf(village, siteId, weather);
  if (context === undefined) throw new Error(`village ${villageId} has no site ${siteId}`);
  return optimistically(async (retry) => {
    const look = async (consistent: boolean) => {
      const held = await states.read(place, { consistent });
      const state =
        held ?? newSiteState({ villageId, siteId, ...(exercise === undefined ? {} : { exercise }) });
      const seen = observe(state, arrivals, context);
      if (seen.asksNeighbours.length === 0) return { state, seen };
      const signals = await neighbourSignals({ village, context, place, seen }, states, clock.now());
      return { state, seen: observe(state, arrivals, context, { signals }) };
    };
    const first = await look(retry > 0);
    // What is taken out of the history must not be taken out by an old picture of the site.
    const { state, seen } = retry === 0 && first.seen.superseded.length > 0 ? await look(true) : first;
    const observed = await withPassed(seen, place, history);
    if (observed.observations.length > 0) await history.put(place, observed.observations, clock.now());
    await Promise.all(observed.heardAgain.map((again) => history.hearAgain(place, again)));
    if (observed.superseded.length > 0) await history.remove(place, observed.superseded);
    if (exercise === undefined) await Promise.all(observed.counterEvents.map(deviceEvents.record));
    if (observed.state === state) return observed;
    const due = dueAt(observed, context);
    const lookAgain = due === undefined ? undefined : wallFor(exercise, due);
    const transition = noteForPlanning(observed, unsure === true);
    const outcome = await states.write(observed.state, transition, clock.now(), lookAgain);
    return outcome === "conflict" ? "conflict" : observed;
  });
};

/**
 * What near sites say by themselves; only asked when a rule would heed it, so that an ordinary uplink costs no read more. A near site
 * that cannot be read says nothing: its trouble must not keep this one's readings from being judged.
 */
const neighbourSignals = async (
  asked: {
    readonly village: Village;
    readonly context: SiteContext;
    readonly place: Place;
    readonly seen: Observed;
  },
  states: SiteStores["states"],
  now: EpochMs,
): Promise<readonly SiteSignal[]> => {
  const { village, context, place, seen } = asked;
  const siteIds = neighbourSites(village, context, seen.asksNeighbours, now);
  const signals = await Promise.all(
    siteIds.map(async (siteId) => {
      try {
        const near = siteContextOf(village, siteId, context.weather);
        const state = await states.read({ ...place, siteId }, { consistent: false });
        return near === undefined || state === undefined ? [] : signalsOf(state, near);
      } catch {
        return [];
      }
    }),
  );
  return signals.flat();
};

/** Frames older than the window, which are few, are told from copies by the history. */
const withPassed = async (
  observed: Observed,
  place: Place,
  history: SiteStores["history"],
): Promise<Observed> => {
  if (observed.passedBy.length === 0) return observed;
  const { from, to } = copiesOfPassed(observed.passedBy);
  const { put, remove } = settlePassed(observed.passedBy, await history.list(place, from, to));
  return {
    ...observed,
    observations: [...observed.observations, ...put],
    superseded: [...observed.superseded, ...remove],
    duplicates: observed.duplicates + observed.passedBy.length - put.length,
  };
};
