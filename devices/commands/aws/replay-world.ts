import { setTimeout as pause } from "node:timers/promises";
import type { PlacedSpeaker } from "#devices/replay/choose-speaker.ts";
import type { ReplayServices } from "#devices/replay/run-replay.ts";
import { documentClient } from "#shared/adapters/dynamodb/document-client.ts";
import { registry } from "#shared/adapters/dynamodb/registry.ts";
import type { ExerciseClock } from "#shared/domain/exercise.ts";
import type { KnownVillages } from "../replay-speakers.ts";
import { findOutputs } from "./deployment.ts";
import type { NamedEndpoint } from "./endpoint.ts";
import { type ExercisePlace, exerciseAlerts, exerciseReadings } from "./exercise-records.ts";
import { publishUplink, type Way } from "./publish-uplink.ts";

const wall = { now: () => Date.now() };

/** What a replay needs of a deployed stage. */
export interface ReplayWorld {
  readonly villages: KnownVillages;
  readonly services: (
    clock: ExerciseClock,
    speakers: readonly PlacedSpeaker[],
  ) => Omit<ReplayServices, "show">;
}

export const replayWorld = async (
  endpoint: NamedEndpoint,
  stage: string,
  via: Way,
): Promise<ReplayWorld | { readonly error: string }> => {
  const tables = await findOutputs(endpoint, stage, ["RegistryTable", "AlertsTable", "HistoryTable"]);
  if ("error" in tables) return tables;
  const client = documentClient(endpoint.client);
  const publish = await publishUplink(endpoint, via, stage);
  return {
    villages: registry({ client, tableName: tables.RegistryTable }, { clock: wall }),
    services: (clock, speakers) => {
      const places = placesOf(speakers, clock.exerciseId);
      const end = clock.traceEnd ?? clock.traceStart;
      return {
        clock: { now: wall.now, waitUntil },
        publish,
        alerts: () => exerciseAlerts({ client, tableName: tables.AlertsTable }, places),
        accepted: () =>
          exerciseReadings({ client, tableName: tables.HistoryTable }, places, clock.traceStart, end),
      };
    },
  };
};

const waitUntil = async (instant: number): Promise<void> => {
  const ms = instant - wall.now();
  if (ms > 0) await pause(ms);
};

const placesOf = (speakers: readonly PlacedSpeaker[], exerciseId: string): readonly ExercisePlace[] => {
  const bySite = new Map(speakers.map((speaker) => [speaker.site.siteId, speaker]));
  return [...bySite.values()].map(({ village, site }) => ({
    villageId: village.villageId,
    siteId: site.siteId,
    exerciseId,
    hazards: [...new Set(site.hazards.map(({ hazard }) => hazard))],
  }));
};
