import type { ExerciseClock } from "#shared/domain/exercise.ts";
import type { Measurement } from "#shared/domain/observation.ts";
import { isQuantity } from "#shared/domain/quantity.ts";
import { type EpochMs, toIso } from "#shared/domain/time.ts";
import type { DeviceProfile } from "../lib/device-profile.ts";
import { encodeAwsUplink } from "../network-servers/encode-aws-uplink.ts";
import type { Trace, TraceReading } from "../traces/trace.ts";
import { distinctFrames, tells } from "./distinct-frames.ts";
import { frameCounters } from "./frame-counters.ts";
import { clockOver, REPEATED_AFTER_MS, type ReplayStart, wallOf } from "./replay-clock.ts";

/** One uplink document, and when it goes out. */
export interface Frame {
  /** `devEui/fCnt`: what an alert says of the uplink that made it. */
  readonly uplinkId: string;
  /** Wall clock. */
  readonly publishAt: EpochMs;
  /** Whose shape the document has, by the id of its adapter. */
  readonly networkServer: string;
  readonly document: object;
}

export interface Frames {
  readonly frames: readonly Frame[];
  /** Counted by the device and never sent on. */
  readonly lost: number;
  /** Readings that the history must hold in the end, each once. */
  readonly readings: number;
}

/** Which device speaks for a reading, and in which codec. */
export interface Speaker {
  readonly devEui: string;
  readonly profile: DeviceProfile;
}

const GATEWAYS = ["020000fffe0000a1", "020000fffe0000a2"] as const;
/** AS923-1: its first channel, spreading factor 7. */
const RADIO = { dataRate: 5, frequencyHz: 923_200_000 };
/** What an alert says in the place of a counter that nobody told. */
const NO_COUNTER = -1;

/** When a reading comes to this system, on the trace's clock: never before it was sent. */
const comesAt = ({ atMs, receivedAtMs = atMs }: TraceReading): number => Math.max(atMs, receivedAtMs);

/** The clock of a replay that starts now: the trace is shifted so that its first reading is now, and ends with what comes last. */
export const replayClock = (trace: Trace, start: ReplayStart): ExerciseClock => {
  const end = trace.reduce((latest, reading) => Math.max(latest, comesAt(reading)), trace[0].atMs);
  return clockOver(end - trace[0].atMs, start);
};

/**
 * Every frame of a trace as its devices would send it and its network server hand it over, in order; or which reading no such
 * device could tell.
 *
 * @param placeOf where a reading stands, for a complaint: `line 7`
 */
export const framesOf = (
  trace: Trace,
  speakerOf: (reading: TraceReading) => Speaker,
  clock: ExerciseClock,
  placeOf = (index: number): string => `reading ${index + 1} of the trace`,
): Frames | { readonly error: string } => {
  const countOf = frameCounters(trace, speakerOf);
  const frames: Frame[] = [];
  const isNew = distinctFrames();
  let readings = 0;
  for (const [index, reading] of trace.entries()) {
    const { devEui, profile } = speakerOf(reading);
    const fCnt = countOf(devEui, reading);
    const encoded = encode(profile, reading);
    if ("error" in encoded) return { error: `${placeOf(index)}${encoded.error}` };
    const uplink = { devEui, fPort: profile.defaultFPort, payloadHex: encoded.payloadHex };
    const sent = framesOfReading(
      reading,
      { ...uplink, ...(fCnt === undefined ? {} : { fCnt }) },
      clock,
      trace,
    );
    const { payloadHex } = encoded;
    if (
      sent.length > 0 &&
      tells(profile, reading, payloadHex) &&
      isNew(devEui, reading.atMs, fCnt, payloadHex)
    ) {
      readings += 1;
    }
    frames.push(...sent);
  }
  frames.sort((a, b) => a.publishAt - b.publishAt);
  const lost = trace.filter(({ transmission }) => transmission === "lost").length;
  return { frames, lost, readings };
};

const encode = (profile: DeviceProfile, { values, payloadHex }: TraceReading) => {
  if (payloadHex !== undefined) return { payloadHex };
  const measurements = Object.entries(values).flatMap(([quantity, value]): readonly Measurement[] =>
    isQuantity(quantity) ? [{ quantity, value }] : [],
  );
  const unknown = measurements.find(({ quantity }) => !profile.quantities.includes(quantity));
  if (unknown !== undefined) {
    const known = profile.quantities.join(", ") || "nothing";
    return { error: `, ${unknown.quantity}: ${profile.id} cannot tell it; it tells ${known}` };
  }
  const encoded = profile.encodeUplink(measurements);
  return "error" in encoded
    ? { error: `: ${encoded.error}` }
    : { payloadHex: Buffer.from(encoded.bytes).toString("hex") };
};

interface SentFrame {
  readonly devEui: string;
  readonly fCnt?: number;
  readonly fPort: number;
  readonly payloadHex: string;
}

/** As often as it is heard. */
const framesOfReading = (
  reading: TraceReading,
  frame: SentFrame,
  clock: ExerciseClock,
  trace: Trace,
): readonly Frame[] => {
  const shiftMs = clock.traceStart - trace[0].atMs;
  const delays = { once: [0], lost: [], twice: [0, REPEATED_AFTER_MS] }[reading.transmission];
  return delays.map((delayMs, copy) => {
    // Without a counter, its time is what tells a frame from others.
    const receivedAt = reading.atMs + shiftMs + (frame.fCnt === undefined ? 0 : delayMs);
    const gateways = [{ id: GATEWAYS[copy] ?? GATEWAYS[0], rssi: -92, snr: 7.5 }];
    const devAddr = `01${frame.devEui.slice(-6)}`;
    const uplink = { ...frame, devAddr, receivedAt: toIso(receivedAt), ...RADIO, gateways };
    return {
      uplinkId: `${frame.devEui}/${frame.fCnt ?? NO_COUNTER}`,
      publishAt: wallOf(clock, comesAt(reading) + shiftMs + delayMs),
      networkServer: "aws-iot-core-for-lorawan",
      document: encodeAwsUplink(uplink, clock),
    };
  });
};
