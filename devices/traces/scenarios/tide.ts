import { HOUR_MS } from "#shared/domain/time.ts";
import { randomOf } from "./random.ts";

/** Above chart datum, at Quarry Bay: the mean, and the four largest constituents (height m, period h), rounded from what HKO predicts with. */
const MEAN_M = 1.4;
const CONSTITUENTS = [
  { heightM: 0.4, periodH: 12.4206 },
  { heightM: 0.16, periodH: 12 },
  { heightM: 0.36, periodH: 23.9345 },
  { heightM: 0.29, periodH: 25.8193 },
] as const;

/** The highest that the sun and the moon alone can make it. */
export const HIGHEST_TIDE_M = MEAN_M + CONSTITUENTS.reduce((sum, { heightM }) => sum + heightM, 0);

/** The tide above chart datum. Where in its course it stands is drawn: it is no prediction of any day. */
export const tideOf = (seed: number): ((atMs: number) => number) => {
  const random = randomOf(seed, "tide");
  const waves = CONSTITUENTS.map((one) => ({ ...one, phase: random() * 2 * Math.PI }));
  return (atMs) => {
    let levelM = MEAN_M;
    for (const { heightM, periodH, phase } of waves) {
      levelM += heightM * Math.cos((2 * Math.PI * atMs) / (periodH * HOUR_MS) + phase);
    }
    return levelM;
  };
};
