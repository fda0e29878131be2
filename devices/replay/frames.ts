import { type ExerciseClock, nowFor } from "#shared/domain/exercise.ts";
import type { Measurement } from "#shared/domain/observation.ts";
import { type EpochMs, SECOND_MS, toIso } from "#shared/domain/time.ts";
import type { DeviceProfile } from "../lib/device-profile.ts";
import { encodeAwsUplink } from "../network-servers/encode-aws-uplink.ts";
import { lastOf, type Trace, type TraceReading } from "../traces/trace.ts";

/** One uplink document, and when it goes out. */
export interface Frame {
  /** `devEui/fCnt`: what an alert says of the uplink that made it. */
  readonly uplinkId: string;
  /** Wall clock. */
  readonly publishAt: EpochMs;
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

/** A network server hears the same frame again, through another gateway, this much later. */
const REPEATED_AFTER_MS = 2 * SECOND_MS;
const GATEWAYS = ["020000fffe0000a1", "020000fffe0000a2"] as const;
/** AS923-1: its first channel, spreading factor 7. */
const RADIO = { dataRate: 5, frequencyHz: 923_200_000 };

/**
 * The clock of a replay that starts now: the trace is shifted so that its first reading is now, and ends with its last. (A frame
 * heard twice is heard the second time a little later.)
 */
export const replayClock = (
  trace: Trace,
  { exerciseId, startedAt, speed }: { exerciseId: string; startedAt: EpochMs; speed: number },
): ExerciseClock => ({
  exerciseId,
  traceStart: startedAt,
  startedAt,
  speed,
  traceEnd: startedAt + lastOf(trace).atMs - trace[0].atMs + REPEATED_AFTER_MS,
});

/** Every frame of a trace as its devices would send it and its network server hand it over, in order. */
export const framesOf = (
  trace: Trace,
  speakerOf: (reading: TraceReading) => Speaker,
  clock: ExerciseClock,
): Frames | { readonly error: string } => {
  const counters = new Map<string, number>();
  const frames: Frame[] = [];
  const heard = new Set<string>();
  for (const [index, reading] of trace.entries()) {
    const { devEui, profile } = speakerOf(reading);
    const fCnt = (counters.get(devEui) ?? 0) + 1;
    counters.set(devEui, fCnt);
    const encoded = profile.encodeUplink(measurementsOf(reading));
    if ("error" in encoded) return { error: `reading ${index + 1} of the trace: ${encoded.error}` };
    const payloadHex = Buffer.from(encoded.bytes).toString("hex");
    const sentAt = clock.traceStart + reading.atMs - trace[0].atMs;
    const copies = { once: [0], lost: [], twice: [0, REPEATED_AFTER_MS] }[reading.transmission];
    for (const [copy, delayMs] of copies.entries()) {
      const receivedAt = sentAt + delayMs;
      const radio = { ...RADIO, gateways: [{ id: GATEWAYS[copy] ?? GATEWAYS[0], rssi: -92, snr: 7.5 }] };
      const uplink = {
        devEui,
        devAddr: `01${devEui.slice(-6)}`,
        fCnt,
        fPort: profile.defaultFPort,
        payloadHex,
        receivedAt: toIso(receivedAt),
        ...radio,
      };
      frames.push({
        uplinkId: `${devEui}/${fCnt}`,
        publishAt: wallOf(clock, receivedAt),
        document: encodeAwsUplink(uplink, clock),
      });
      heard.add(`${devEui} ${sentAt}`);
    }
  }
  frames.sort((a, b) => a.publishAt - b.publishAt);
  const lost = trace.filter(({ transmission }) => transmission === "lost").length;
  return { frames, lost, readings: heard.size };
};

/** The first whole millisecond of the wall at which the exercise's clock has come as far: a frame is never ahead of its clock. */
const wallOf = (clock: ExerciseClock, instant: EpochMs): EpochMs => {
  const wall = Math.ceil(clock.startedAt + (instant - clock.traceStart) / clock.speed);
  return nowFor(clock, wall) < instant ? wall + 1 : wall;
};

const measurementsOf = ({ distanceM, batteryPercent }: TraceReading): readonly Measurement[] => [
  ...(batteryPercent === undefined ? [] : [{ quantity: "battery_level", value: batteryPercent } as const]),
  { quantity: "distance", value: distanceM },
];
