import { normal, type Random } from "#devices/traces/scenarios/random.ts";

/** Marsaglia and Tsang 2000, for shapes of 1 and above. */
const gamma = (random: Random, shape: number): number => {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random()) < (x * x) / 2 + d * (1 - v + Math.log(v))) return d * v;
  }
};

/**
 * A draw from the beta distribution of a mean and a standard deviation, both between 0 and 1. The deviation must be small enough for a
 * single hump.
 */
export const beta = (random: Random, mean: number, deviation: number): number => {
  const total = (mean * (1 - mean)) / deviation ** 2 - 1;
  const [one, other] = [gamma(random, mean * total), gamma(random, (1 - mean) * total)];
  return one / (one + other);
};
