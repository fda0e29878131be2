import type { SilentReason } from "#shared/domain/alert.ts";
import type { AlarmTimeline } from "#shared/domain/assessment.ts";
import { type ExerciseClock, nowFor, wallFor } from "#shared/domain/exercise.ts";
import type { Addressee } from "#shared/domain/recipient.ts";
import type { SiteState } from "#shared/domain/site-state.ts";
import { type EpochMs, SECOND_MS } from "#shared/domain/time.ts";
import type { Village } from "#shared/domain/village.ts";
import { evaluateSite } from "#shared/rules/evaluate.ts";
import { siteContextOf } from "#shared/rules/site-context.ts";
import { type WeatherSource, weatherOver } from "#shared/rules/weather/weather-over.ts";
import { type HazardServices, type PlannedHazard, planHazard, type SitePlace } from "./plan-hazard.ts";

export interface Services extends HazardServices {
  readonly registry: { readonly village: (villageId: string) => Promise<Village | undefined> };
  readonly states: {
    readonly read: (place: SitePlace, how: { consistent: boolean }) => Promise<SiteState | undefined>;
    readonly listUnplanned: (before: EpochMs) => Promise<readonly SitePlace[]>;
    readonly markPlanned: (
      place: SitePlace,
      version: number,
      begunAt: EpochMs,
      lookAgainAt: EpochMs | undefined,
    ) => Promise<"written" | "conflict">;
  };
  readonly weather: WeatherSource;
  readonly addressees: { readonly of: (villageId: string) => Promise<readonly Addressee[]> };
  /** Absolute address of the boards. */
  readonly boardUrl: string;
}

export interface PlannedSite {
  readonly place: SitePlace;
  readonly hazards: readonly PlannedHazard[];
}

/** What became of each site, in the order asked for. */
export type SiteOutcome = PlannedSite | { readonly place: SitePlace; readonly error: unknown };

/** A site that the stream has told of gets this long before the sweep looks after it. */
const SWEEP_AFTER_MS = 30 * SECOND_MS;

/** Silences that the next reading may end without changing the timeline. */
const AWAITS_A_READING: ReadonlySet<SilentReason> = new Set(["late", "no_evidence"]);

/** Plans every site whose change has waited for longer than the stream should take: a lost record loses no alert. */
export const sweepUnplanned = async (services: Services): Promise<readonly SiteOutcome[]> =>
  planSites(await services.states.listUnplanned(services.clock.now() - SWEEP_AFTER_MS), services);

/** Plans sites one after another; the unexpected at one does not keep the others from being planned. */
export const planSites = async (
  places: readonly SitePlace[],
  services: Services,
): Promise<readonly SiteOutcome[]> => {
  const outcomes: SiteOutcome[] = [];
  for (const place of places) {
    try {
      outcomes.push({ place, hazards: await planSite(place, services) });
    } catch (error) {
      outcomes.push({ place, error });
    }
  }
  return outcomes;
};

/**
 * Reconciles one site: what the timeline says now with what was announced. A site whose newest reading is late, or says too
 * little to tell of, stays on the list of the unplanned, since the reading that brings its change out need not change the
 * timeline again. So does one whose weather could not be looked up: it is planned without, and once more with it.
 */
const planSite = async (place: SitePlace, services: Services): Promise<readonly PlannedHazard[]> => {
  const { registry, states, addressees, boardUrl, clock, weather: source } = services;
  const begunAt = clock.now();
  const state = await states.read(place, { consistent: true });
  const village = await registry.village(place.villageId);
  if (state === undefined) return [];
  const { exercise } = state;
  const { weather, unsure } = village === undefined ? {} : await weatherOver(village, exercise, source);
  const context = village === undefined ? undefined : siteContextOf(village, place.siteId, weather);
  if (village === undefined || context === undefined) {
    throw new Error(`site ${place.siteId} of village ${place.villageId} is not registered`);
  }
  const timelines = evaluateSite(state, context, nowFor(exercise, clock.now()));
  const told = await addressees.of(place.villageId);
  const hazards: PlannedHazard[] = [];
  for (const timeline of timelines) {
    const planning = {
      sitePlace: place,
      place: { village, site: context.site, boardUrl },
      timeline,
      addressees: told,
      exercise,
    };
    const planned = await planHazard(planning, services);
    if (planned === "conflict")
      throw new Error(`${timeline.hazard} at ${place.siteId} is being planned by others`);
    hazards.push(planned);
  }
  // Should the state have moved on meanwhile, the site stays on the list, and the next sweep finds nothing left to do.
  if (unsure !== true && hazards.every(({ silent }) => !AWAITS_A_READING.has(silent)))
    await states.markPlanned(place, state.version, begunAt, lookAgainAt(timelines, exercise));
  return hazards;
};

/** An alarm that ends by itself, or that silence would raise, is looked at again when that is due (wall clock). */
const lookAgainAt = (
  timelines: readonly AlarmTimeline[],
  exercise: ExerciseClock | undefined,
): EpochMs | undefined => {
  const instants = timelines.flatMap(({ dueAt }) => (dueAt === undefined ? [] : wallFor(exercise, dueAt)));
  return instants.length === 0 ? undefined : Math.min(...instants);
};
