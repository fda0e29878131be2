import { type EpochMs, HOUR_MS, SECOND_MS } from "#shared/domain/time.ts";

export interface CountedFrame {
  readonly at: EpochMs;
  readonly fCnt?: number | undefined;
}

export interface FrameCount {
  readonly expected: number;
  readonly lost: number;
}

/** A gap longer than this is a silence, told of as such, and says nothing of the link. */
const SILENCE_AT_LEAST_MS = 2 * HOUR_MS;
const SILENCE_INTERVALS = 12;
/**
 * Nothing sends as fast as this, so a counter that rises faster was set: devices that keep it in flash add hundreds after a reboot,
 * so as never to use one twice.
 */
const FASTEST_MS = 5 * SECOND_MS;
/** LoRaWAN counts in 32 bits; some devices and network servers show 16 of them. */
const SIXTEEN_BITS = 65_536;
/** A counter that goes back from near the end to near the start of 16 bits has wrapped. */
const NEAR_WRAP = 1_000;

/**
 * How many frames were sent and lost between a frame and those after it, by their counters. A counter that goes back, as after a
 * reboot, starts a new count: nothing is known of what was lost around it.
 *
 * @param frames in the order of time
 */
export const countFrames = (
  frames: readonly CountedFrame[],
  before: CountedFrame | undefined,
  reportIntervalMs: number,
): FrameCount => {
  const silenceMs = Math.max(SILENCE_AT_LEAST_MS, SILENCE_INTERVALS * reportIntervalMs);
  let expected = 0;
  let lost = 0;
  let previous = before;
  for (const frame of frames) {
    const step = stepOf(previous, frame, silenceMs);
    expected += step;
    lost += Math.max(0, step - 1);
    previous = frame;
  }
  return { expected, lost };
};

/** By how much the counter rose; 1 where that says nothing, 0 for a frame heard again or without a counter. */
const stepOf = (
  previous: CountedFrame | undefined,
  { at, fCnt }: CountedFrame,
  silenceMs: number,
): number => {
  if (fCnt === undefined) return 0;
  if (previous?.fCnt === undefined || at - previous.at > silenceMs) return 1;
  const difference = fCnt - previous.fCnt;
  if (difference > 1 + (at - previous.at) / FASTEST_MS) return 1;
  if (difference >= 0) return difference;
  const wrapped = difference + SIXTEEN_BITS;
  return wrapped > 0 && wrapped < NEAR_WRAP ? wrapped : 1;
};
