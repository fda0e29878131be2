import { inject } from "vitest";
import { findOutputs } from "#devices/commands/aws/deployment.ts";
import { endpointOf } from "#devices/commands/aws/endpoint.ts";
import { replayWorld } from "#devices/commands/aws/replay-world.ts";
import { type PlacedSpeaker, speakerAtSite } from "#devices/replay/choose-speaker.ts";
import { type Frame, framesOf, replayClock } from "#devices/replay/frames.ts";
import { type ReplayResult, runReplay } from "#devices/replay/run-replay.ts";
import type { Trace } from "#devices/traces/trace.ts";
import { documentClient } from "#shared/adapters/dynamodb/document-client.ts";
import type { ExerciseClock } from "#shared/domain/exercise.ts";

/** The emulator that all journeys share, as the command line finds it. */
export const openStage = async () => {
  process.env.AWS_ENDPOINT_URL = inject("endpointUrl");
  const endpoint = orThrow(
    endpointOf({ AWS_ENDPOINT_URL: inject("endpointUrl"), AWS_REGION: inject("region") }),
  );
  const world = orThrow(await replayWorld(endpoint, inject("stage"), "iot"));
  const outputs = orThrow(
    await findOutputs(endpoint, inject("stage"), [
      "HistoryTable",
      "QuarantineTable",
      "RegistryTable",
      "BoardBucket",
      "UplinksQueueUrl",
    ]),
  );
  return { endpoint, world, outputs, client: documentClient(endpoint.client) };
};

export interface Journey extends ReplayResult {
  readonly exerciseId: string;
  readonly clock: ExerciseClock;
  readonly speaker: PlacedSpeaker;
  readonly frames: readonly Frame[];
}

/** Sends a trace to a site of the pilot village, treated on the way as the network would, and waits for all it leads to. */
export const journey = async (
  { world }: Awaited<ReturnType<typeof openStage>>,
  trace: Trace,
  {
    siteId,
    exerciseId,
    speed,
    onTheWay,
  }: {
    readonly siteId: string;
    readonly exerciseId: string;
    readonly speed: number;
    readonly onTheWay?: (frames: readonly Frame[]) => readonly Frame[];
  },
): Promise<Journey> => {
  const village = await world.villages.village("lam-tsuen");
  if (village === undefined) throw new Error("the pilot village is not provisioned");
  const startedAt = Date.now();
  const speaker = orThrow(speakerAtSite(village, siteId, startedAt));
  const clock = replayClock(trace, { exerciseId, startedAt, speed });
  const made = orThrow(framesOf(trace, () => speaker, clock));
  const frames = onTheWay?.(made.frames) ?? made.frames;
  const show = { line: () => undefined, progress: () => undefined };
  const services = { ...world.services(clock, [speaker]), show };
  const result = await runReplay({ ...made, frames, exerciseId, isComplete: () => true }, services);
  return { ...result, exerciseId, clock, speaker, frames };
};

export const orThrow = <T>(result: T | { readonly error: string }): T => {
  if (typeof result === "object" && result !== null && "error" in result)
    throw new Error(String(result.error));
  return result as T;
};
