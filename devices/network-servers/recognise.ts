import { type ExerciseClock, exerciseClockSchema, nowFor } from "#shared/domain/exercise.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import { awsIotCoreForLoRaWan } from "./aws-iot-core-for-lorawan.ts";
import type { Circumstances, Document, NetworkServer, ParsedDocument } from "./network-server.ts";
import { sentenceOf } from "./sentence.ts";

/** Every network server that is understood: a further one is a file here and a line. */
export const networkServers: readonly NetworkServer[] = [awsIotCoreForLoRaWan];

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
    return { kind: "unreadable", error: `no document of a known network server (${known})` };
  }
  const clock = exerciseClockSchema.optional().safeParse(document.Exercise);
  if (!clock.success) return { kind: "unreadable", error: sentenceOf(clock.error, "Exercise") };
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

const isDocument = (value: unknown): value is Document =>
  typeof value === "object" && value !== null && !Array.isArray(value);
