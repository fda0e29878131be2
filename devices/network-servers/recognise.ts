import { type ExerciseClock, exerciseClockSchema, nowFor } from "#shared/domain/exercise.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import { awsIotCoreForLoRaWan } from "./aws-iot-core-for-lorawan.ts";
import { chirpStackV3 } from "./chirpstack-v3.ts";
import { chirpStackV4 } from "./chirpstack-v4.ts";
import { helium } from "./helium.ts";
import { loriot } from "./loriot.ts";
import { milesightGateway } from "./milesight-gateway.ts";
import type { Circumstances, NetworkServer, ParsedDocument } from "./network-server.ts";
import { isDocument, sentenceOf, unreadable } from "./read-document.ts";
import { theThingsStack } from "./the-things-stack-v3.ts";
import { thingPark } from "./thingpark.ts";

/**
 * Every network server that is understood: a further one is a file here and a line. The first that recognises a document reads
 * it: a Milesight gateway's would pass for one of ChirpStack v3.
 */
export const networkServers: readonly NetworkServer[] = [
  awsIotCoreForLoRaWan,
  theThingsStack,
  chirpStackV4,
  milesightGateway,
  chirpStackV3,
  thingPark,
  loriot,
  helium,
];

/**
 * Reads a document of any network server, told by its shape. `Exercise` beside it is ours: the clock of a replay, which a
 * document from the radio never has. A document whose clock cannot be read is refused, so that no drill is ever taken for a
 * flood. `arrivedAt` is when it reached us, by the wall: it counts only where the document has no time of its own.
 */
export const parseDocument = (document: unknown, arrivedAt?: EpochMs): ParsedDocument => {
  const server = isDocument(document)
    ? networkServers.find((candidate) => candidate.recognises(document))
    : undefined;
  if (!isDocument(document) || server === undefined) {
    const known = networkServers.map(({ name }) => name).join(", ");
    return unreadable(`no document of a known network server (${known})`);
  }
  const clock = exerciseClockSchema.optional().safeParse(document.Exercise);
  if (!clock.success) return unreadable(sentenceOf(clock.error, "Exercise"));
  const parsed = server.parse(document, circumstances(clock.data, arrivedAt));
  const ours = parsed.kind === "uplink" || parsed.kind === "event";
  return ours && clock.data !== undefined ? { ...parsed, exercise: clock.data } : parsed;
};

const circumstances = (
  exercise: ExerciseClock | undefined,
  arrivedAt: EpochMs | undefined,
): Circumstances => ({
  ...(exercise === undefined ? {} : { exercise }),
  ...(arrivedAt === undefined ? {} : { arrivedAt: nowFor(exercise, arrivedAt) }),
});
