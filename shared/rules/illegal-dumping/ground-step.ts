import type { DumpingMemory, GroundMemory } from "./dumping-memory.ts";
import type { DumpingSettings } from "./dumping-settings.ts";
import {
  type GroundFrame,
  hasRisen,
  hasSunk,
  MEDIAN_OF,
  moveGround,
  rebased,
  rememberedGround,
  withReading,
} from "./ground-sensor.ts";
import { type HeapStep, moveHeap, newHeap } from "./heap.ts";
import { isBlind, isTaken } from "./vehicle-visits.ts";

export const lastLook = ({ recent }: GroundMemory): number =>
  Math.max(0, ...recent.map(({ observedAt }) => observedAt));

/** What a reading makes of the memory of its sensor: ground that is learnt, that creeps, sinks or rises, or a heap that lies there. */
export const groundAfter = (
  before: GroundMemory | undefined,
  frame: GroundFrame,
  site: DumpingMemory,
  settings: DumpingSettings,
): HeapStep => {
  const memory = withReading(rememberedGround(before, frame), frame);
  const taken = isTaken(site, frame.observedAt);
  const { base, recent } = memory;
  if (base === undefined) {
    // A vehicle's roof is no ground.
    if (taken) return { memory: { ...memory, recent: [] } };
    return recent.length < MEDIAN_OF ? { memory } : { memory: rebased(memory) };
  }
  const known = { ...memory, base };
  const bystanders = { visits: site.visits, isTaken: taken, isBlind: isBlind(site, frame.observedAt) };
  if (memory.heap !== undefined) {
    return moveHeap({ ...known, heap: memory.heap }, frame, bystanders, settings);
  }
  const moved = moveGround(known, frame, taken, settings);
  if (hasSunk(moved, frame.observedAt)) {
    return { memory: rebased(moved) };
  }
  if (!hasRisen(moved)) return { memory: moved };
  return moveHeap({ ...moved, base, heap: newHeap(moved) }, frame, bystanders, settings);
};
