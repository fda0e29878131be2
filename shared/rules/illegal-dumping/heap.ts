import { type EpochMs, HOUR_MS, MINUTE_MS } from "#shared/domain/time.ts";
import { isInCollection } from "./dumping-hours.ts";
import type { GroundMemory, Heap, Seen, Visit } from "./dumping-memory.ts";
import { heapPoints, scoreOf, WARNING_SCORE } from "./dumping-score.ts";
import type { DumpingSettings } from "./dumping-settings.ts";
import {
  CALM_SHARE,
  type GroundFrame,
  medianGround,
  rebased,
  riseOf,
  smallestHeap,
} from "./ground-sensor.ts";
import { brought, cameIn } from "./suspects.ts";

/** So many readings of the heap without a vehicle before it; as many of the ground as it was before the heap is held to be gone. */
export const LYING_READINGS = 3;
/** A heap that nobody was seen to bring must lie for so long before anybody should know. */
export const UNSEEN_MIN = 60;
/** Or for so long, longer than all but one car in 500 parks, where the sensor of vehicles is dead: then nobody can be seen. */
export const BLIND_MIN = 180;
/** What is no case after so long is ground. */
const GROUND_AFTER_MS = 24 * HOUR_MS;
/** Gone when so little of it is left: grass has grown meanwhile, and some litter stays behind. */
const GONE_SHARE = 0.3;
const GONE_AFTER_MS = 10 * MINUTE_MS;

/** What is known of a site besides its ground. */
export interface Bystanders {
  readonly visits: readonly Visit[];
  readonly isTaken: boolean;
  /** There are sensors of vehicles, and none of them has told anything for long. */
  readonly isBlind: boolean;
}

/** A reading of ground on which a heap lies, or is held to. `ended`: why there is none any more, if anybody was told of it. */
export interface HeapStep {
  readonly memory: GroundMemory;
  readonly ended?: { readonly how: "removed" | "taken_for_ground" | "collected"; readonly heap: Heap };
}

type Ending = NonNullable<HeapStep["ended"]>["how"];

export const moveHeap = (
  memory: GroundMemory & { readonly base: number; readonly heap: Heap },
  frame: GroundFrame,
  { visits, isTaken, isBlind }: Bystanders,
  settings: DumpingSettings,
): HeapStep => {
  const { observedAt, quantity } = frame;
  const before = memory.heap;
  const isTold = before.level !== "normal";
  const median = medianGround(memory);
  const smallest = smallestHeap(quantity, settings);
  const height = Math.round(riseOf(quantity, memory.base, median) * 1000) / 1000;
  if (height < Math.max(CALM_SHARE * smallest, isTold ? GONE_SHARE * before.height : 0)) {
    return goneStep(memory, before, observedAt);
  }
  const { gone: _, ...standing } = before;
  const heap = isTold ? standing : brought(withSight({ ...standing, height }, isBlind), visits, settings);
  const isOut = riseOf(quantity, memory.base, frame.value) >= CALM_SHARE * smallest;
  const lain = isOut && !isTaken ? lying(heap, observedAt) : heap;
  const judged = { ...lain, level: levelOf(lain, smallest, observedAt, settings) };
  const how = endingOf(before, judged, smallest, observedAt, settings);
  return how === undefined ? { memory: { ...memory, heap: judged } } : ended(rebased(memory), before, how);
};

const endingOf = (
  before: Heap,
  heap: Heap,
  smallest: number,
  at: EpochMs,
  { collections }: DumpingSettings,
): Ending | undefined => {
  const isNew = before.level === "normal" && heap.level !== "normal";
  if (isNew && heap.broughtBy === undefined && isInCollection(cameIn(heap), collections)) return "collected";
  if (heap.level !== "warning" && at - heap.by >= GROUND_AFTER_MS) return "taken_for_ground";
  const isLitter = heap.height < smallest && heap.lying !== undefined && lainMin(heap, at) >= UNSEEN_MIN;
  return isLitter ? "taken_for_ground" : undefined;
};

/** What has risen is held to be a heap until it is known better. */
export const newHeap = ({ calmUntil, outSince }: GroundMemory & { readonly outSince: EpochMs }): Heap => ({
  after: calmUntil,
  by: outSince,
  height: 0,
  level: "normal",
});

const withSight = ({ isBlind: _, ...heap }: Heap, isBlind: boolean): Heap =>
  isBlind ? { ...heap, isBlind } : heap;

/** One more reading of the heap; what was seen of it before the vehicle left does not count. */
const lying = (heap: Heap, at: EpochMs): Heap => {
  const { lying: before, broughtBy } = heap;
  const isLate = before !== undefined && broughtBy !== undefined && before.since < broughtBy.to;
  return { ...heap, lying: oneMore(isLate ? undefined : before, at) };
};

const oneMore = (seen: Seen | undefined, at: EpochMs): Seen =>
  seen === undefined
    ? { since: at, readings: 1 }
    : { since: seen.since, readings: Math.min(seen.readings + 1, LYING_READINGS) };

/** For how long the heap was seen after the vehicle had left, or at all where none is known, minutes. */
export const lainMin = ({ lying: seen, broughtBy }: Heap, at: EpochMs): number =>
  seen === undefined ? 0 : Math.max(0, (at - (broughtBy?.to ?? seen.since)) / MINUTE_MS);

/** How long it must lie before anybody should know, minutes. */
export const mustLieMin = ({ broughtBy, isBlind }: Heap, { staysAfterMin }: DumpingSettings): number => {
  if (broughtBy !== undefined) return staysAfterMin;
  return isBlind === true ? BLIND_MIN : UNSEEN_MIN;
};

const levelOf = (heap: Heap, smallest: number, at: EpochMs, settings: DumpingSettings): Heap["level"] => {
  const { level, height, lying: seen, broughtBy, isBlind } = heap;
  const lain = lainMin(heap, at);
  if (level !== "normal" || height < smallest || (seen?.readings ?? 0) < LYING_READINGS) return level;
  if (lain < mustLieMin(heap, settings)) return level;
  const isCase = broughtBy !== undefined || isBlind === true;
  const score = scoreOf(heapPoints(heap, smallest, lain, settings));
  return isCase && score >= WARNING_SCORE ? "warning" : "advisory";
};

const goneStep = (memory: GroundMemory, heap: Heap, at: EpochMs): HeapStep => {
  if (heap.level === "normal") {
    const { heap: _, ...others } = memory;
    return { memory: { ...others, up: 0 } };
  }
  const gone = oneMore(heap.gone, at);
  return gone.readings >= LYING_READINGS && at - gone.since >= GONE_AFTER_MS
    ? ended(rebased(memory), heap, "removed")
    : { memory: { ...memory, heap: { ...heap, gone } } };
};

/** Nobody hears of the end of what nobody was told of. */
const ended = (memory: GroundMemory, heap: Heap, how: Ending): HeapStep =>
  heap.level === "normal" ? { memory } : { memory, ended: { how, heap } };
