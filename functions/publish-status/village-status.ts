import type { ExerciseClock } from "#shared/domain/exercise.ts";
import { nowFor } from "#shared/domain/exercise.ts";
import type { SiteState } from "#shared/domain/site-state.ts";
import type { SiteStatus, VillageStatus } from "#shared/domain/status.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import type { Village } from "#shared/domain/village.ts";
import { type SiteContext, siteContextOf } from "#shared/rules/site-context.ts";
import { newSiteState } from "#shared/rules/site-state.ts";
import { siteStatus } from "#shared/rules/status.ts";

/**
 * A village's status document with the states given taken in: each of its sites once, in the registry's order, those without
 * a reading included. An older state never replaces a newer one. `undefined` when nothing is new.
 */
export const villageStatus = (
  village: Village,
  before: VillageStatus | undefined,
  states: readonly SiteState[],
  exercise: ExerciseClock | undefined,
  wall: EpochMs,
): VillageStatus | undefined => {
  const sites = village.sites.flatMap(({ siteId }) => {
    const context = siteContextOf(village, siteId);
    const held = before?.sites.find((site) => site.siteId === siteId);
    const state = states.find((candidate) => candidate.siteId === siteId);
    return context === undefined
      ? []
      : [entryOf(village.villageId, context, held, state, nowFor(exercise, wall))];
  });
  const isNew = before === undefined || sites.length !== before.sites.length;
  if (!isNew && sites.every((site) => before.sites.includes(site))) return undefined;
  return {
    schema: "village-status/1",
    villageId: village.villageId,
    name: village.name,
    telephone: village.telephone,
    publishedAt: wall,
    sites,
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
  if (state !== undefined && state.version > (held?.stateVersion ?? 0)) {
    return siteStatus(state, context, now);
  }
  return held ?? siteStatus(newSiteState({ villageId, siteId: context.site.siteId }), context, now);
};
