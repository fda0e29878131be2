import type { ExerciseClock } from "#shared/domain/exercise.ts";
import { toIso } from "#shared/domain/time.ts";
import { SAME_FRAME_MS, type Uplink, uplinkIdentity } from "#shared/domain/uplink.ts";
import { type EncodeUplink, uplinkEncoders } from "../network-servers/encode-uplink.ts";
import type { Frame, Frames, Speaker } from "./frames.ts";
import type { RecordedUplink, Recording } from "./read-recording.ts";
import { clockOver, type ReplayStart, wallOf } from "./replay-clock.ts";

const AWS = "aws-iot-core-for-lorawan";
const encoders: Readonly<Record<string, EncodeUplink>> = uplinkEncoders;

export interface RecordedFrames extends Frames {
  /** Payloads that their device's model cannot read, in a sentence each: they will go into the quarantine. */
  readonly unread: readonly string[];
}

/** The clock of a replay that starts now: the recording is shifted so that its first uplink is now. */
export const recordingClock = ({ uplinks }: Recording, start: ReplayStart): ExerciseClock => {
  const end = uplinks.reduce((latest, { comesAtMs }) => Math.max(latest, comesAtMs), uplinks[0].atMs);
  return clockOver(end - uplinks[0].atMs, start);
};

/**
 * Every uplink of a recording as it came, moved into the exercise's clock: payload, counter, port and radio facts are unchanged,
 * copies come again. The document has the shape of its own network server where that can be written, else that of AWS.
 */
export const recordedFrames = (
  { uplinks }: Recording,
  speakerOf: (recorded: RecordedUplink) => Speaker,
  clock: ExerciseClock,
): RecordedFrames | { readonly error: string } => {
  const shiftMs = clock.traceStart - uplinks[0].atMs;
  const sent = uplinks.map((recorded) => {
    const { devEui, profile } = speakerOf(recorded);
    const uplink = moved({ ...recorded.uplink, devEui }, shiftMs);
    return { frame: frameOf(recorded, uplink, clock, shiftMs), uplink, unread: unreadBy(profile, recorded) };
  });
  const unread = sent.flatMap((one) => one.unread ?? []);
  if (unread.length === sent.length) return { error: `no payload can be read: ${unread[0]}` };
  const usable = sent.filter((one) => one.unread === undefined).map(({ uplink }) => uplink);
  const frames = sent.map(({ frame }) => frame).sort((a, b) => a.publishAt - b.publishAt);
  return { frames, lost: 0, readings: withoutCopies(usable), unread };
};

const moved = (uplink: Uplink, shiftMs: number): Uplink => {
  const later = (instant: string) => toIso(Date.parse(instant) + shiftMs);
  return {
    ...uplink,
    receivedAt: later(uplink.receivedAt),
    ...(uplink.gatewayTime === undefined ? {} : { gatewayTime: later(uplink.gatewayTime) }),
  };
};

const frameOf = (
  { comesAtMs, uplink: { networkServer } }: RecordedUplink,
  uplink: Uplink,
  clock: ExerciseClock,
  shiftMs: number,
): Frame => {
  const own = encoders[networkServer];
  const encode = own ?? uplinkEncoders[AWS];
  return {
    uplinkId: `${uplink.devEui}/${uplink.fCnt ?? -1}`,
    publishAt: wallOf(clock, comesAtMs + shiftMs),
    networkServer: own === undefined ? AWS : networkServer,
    document: encode(uplink, clock),
  };
};

/** A frame that tells nothing and is not at fault, like one of a join, is read as well. */
const unreadBy = (
  { id, decodeUplink }: Speaker["profile"],
  { place, uplink: { payloadHex, fPort } }: RecordedUplink,
): string | undefined => {
  const { measurements, errors, warnings } = decodeUplink(Buffer.from(payloadHex, "hex"), fPort);
  const [fault] = [...errors, ...warnings];
  return measurements.length > 0 || fault === undefined
    ? undefined
    : `${place}: ${id} cannot read the payload ${payloadHex}: ${fault}`;
};

/** How many frames there are when each counts once. */
const withoutCopies = (uplinks: readonly Uplink[]): number => {
  const heardAt = new Map<string, number>();
  let count = 0;
  for (const uplink of uplinks) {
    const identity = uplinkIdentity(uplink);
    const now = Date.parse(uplink.receivedAt);
    const before = heardAt.get(identity);
    if (before === undefined || now - before > SAME_FRAME_MS) count += 1;
    heardAt.set(identity, now);
  }
  return count;
};
