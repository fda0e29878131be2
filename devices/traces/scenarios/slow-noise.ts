import { normal, randomOf } from "./random.ts";

/** A curve that wanders about 0 with a deviation of about 1. */
export type SlowNoise = (atMs: number) => number;

/**
 * Noise that remembers: normal values at knots, and smooth between them (value noise). Any instant can be asked at any time, and
 * always answers the same.
 */
export const slowNoise = (seed: number, knotMs: number): SlowNoise => {
  const valueAt = (knot: number) => normal(randomOf(seed, knot));
  let [knot, before, after] = [Number.NaN, 0, 0];
  return (atMs) => {
    const place = atMs / knotMs;
    const next = Math.floor(place);
    if (next !== knot) {
      before = next === knot + 1 ? after : valueAt(next);
      after = valueAt(next + 1);
      knot = next;
    }
    const part = place - next;
    const share = part * part * (3 - 2 * part);
    return before + (after - before) * share;
  };
};
