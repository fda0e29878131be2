import { optimistically } from "#shared/adapters/optimistic.ts";
import type { SiteState } from "#shared/domain/site-state.ts";
import type { VillageStatus } from "#shared/domain/status.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import type { Village } from "#shared/domain/village.ts";
import { villageStatus } from "./village-status.ts";

export interface Services {
  readonly clock: { readonly now: () => EpochMs };
  readonly registry: { readonly village: (villageId: string) => Promise<Village | undefined> };
  readonly board: {
    readonly read: (
      villageId: string,
      exerciseId?: string,
    ) => Promise<{ readonly status?: VillageStatus; readonly etag: string } | undefined>;
    readonly write: (status: VillageStatus, etag: string | undefined) => Promise<"written" | "conflict">;
  };
}

/** What became of one village's document, live or of an exercise. */
export interface Published {
  readonly villageId: string;
  readonly exerciseId?: string | undefined;
  /** `unchanged`: everything in the batch was published before. */
  readonly outcome: "published" | "unchanged" | { readonly error: unknown };
}

/** Publishes the states that a batch of writes left: each village's document once, however many of its sites have changed. */
export const publishStatus = (
  states: readonly SiteState[],
  services: Services,
): Promise<readonly Published[]> =>
  Promise.all(
    [...Map.groupBy(states, documentOf).values()].map(async (group) => {
      const [{ villageId, exercise } = {}] = group;
      if (villageId === undefined) throw new Error("a group has at least one state");
      const named = { villageId, exerciseId: exercise?.exerciseId };
      try {
        return { ...named, outcome: await publishVillage(villageId, newestOfEach(group), services) };
      } catch (error) {
        return { ...named, outcome: { error } };
      }
    }),
  );

const documentOf = ({ villageId, exercise }: SiteState): string =>
  `${villageId}#${exercise?.exerciseId ?? ""}`;

const newestOfEach = (states: readonly SiteState[]): readonly SiteState[] => [
  ...new Map(states.toSorted((a, b) => a.version - b.version).map((state) => [state.siteId, state])).values(),
];

const publishVillage = async (
  villageId: string,
  states: readonly SiteState[],
  { registry, board, clock }: Services,
): Promise<"published" | "unchanged"> => {
  const village = await registry.village(villageId);
  if (village === undefined) throw new Error(`village ${villageId} is not registered`);
  const exercise = states[0]?.exercise;
  const outcome = await optimistically(async () => {
    const before = await board.read(villageId, exercise?.exerciseId);
    const status = villageStatus(village, before?.status, states, exercise, clock.now());
    if (status === undefined) return "unchanged";
    return (await board.write(status, before?.etag)) === "conflict" ? "conflict" : "published";
  });
  if (outcome === "conflict")
    throw new Error(`the status of ${villageId} changed under every attempt to write it`);
  return outcome;
};
