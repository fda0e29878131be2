import { DAY_MS, HOUR_MS, MINUTE_MS } from "#shared/domain/time.ts";
import { between, randomOf } from "./random.ts";
import type { Span } from "./spans.ts";

/** What a typhoon adds to the sea. */
export interface Surge extends Span {
  readonly peakAt: number;
  readonly heightM: number;
  readonly halfWidthMs: number;
}

/** Three deviations on either side: nothing is left of it there. */
const REACH = 3;

export const surgeM = ({ peakAt, heightM, halfWidthMs }: Surge, atMs: number): number =>
  heightM * Math.exp(-0.5 * ((atMs - peakAt) / halfWidthMs) ** 2);

/**
 * Surges at the high tide of the days given, as high as the quay needs and 5 to 70 cm more: that is the range of HKO's records (1.18 m
 * of surge under Hato in 2017, 2.35 m under Mangkhut in 2018, at Quarry Bay), if the tide is right. They last hours.
 */
export const surgesOf = (
  seed: number,
  days: readonly number[],
  tide: (atMs: number) => number,
  quayM: number,
): readonly Surge[] =>
  days.map((day, index) => {
    const random = randomOf(seed, "surge", index);
    const peakAt = highTideAfter(day, tide);
    const heightM = quayM - tide(peakAt) + between(random, 0.05, 0.7);
    const halfWidthMs = between(random, 2, 5) * HOUR_MS;
    return {
      peakAt,
      heightM,
      halfWidthMs,
      from: peakAt - REACH * halfWidthMs,
      to: peakAt + REACH * halfWidthMs,
    };
  });

const STEP_MS = 10 * MINUTE_MS;

/** The higher of the day's two. */
const highTideAfter = (from: number, tide: (atMs: number) => number): number => {
  let best = from;
  for (let atMs = from; atMs < from + DAY_MS; atMs += STEP_MS) if (tide(atMs) > tide(best)) best = atMs;
  return best;
};
