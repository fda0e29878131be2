import { mulberry32 } from "../mulberry32.ts";

/** Numbers from 0 (inclusive) to 1 (exclusive). */
export type Random = () => number;

/**
 * A seed of its own for a part of a scenario, so that one part may draw more or fewer numbers and no other notices: FNV-1a over the
 * names, then the finaliser of MurmurHash3.
 */
export const seedOf = (seed: number, ...names: readonly (string | number)[]): number => {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (const name of names) {
    hash = typeof name === "number" ? withNumber(hash, name) : withText(hash, name);
    hash = finalised(hash);
  }
  return hash;
};

const PRIME = 0x01000193;

const withText = (hash: number, text: string): number => {
  let next = hash;
  for (let index = 0; index < text.length; index += 1) {
    next = Math.imul(next ^ text.charCodeAt(index), PRIME);
  }
  return next >>> 0;
};

/** Both halves count: instants are longer than 32 bits. */
const withNumber = (hash: number, number: number): number =>
  Math.imul(Math.imul(hash ^ (number >>> 0), PRIME) ^ (Math.floor(number / 2 ** 32) >>> 0), PRIME) >>> 0;

const finalised = (hash: number): number => {
  let next = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  next = Math.imul(next ^ (next >>> 13), 0xc2b2ae35);
  return (next ^ (next >>> 16)) >>> 0;
};

export const randomOf = (seed: number, ...names: readonly (string | number)[]): Random =>
  mulberry32(seedOf(seed, ...names));

/** The normal distribution with mean 0 and deviation 1 (Box and Muller 1958). */
export const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** @param spread the deviation of the logarithm: one in ten draws falls below `median / exp(1.2816 x spread)` */
export const logNormal = (random: Random, median: number, spread: number): number =>
  median * Math.exp(spread * normal(random));

export const between = (random: Random, least: number, most: number): number =>
  least + random() * (most - least);

/** Each ratio as likely as any: between 1 and 10 as often as between 10 and 100. */
export const logBetween = (random: Random, least: number, most: number): number =>
  least * (most / least) ** random();

/** Whole, both ends included. */
export const wholeBetween = (random: Random, least: number, most: number): number =>
  least + Math.floor(random() * (most - least + 1));

export const clamp = (value: number, least: number, most: number): number =>
  Math.min(most, Math.max(least, value));

/** One of some, as often as its weight says. */
export const weighted = <T>(random: Random, choices: readonly (readonly [T, number])[]): T => {
  const [first] = choices;
  if (first === undefined) throw new Error("there is nothing to choose from");
  let rest = random() * choices.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [choice, weight] of choices) {
    rest -= weight;
    if (rest < 0) return choice;
  }
  return first[0];
};

/** The instants of a Poisson process: so many a day on average, none before `from`, none from `to` on. */
export const momentsOf = (
  random: Random,
  perDay: number,
  span: { readonly from: number; readonly to: number },
): readonly number[] => {
  const moments: number[] = [];
  if (perDay <= 0) return moments;
  const meanMs = 86_400_000 / perDay;
  for (let at = span.from; ; ) {
    at -= Math.log(1 - random()) * meanMs;
    if (at >= span.to) return moments;
    moments.push(Math.round(at));
  }
};
