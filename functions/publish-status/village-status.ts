import { isDeepStrictEqual } from "node:util";
import type { WrittenHealth } from "#shared/adapters/dynamodb/state-stream.ts";
import type { ExerciseClock } from "#shared/domain/exercise.ts";
import { nowFor } from "#shared/domain/exercise.ts";
import type { SiteState } from "#shared/domain/site-state.ts";
import type { SiteStatus, SiteTrouble, VillageStatus } from "#shared/domain/status.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import { validAt } from "#shared/domain/validity.ts";
import type { Village } from "#shared/domain/village.ts";
import type { VillageWeather } from "#shared/domain/weather.ts";
import { type SiteContext, siteContextOf } from "#shared/rules/site-context.ts";
import { newSiteState } from "#shared/rules/site-state.ts";
import { siteStatus } from "#shared/rules/status.ts";
import { weatherStatus } from "#shared/rules/weather/weather-status.ts";

/** What a batch of writes says of one village. */
export interface Changes {
  readonly states: readonly SiteState[];
  /** In the order they were written; of the live village only. */
  readonly healths: readonly WrittenHealth[];
}

/** Whose document it is: the live one, or that of an exercise. */
export interface Portrayed {
  readonly village: Village;
  readonly weather: VillageWeather | undefined;
  readonly exercise: ExerciseClock | undefined;
}

/**
 * A village's status document with what was written taken in: each of its sites once, in the registry's order, those without
 * a reading included. An older state never replaces a newer one. `undefined` when nothing is new.
 */
export const villageStatus = (
  { village, weather, exercise }: Portrayed,
  before: VillageStatus | undefined,
  { states, healths }: Changes,
  wall: EpochMs,
): VillageStatus | undefined => {
  const sites = village.sites.flatMap(({ siteId }) => {
    const context = siteContextOf(village, siteId, weather);
    const held = before?.sites.find((site) => site.siteId === siteId);
    const state = states.find((candidate) => candidate.siteId === siteId);
    if (context === undefined) return [];
    const entry = entryOf(village.villageId, context, held, state, nowFor(exercise, wall));
    if (exercise !== undefined) return [entry];
    const health = healths.filter((candidate) => candidate.siteId === siteId).at(-1);
    return [withHealth(entry, held, health?.troubles, maintenanceUntil(context, village, wall))];
  });
  const isNew = before === undefined || sites.length !== before.sites.length;
  if (!isNew && sites.every((site) => before.sites.includes(site))) return undefined;
  const sky = weatherStatus(weather, wall);
  return {
    schema: "village-status/1",
    villageId: village.villageId,
    name: village.name,
    telephone: village.telephone,
    publishedAt: wall,
    sites,
    ...(sky === undefined ? {} : { weather: sky }),
    ...(exercise === undefined ? {} : { exercise }),
  };
};

const entryOf = (
  villageId: string,
  context: SiteContext,
  held: SiteStatus | undefined,
  state: SiteState | undefined,
  now: EpochMs,
): SiteStatus => {
  if (state !== undefined && state.version >= (held?.stateVersion ?? 0)) {
    const next = siteStatus(state, context, now);
    // Of the same version it is what time alone has changed.
    return held !== undefined && isDeepStrictEqual(statusOf(held), next) ? held : next;
  }
  return held ?? siteStatus(newSiteState({ villageId, siteId: context.site.siteId }), context, now);
};

const statusOf = ({ troubles: _, maintenanceUntil: __, ...status }: SiteStatus): SiteStatus => status;

/** Whether or not its readings have changed: what is wrong with its sensors, and until when somebody works at one. */
const withHealth = (
  { troubles: _, maintenanceUntil: __, ...entry }: SiteStatus,
  held: SiteStatus | undefined,
  told: readonly SiteTrouble[] | undefined,
  until: EpochMs | undefined,
): SiteStatus => {
  const troubles = told ?? held?.troubles ?? [];
  const next: SiteStatus = {
    ...entry,
    ...(troubles.length === 0 ? {} : { troubles }),
    ...(until === undefined ? {} : { maintenanceUntil: until }),
  };
  return held !== undefined && isDeepStrictEqual(held, next) ? held : next;
};

/** The last end of the maintenance that runs at a device of the site. */
const maintenanceUntil = (
  { site }: SiteContext,
  { devices, maintenance = [] }: Village,
  wall: EpochMs,
): EpochMs | undefined => {
  const here = new Set(
    devices
      .filter(({ assignments }) => validAt(assignments, wall)?.siteId === site.siteId)
      .map(({ devEui }) => devEui),
  );
  const ends = maintenance
    .filter(({ devEui, from, to }) => here.has(devEui) && from <= wall && wall < to)
    .map(({ to }) => to);
  return ends.length === 0 ? undefined : Math.max(...ends);
};
