import type { ExerciseClock } from "#shared/domain/exercise.ts";
import type { Uplink } from "#shared/domain/uplink.ts";
import { CHIRPSTACK_V4_ID } from "./chirpstack-v4-events.ts";
import { encodeAwsUplink } from "./encode-aws-uplink.ts";
import { encodeChirpStackV4Uplink } from "./encode-chirpstack-v4-uplink.ts";
import { encodeTheThingsStackUplink } from "./encode-the-things-stack-v3-uplink.ts";

/** What an uplink needs to become a document. */
export type SentUplink = Omit<Uplink, "networkServer">;

/** The document of an uplink, with the clock of its exercise beside it: without one it could not be told from a real flood. */
export type EncodeUplink = (uplink: SentUplink, exercise: ExerciseClock) => object;

/** By the id of the network server whose documents they write. */
export const uplinkEncoders = {
  "aws-iot-core-for-lorawan": encodeAwsUplink,
  "the-things-stack-v3": encodeTheThingsStackUplink,
  [CHIRPSTACK_V4_ID]: encodeChirpStackV4Uplink,
} as const satisfies Readonly<Record<string, EncodeUplink>>;
