import { encodeAwsUplink } from "#devices/network-servers/encode-aws-uplink.ts";
import { findProfile } from "#devices/registry.ts";
import type { ExerciseClock } from "#shared/domain/exercise.ts";
import { type EpochMs, toIso } from "#shared/domain/time.ts";

export interface Gauge {
  readonly devEui: string;
  readonly sensorHeightM: number;
}

export interface Frame {
  readonly levelM: number;
  readonly at: EpochMs;
  readonly fCnt: number;
  readonly exercise?: ExerciseClock;
}

const NO_EXERCISE: ExerciseClock = { exerciseId: "none", traceStart: 0, startedAt: 0, speed: 1 };

/** The document that the network server hands over when a gauge has measured a water level. */
export const uplinkDocument = (gauge: Gauge, { levelM, at, fCnt, exercise }: Frame): string => {
  const value = Math.round((gauge.sensorHeightM - levelM) * 1000) / 1000;
  const encoded = findProfile("milesight/em500-udl")?.encodeUplink([{ quantity: "distance", value }]);
  if (encoded === undefined || "error" in encoded) throw new Error(`no frame for ${levelM} m`);
  const payloadHex = Buffer.from(encoded.bytes).toString("hex");
  return documentOf(gauge.devEui, payloadHex, { at, fCnt, ...(exercise === undefined ? {} : { exercise }) });
};

/** The same for any bytes. */
export const documentOf = (
  devEui: string,
  payloadHex: string,
  { at, fCnt, exercise }: Omit<Frame, "levelM">,
): string => {
  const uplink = {
    devEui,
    devAddr: "01020304",
    fCnt,
    fPort: 85,
    payloadHex,
    receivedAt: toIso(at),
    gateways: [],
  };
  const document = encodeAwsUplink(uplink, exercise ?? NO_EXERCISE);
  return JSON.stringify(exercise === undefined ? { ...document, Exercise: undefined } : document);
};
