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
import { moveHeap, newHeap } from "./heap.ts";
import { type Based, type GroundStep, pileAfter } from "./pile.ts";
import { isBlind, isTaken } from "./vehicle-visits.ts";

export const lastLook = ({ recent }: GroundMemory): number =>
  Math.max(0, ...recent.map(({ observedAt }) => observedAt));

/** What a reading makes of the memory of its sensor: ground that is learnt, that creeps, sinks or rises, or something that lies there. */
export const groundAfter = (
  before: GroundMemory | undefined,
  frame: GroundFrame,
  site: DumpingMemory,
  settings: DumpingSettings,
): GroundStep => {
  const memory = withReading(rememberedGround(before, frame), frame);
  const taken = isTaken(site, frame.observedAt);
  const { base, recent, pile } = memory;
  if (base === undefined) {
    // A vehicle's roof is no ground.
    if (taken) return { memory: { ...memory, recent: [] } };
    return recent.length < MEDIAN_OF ? { memory } : { memory: rebased(memory) };
  }
  const known = { ...memory, base };
  if (pile === undefined) return topAfter(known, frame, site, settings);
  if (recent.length < MEDIAN_OF) return { memory };
  const looked = pileAfter({ ...known, pile }, frame, settings);
  return looked.ended !== undefined || looked.memory.pile?.gone !== undefined
    ? looked
    : topAfter({ ...looked.memory, base }, frame, site, settings);
};

/** What comes on the ground, or on what lies there already. */
const topAfter = (
  memory: Based,
  frame: GroundFrame,
  site: DumpingMemory,
  settings: DumpingSettings,
): GroundStep => {
  const { base, heap } = memory;
  const taken = isTaken(site, frame.observedAt);
  const bystanders = { visits: site.visits, isTaken: taken, isBlind: isBlind(site, frame.observedAt) };
  if (heap !== undefined) return moveHeap({ ...memory, heap }, frame, bystanders, settings);
  const moved = moveGround(memory, frame, taken, settings);
  if (hasSunk(moved, frame.observedAt)) return { memory: rebased(moved) };
  if (!hasRisen(moved)) return { memory: moved };
  return moveHeap({ ...moved, base, heap: newHeap(moved) }, frame, bystanders, settings);
};
