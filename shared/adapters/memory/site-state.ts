import type { SiteState } from "#shared/domain/site-state.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import { siteStateKey } from "../dynamodb/keys.ts";
import type { SitePlace } from "../place.ts";

interface Item {
  readonly place: SitePlace;
  readonly state: SiteState;
  readonly transition: string | undefined;
  readonly unplannedSince: EpochMs | undefined;
}

const keyOf = (place: SitePlace): string => {
  const { pk, sk } = siteStateKey(place);
  return `${pk}/${sk}`;
};

/** As `dynamodb/site-state.ts`, in memory; every read is consistent. */
export const memorySiteStates = () => {
  const items = new Map<string, Item>();
  return {
    items,

    read: async (place: SitePlace, _: { consistent: boolean }): Promise<SiteState | undefined> =>
      items.get(keyOf(place))?.state,

    write: async (
      state: SiteState,
      transition: string | undefined,
      wall: EpochMs,
      lookAgainAt?: EpochMs,
    ): Promise<"written" | "conflict"> => {
      const { villageId, siteId, exercise } = state;
      const place = { villageId, siteId, exerciseId: exercise?.exerciseId };
      const held = items.get(keyOf(place));
      if ((held?.state.version ?? 0) !== state.version) return "conflict";
      const unplannedSince = transition === undefined ? (held?.unplannedSince ?? lookAgainAt) : wall;
      const next = { ...state, version: state.version + 1 };
      items.set(keyOf(place), { place, state: next, transition, unplannedSince });
      return "written";
    },

    listUnplanned: async (before: EpochMs): Promise<readonly SitePlace[]> =>
      [...items.values()]
        .filter(({ unplannedSince }) => unplannedSince !== undefined && unplannedSince <= before)
        .toSorted((a, b) => (a.unplannedSince ?? 0) - (b.unplannedSince ?? 0))
        .map(({ place }) => place),

    planAnew: async (place: SitePlace, from: EpochMs): Promise<"written" | "conflict"> => {
      const held = items.get(keyOf(place));
      if (held === undefined) return "conflict";
      items.set(keyOf(place), { ...held, unplannedSince: from });
      return "written";
    },

    markPlanned: async (
      place: SitePlace,
      version: number,
      begunAt: EpochMs,
      lookAgainAt?: EpochMs,
    ): Promise<"written" | "conflict"> => {
      const held = items.get(keyOf(place));
      if (held?.state.version !== version || (held.unplannedSince ?? begunAt) > begunAt) return "conflict";
      items.set(keyOf(place), { ...held, transition: undefined, unplannedSince: lookAgainAt });
      return "written";
    },
  };
};
