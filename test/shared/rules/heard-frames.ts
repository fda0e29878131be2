import type { HeardFrame } from "#shared/domain/downlink.ts";
import { type EpochMs, SECOND_MS } from "#shared/domain/time.ts";

/** The frames of a device that speaks after each of the gaps, the first at `from`; the counter goes on by one. */
export const framesAfter = (from: EpochMs, gapsS: readonly number[], fCnt = 0): readonly HeardFrame[] => {
  let at = from;
  return [0, ...gapsS].map((gapS, index) => {
    at += gapS * SECOND_MS;
    return { at, fCnt: fCnt + index };
  });
};

export const withoutCounters = (frames: readonly HeardFrame[]): readonly HeardFrame[] =>
  frames.map(({ at }) => ({ at }));
