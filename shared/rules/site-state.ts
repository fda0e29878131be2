import type { ExerciseClock } from "#shared/domain/exercise.ts";
import type { SiteState } from "#shared/domain/site-state.ts";

/** A site nothing has been heard from yet. */
export const newSiteState = (place: {
  readonly villageId: string;
  readonly siteId: string;
  readonly exercise?: ExerciseClock;
}): SiteState => ({
  schemaVersion: 2,
  villageId: place.villageId,
  siteId: place.siteId,
  ...(place.exercise === undefined ? {} : { exercise: place.exercise }),
  version: 0,
  entries: [],
  heard: {},
  checkpoints: {},
  passedCount: 0,
});
