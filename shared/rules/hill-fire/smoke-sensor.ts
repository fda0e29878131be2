import { median } from "simple-statistics";
import { type EpochMs, HOUR_MS, MINUTE_MS } from "#shared/domain/time.ts";
import { isLearnt, nothingLearnt, robustDeviation, TURNS_OF_A_DAY, turnAt, withDay } from "./baseline.ts";
import type { SmokeMemory, SmokeQuantity } from "./fire-memory.ts";
import { keep, kept } from "./kept.ts";

/** How a sensor's readings scatter in still air: an absolute part in the quantity's unit, and a share of what it measures. */
interface Noise {
  readonly least: number;
  readonly share: number;
  /** To which the memory keeps them. */
  readonly step: number;
}

/**
 * Particles: 5 ug/m3 and 5 % (Sensirion SPS30, a common optical sensor); the share is twice that, for moist air moves it too. Gases: a
 * tenth of a ppm of CO, and a third of that of organic gases, is what cheap cells wander within an hour.
 */
const NOISE: Readonly<Record<SmokeQuantity, Noise>> = {
  pm2_5: { least: 5, share: 0.1, step: 1 },
  carbon_monoxide: { least: 0.1, share: 0.1, step: 0.01 },
  volatile_organic_compounds: { least: 0.03, share: 0.1, step: 0.005 },
};

/** A reading stands out when it is so many deviations above the fortnight, */
export const DEVIATIONS_ABOVE_FORTNIGHT = 3;
/** and so many above the last hour: haze and regional smoke come over hours, a plume within minutes. */
export const DEVIATIONS_ABOVE_HOUR = 5;

/** How many calm readings say what is usual this hour, and how few are enough. */
const CALM_CAPACITY = 9;
const CALM_AT_LEAST = 3;
/** After that long the last calm readings say nothing of now. */
const CALM_FOR_MS = 3 * HOUR_MS;

const startOf = (at: EpochMs): SmokeMemory => ({
  ...nothingLearnt(at),
  days: [],
  scatter: 0,
  today: [],
  calm: [],
  calmAt: at,
});

/** A reading is apart from the last calm one when it says something new of the hour. */
const APART_MS = 4 * MINUTE_MS;

const learn = (memory: SmokeMemory, at: EpochMs, value: number): SmokeMemory => {
  const { day, turn, isNewDay, isNewTurn } = turnAt(memory, at);
  if (!isNewTurn) return memory;
  const sofar = isNewDay ? withLearntDay(memory, at) : memory;
  return { ...sofar, day, turn, today: [...sofar.today, value] };
};

/** Ends a day. How far it scattered moves what is usual by one part in a fortnight. */
const withLearntDay = (memory: SmokeMemory, at: EpochMs): SmokeMemory => {
  const { today, scatter } = memory;
  if (today.length < TURNS_OF_A_DAY) return { ...memory, days: withDay(memory, undefined, at), today: [] };
  const days = withDay(memory, keep(median([...today]), 0.001), at);
  const moved = scatter + (robustDeviation(today) - scatter) / Math.max(1, days.length);
  return { ...memory, days, scatter: keep(moved, 0.001), today: [] };
};

interface Usual {
  readonly median: number;
  readonly deviation: number;
}

/** What is usual here, in kept steps: the median of the days; and how they scatter, within and between them. */
const usualOf = ({ days, scatter }: SmokeMemory): Usual => ({
  median: median([...days]),
  deviation: Math.max(scatter, robustDeviation(days)),
});

const calmOf = ({ calm, calmAt }: SmokeMemory, at: EpochMs): Usual | undefined =>
  calm.length < CALM_AT_LEAST || at - calmAt > CALM_FOR_MS
    ? undefined
    : { median: median([...calm]), deviation: robustDeviation(calm) };

/** Deviations of a value above what is usual, no smaller scatter than the sensor's own being believed. */
const above = (usual: Usual, value: number, { least, share, step }: Noise): number => {
  const deviation = Math.max(usual.deviation, keep(least, step), share * usual.median);
  return (value - usual.median) / deviation;
};

/** More says nothing more. */
const MOST_DEVIATIONS = 999;

const standingOut = (
  memory: SmokeMemory,
  at: EpochMs,
  value: number,
  noise: Noise,
): SmokeMemory["standsOut"] => {
  const calm = calmOf(memory, at);
  if (calm === undefined || !isLearnt(memory)) return undefined;
  const usual = usualOf(memory);
  const deviations = above(calm, value, noise);
  if (deviations < DEVIATIONS_ABOVE_HOUR) return undefined;
  if (above(usual, value, { ...noise, share: 0 }) < DEVIATIONS_ABOVE_FORTNIGHT) return undefined;
  return {
    at,
    value: rounded(kept(value, noise.step)),
    median: rounded(kept(usual.median, noise.step)),
    deviations: Math.round(Math.min(MOST_DEVIATIONS, deviations) * 10) / 10,
  };
};

const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;

/**
 * Takes a reading of one smoke sensor. It stands out when it is far above both the fortnight and the last hour; what stands out is not
 * learnt as usual for the hour, so that a fire does not become so.
 */
export const smell = (
  known: SmokeMemory | undefined,
  quantity: SmokeQuantity,
  at: EpochMs,
  value: number,
): SmokeMemory => {
  const noise = NOISE[quantity];
  const reading = keep(value, noise.step);
  const memory = learn(known ?? startOf(at), at, reading);
  const standsOut = standingOut(memory, at, reading, noise);
  if (standsOut !== undefined) return { ...memory, standsOut };
  if (at - memory.calmAt > CALM_FOR_MS) return { ...memory, calm: [reading], calmAt: at };
  const isApart = memory.calm.length === 0 || at - memory.calmAt >= APART_MS;
  return isApart ? { ...memory, calm: [...memory.calm, reading].slice(-CALM_CAPACITY), calmAt: at } : memory;
};
