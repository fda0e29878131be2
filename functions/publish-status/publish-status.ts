import type { WrittenHealth } from "#shared/adapters/dynamodb/state-stream.ts";
import { optimistically } from "#shared/adapters/optimistic.ts";
import type { ExerciseClock } from "#shared/domain/exercise.ts";
import type { SiteState } from "#shared/domain/site-state.ts";
import type { VillageStatus } from "#shared/domain/status.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import type { Village } from "#shared/domain/village.ts";
import { type WeatherSource, weatherOver } from "#shared/rules/weather/weather-over.ts";
import { type Changes, villageStatus } from "./village-status.ts";

export interface Services {
  readonly clock: { readonly now: () => EpochMs };
  readonly registry: { readonly village: (villageId: string) => Promise<Village | undefined> };
  readonly weather: WeatherSource;
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

/** Publishes what a batch of writes left: each village's document once, however many of its sites have changed. */
export const publishStatus = (
  states: readonly SiteState[],
  services: Services,
  healths: readonly WrittenHealth[] = [],
): Promise<readonly Published[]> => {
  const written = [...states, ...healths];
  return Promise.all(
    [...Map.groupBy(written, documentOf).values()].map(async (group) => {
      const [first] = group;
      if (first === undefined) throw new Error("a group has at least one member");
      const { villageId } = first;
      const named = { villageId, exerciseId: exerciseOf(first)?.exerciseId };
      const changes = {
        states: newestOfEach(group.filter((member) => "version" in member)),
        healths: group.filter((member) => "troubles" in member),
      };
      try {
        return { ...named, outcome: await publishVillage(villageId, changes, services) };
      } catch (error) {
        return { ...named, outcome: { error } };
      }
    }),
  );
};

const exerciseOf = (written: SiteState | WrittenHealth): ExerciseClock | undefined =>
  "exercise" in written ? written.exercise : undefined;

const documentOf = (written: SiteState | WrittenHealth): string =>
  `${written.villageId}#${exerciseOf(written)?.exerciseId ?? ""}`;

const newestOfEach = (states: readonly SiteState[]): readonly SiteState[] => [
  ...new Map(states.toSorted((a, b) => a.version - b.version).map((state) => [state.siteId, state])).values(),
];

const publishVillage = async (
  villageId: string,
  changes: Changes,
  { registry, board, clock, weather: source }: Services,
): Promise<"published" | "unchanged"> => {
  const village = await registry.village(villageId);
  if (village === undefined) throw new Error(`village ${villageId} is not registered`);
  const exercise = changes.states[0]?.exercise;
  const { weather } = await weatherOver(village, exercise, source);
  const outcome = await optimistically(async () => {
    const before = await board.read(villageId, exercise?.exerciseId);
    const status = villageStatus({ village, weather, exercise }, before?.status, changes, clock.now());
    if (status === undefined) return "unchanged";
    return (await board.write(status, before?.etag)) === "conflict" ? "conflict" : "published";
  });
  if (outcome === "conflict")
    throw new Error(`the status of ${villageId} changed under every attempt to write it`);
  return outcome;
};
