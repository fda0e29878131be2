import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";
import { isInCollection } from "./dumping-hours.ts";
import type { GroundMemory, Heap, Visit } from "./dumping-memory.ts";
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
import { type Based, GROUND_AFTER_MS, type GroundStep, piledUp } from "./pile.ts";
import { LYING_READINGS, oneMore } from "./seen.ts";
import { brought, cameIn } from "./suspects.ts";

/** A heap that nobody was seen to bring must lie for so long before anybody should know. */
export const UNSEEN_MIN = 60;
/** Or for so long, longer than all but one car in 500 parks, where the sensor of vehicles is dead: then nobody can be seen. */
export const BLIND_MIN = 180;

/** What is known of a site besides its ground. */
export interface Bystanders {
  readonly visits: readonly Visit[];
  readonly isTaken: boolean;
  /** There are sensors of vehicles, and none of them has told anything for long. */
  readonly isBlind: boolean;
}

/** What a reading says of something that came: whether it stays, what brought it, and whether anybody should know. */
export const moveHeap = (
  memory: Based & { readonly heap: Heap },
  frame: GroundFrame,
  { visits, isTaken, isBlind }: Bystanders,
  settings: DumpingSettings,
): GroundStep => {
  const { observedAt, quantity } = frame;
  const smallest = smallestHeap(quantity, settings);
  const height = Math.round(riseOf(quantity, memory.base, medianGround(memory)) * 1000) / 1000;
  if (height < CALM_SHARE * smallest) return { memory: withoutHeap(memory) };
  const heap = brought(withSight({ ...memory.heap, height }, isBlind), visits, settings);
  const isOut = riseOf(quantity, memory.base, frame.value) >= CALM_SHARE * smallest;
  const judged = isOut && !isTaken ? lying(heap, observedAt) : heap;
  const level = levelOf(judged, smallest, observedAt, settings);
  if (isGround(judged, level, smallest, observedAt, settings)) return { memory: rebased(memory) };
  return level === "normal"
    ? { memory: { ...memory, heap: judged } }
    : { memory: piledUp(memory, judged, level, frame), told: level };
};

const withoutHeap = ({ heap: _, ...memory }: GroundMemory): GroundMemory => ({ ...memory, up: 0 });

/** Nobody hears of the end of what nobody was told of: a collection, what lay for a day without becoming a case, litter. */
const isGround = (
  heap: Heap,
  level: "normal" | "advisory" | "warning",
  smallest: number,
  at: EpochMs,
  { collections }: DumpingSettings,
): boolean => {
  const isNobodys = level !== "normal" && heap.broughtBy === undefined;
  if (isNobodys && isInCollection(cameIn(heap), collections)) return true;
  if (level !== "warning" && at - heap.by >= GROUND_AFTER_MS) return true;
  return heap.height < smallest && heap.lying !== undefined && lainMin(heap, at) >= UNSEEN_MIN;
};

/** What has risen is held to be a heap until it is known better. */
export const newHeap = ({ calmUntil, outSince }: GroundMemory & { readonly outSince: EpochMs }): Heap => ({
  after: calmUntil,
  by: outSince,
  height: 0,
});

const withSight = ({ isBlind: _, ...heap }: Heap, isBlind: boolean): Heap =>
  isBlind ? { ...heap, isBlind } : heap;

/** One more reading of the heap; what was seen of it before the vehicle left does not count. */
const lying = (heap: Heap, at: EpochMs): Heap => {
  const { lying: before, broughtBy } = heap;
  const isLate = before !== undefined && broughtBy !== undefined && before.since < broughtBy.to;
  return { ...heap, lying: oneMore(isLate ? undefined : before, at) };
};

/** For how long the heap was seen after the vehicle had left, or at all where none is known, minutes. */
export const lainMin = ({ lying: seen, broughtBy }: Heap, at: EpochMs): number =>
  seen === undefined ? 0 : Math.max(0, (at - (broughtBy?.to ?? seen.since)) / MINUTE_MS);

/** How long it must lie before anybody should know, minutes. */
export const mustLieMin = ({ broughtBy, isBlind }: Heap, { staysAfterMin }: DumpingSettings): number => {
  if (broughtBy !== undefined) return staysAfterMin;
  return isBlind === true ? BLIND_MIN : UNSEEN_MIN;
};

const levelOf = (
  heap: Heap,
  smallest: number,
  at: EpochMs,
  settings: DumpingSettings,
): "normal" | "advisory" | "warning" => {
  const { height, lying: seen, broughtBy, isBlind } = heap;
  const lain = lainMin(heap, at);
  if (height < smallest || (seen?.readings ?? 0) < LYING_READINGS) return "normal";
  if (lain < mustLieMin(heap, settings)) return "normal";
  const isCase = broughtBy !== undefined || isBlind === true;
  const score = scoreOf(heapPoints(heap, smallest, lain, settings));
  return isCase && score >= WARNING_SCORE ? "warning" : "advisory";
};
