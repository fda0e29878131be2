import { TAKEN_UP_WITHIN_MS } from "#shared/adapters/dynamodb/registry.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import type { ReadableStates } from "./removed-sites.ts";

type WriteOutcome = "written" | "conflict";
interface Place {
  readonly villageId: string;
  readonly siteId: string;
}

export interface PlanAnewServices {
  readonly clock: { readonly now: () => EpochMs };
  readonly states: ReadableStates & {
    readonly planAnew: (place: Place, from: EpochMs) => Promise<WriteOutcome>;
    readonly markPlanned: (place: Place, version: number, begunAt: EpochMs) => Promise<WriteOutcome>;
  };
  readonly registration: {
    readonly replanned: (villageId: string, version: number) => Promise<void>;
  };
}

/** What a version of a village's file left to do. */
export interface LeftToPlan {
  readonly villageId: string;
  readonly version: number;
  readonly replan: readonly string[];
  /** Sites that the village has. */
  readonly siteIds: readonly string[];
}

/**
 * Has the changed sites planned anew, as of when every function knows the change; a removed one is never planned again. How many
 * sites had been heard of and are judged anew.
 */
export const planAnew = async (
  { villageId, version, replan, siteIds }: LeftToPlan,
  { states, registration, clock }: PlanAnewServices,
): Promise<number> => {
  let judged = 0;
  for (const siteId of replan) {
    const place = { villageId, siteId };
    if (siteIds.includes(siteId)) {
      const outcome = await states.planAnew(place, clock.now() + TAKEN_UP_WITHIN_MS);
      if (outcome === "written") judged += 1;
    } else {
      const state = await states.read(place, { consistent: true });
      if (state !== undefined) await states.markPlanned(place, state.version, Number.MAX_SAFE_INTEGER);
    }
  }
  if (replan.length > 0) await registration.replanned(villageId, version);
  return judged;
};
