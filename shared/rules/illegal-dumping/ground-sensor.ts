import { median } from "simple-statistics";
import type { Quantity } from "#shared/domain/quantity.ts";
import { type EpochMs, HOUR_MS } from "#shared/domain/time.ts";
import type { GroundMemory, GroundReading } from "./dumping-memory.ts";
import type { DumpingSettings } from "./dumping-settings.ts";

/** What can tell of a heap: the first that a frame holds. A sensor that measures a distance tells by its tilt only that it hangs askew. */
export const GROUND_QUANTITIES = [
  "distance",
  "tilt",
  "tilt_x",
  "tilt_y",
  "tilt_z",
] as const satisfies readonly Quantity[];
export type GroundQuantity = (typeof GROUND_QUANTITIES)[number];

/** A reading of the ground with what belongs to it. */
export interface GroundFrame extends GroundReading {
  readonly quantity: GroundQuantity;
  readonly sensorHeightM?: number;
}

/** The median of so many readings stands for the ground: one ping gone astray moves nothing. */
export const MEDIAN_OF = 3;
/** Of the smallest heap: less than this is litter, rain and grass, and the CUSUM runs back by it at each reading. */
export const CALM_SHARE = 0.5;
/** The CUSUM, in heaps, at which the ground is held to have changed, and where it stops growing. */
const CHANGED_AT = 1;
const CUSUM_LIMIT = 4;
/** How fast the base follows what creeps: grass, litter, warmth in the electronics. */
const BASE_FOLLOWS_MS = 6 * HOUR_MS;
const SUNK_AFTER_MS = HOUR_MS;
/** After so long without a reading nothing is known of the ground any more. */
export const FORGOTTEN_AFTER_MS = 24 * HOUR_MS;
/** Farther below the ground than this no echo comes from. */
const BELOW_GROUND_M = 0.5;

export const newGround = (): GroundMemory => ({ recent: [], up: 0, down: 0, calmUntil: 0 });

/** An echo from below the ground, or none. */
export const isPossible = ({ quantity, value, sensorHeightM }: GroundFrame): boolean =>
  quantity !== "distance" ||
  (value > 0 && (sensorHeightM === undefined || value <= sensorHeightM + BELOW_GROUND_M));

export const smallestHeap = (quantity: GroundQuantity, settings: DumpingSettings): number =>
  quantity === "distance" ? settings.heapM : settings.tiltDeg;

/** How far above its base the ground stands, in the quantity's unit; a tilt counts whichever way. */
export const riseOf = (quantity: GroundQuantity, base: number, value: number): number =>
  quantity === "distance" ? base - value : Math.abs(value - base);

/** What is still worth knowing of a sensor at its next reading. */
export const rememberedGround = (
  memory: GroundMemory | undefined,
  { observedAt, sensorHeightM }: GroundFrame,
): GroundMemory => {
  if (memory === undefined || memory.sensorHeightM !== sensorHeightM) return newGround();
  const last = memory.recent.at(-1);
  const isOld = last !== undefined && observedAt - last.observedAt > FORGOTTEN_AFTER_MS;
  if (!isOld) return memory;
  // What a case tells of is not forgotten: three readings say whether it still lies there.
  const { pile, heap: _, outSince: __, ...others } = memory;
  return pile?.level === "warning" ? { ...others, pile, recent: [], up: 0, down: 0 } : newGround();
};

export const withReading = (
  memory: GroundMemory,
  { observedAt, value, sensorHeightM }: GroundFrame,
): GroundMemory => ({
  ...memory,
  ...(sensorHeightM === undefined ? {} : { sensorHeightM }),
  recent: [...memory.recent, { observedAt, value }].slice(-MEDIAN_OF),
});

export const medianGround = ({ recent }: GroundMemory): number => median(recent.map(({ value }) => value));

/** The last but one reading: the newest may stand out already, and the median not know it yet. */
const calmAsOf = ({ recent }: GroundMemory): EpochMs =>
  Math.min(...recent.slice(-2).map(({ observedAt }) => observedAt));

/** The ground as it is now is the ground from here on. */
export const rebased = ({ heap: _, outSince: __, ...memory }: GroundMemory): GroundMemory => ({
  ...memory,
  base: medianGround(memory),
  up: 0,
  down: 0,
  calmUntil: calmAsOf(memory),
});

const round = (value: number): number => Math.round(value * 1e6) / 1e6;
const run = (cusum: number, heaps: number): number =>
  Math.min(CUSUM_LIMIT, Math.max(0, Math.round((cusum + heaps - CALM_SHARE) * 1000) / 1000));

/**
 * Moves the CUSUM (E. S. Page, Biometrika 1954) of the running median by one reading, and the base after what creeps. A median that
 * stands out is remembered with the time since when, and the last at which it did not.
 */
export const moveGround = (
  memory: GroundMemory & { readonly base: number },
  frame: GroundFrame,
  isTaken: boolean,
  settings: DumpingSettings,
): GroundMemory => {
  const { base, outSince } = memory;
  const middle = medianGround(memory);
  const heaps = riseOf(frame.quantity, base, middle) / smallestHeap(frame.quantity, settings);
  const up = run(memory.up, heaps);
  const down = run(memory.down, -heaps);
  if (heaps >= CALM_SHARE) return { ...memory, up, down, outSince: outSince ?? frame.observedAt };
  const { outSince: _, ...inside } = memory;
  if (heaps <= -CALM_SHARE) return { ...inside, up, down };
  const calmUntil = calmAsOf(memory);
  const share = isTaken ? 0 : 1 - Math.exp((calmUntil - frame.observedAt) / BASE_FOLLOWS_MS);
  return { ...inside, up, down, calmUntil, base: round(base + share * (middle - base)) };
};

/** The median has stood out for long enough that the ground, and not an echo, has changed. */
export const hasRisen = (memory: GroundMemory): memory is GroundMemory & { readonly outSince: EpochMs } =>
  memory.up >= CHANGED_AT && memory.outSince !== undefined;

/** It stands lower, and has for an hour: grass was cut, a heap that was taken for ground is gone, the sensor was moved. */
export const hasSunk = ({ down, calmUntil }: GroundMemory, at: EpochMs): boolean =>
  down >= CHANGED_AT && at - calmUntil >= SUNK_AFTER_MS;
