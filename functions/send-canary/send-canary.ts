import { em500Udl } from "#devices/milesight/em500-udl.ts";
import { encodeAwsUplink } from "#devices/network-servers/encode-aws-uplink.ts";
import { CANARY } from "#shared/domain/canary.ts";
import type { ExerciseClock } from "#shared/domain/exercise.ts";
import { type EpochMs, toIso } from "#shared/domain/time.ts";

export interface Services {
  readonly clock: { readonly now: () => EpochMs };
  /** Publishes a document on the uplinks' topic, as AWS IoT Core for LoRaWAN would. */
  readonly publish: (document: object) => Promise<void>;
  readonly metrics: { readonly sent: () => void };
}

/** Far above the danger level of the canary's site, metres. */
const DISTANCE_M = 0.5;
/** A virtual gateway of ours. */
const GATEWAY = { id: "020000fffeca00a1", rssi: -92, snr: 7.5 } as const;
const YEAR_TO_MINUTE = 16;

/**
 * Sends one reading at danger, in an exercise of its own: a fresh state makes one alert, and nothing real is touched. Called twice
 * in a minute, it is the same frame of the same exercise, and one alert. Gives the exercise's id.
 */
export const sendCanary = async ({ clock, publish, metrics }: Services): Promise<string> => {
  const exercise = exerciseAt(clock.now());
  const encoded = em500Udl.encodeUplink([{ quantity: "distance", value: DISTANCE_M }]);
  if ("error" in encoded) throw new Error(encoded.error);
  const uplink = {
    devEui: CANARY.devEui,
    devAddr: "01ca0001",
    fCnt: 1,
    fPort: em500Udl.defaultFPort,
    payloadHex: Buffer.from(encoded.bytes).toString("hex"),
    receivedAt: toIso(exercise.startedAt),
    gateways: [GATEWAY],
  };
  metrics.sent();
  await publish(encodeAwsUplink(uplink, exercise));
  return exercise.exerciseId;
};

/**
 * Its clock stands still: however long the chain takes, the reading is not late, so that no site waits unplanned for a reading that
 * will never come. How long it took is `CanaryLatency`.
 */
const exerciseAt = (now: EpochMs): ExerciseClock => ({
  exerciseId: `canary-${toIso(now).slice(0, YEAR_TO_MINUTE).replaceAll(/\D/g, "")}`,
  traceStart: now,
  startedAt: now,
  speed: 1,
  traceEnd: now,
});
