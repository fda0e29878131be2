import { type EpochMs, HOUR_MS, MINUTE_MS } from "#shared/domain/time.ts";
import type { GroundMemory, Heap, Pile } from "./dumping-memory.ts";
import type { DumpingSettings } from "./dumping-settings.ts";
import {
  CALM_SHARE,
  FORGOTTEN_AFTER_MS,
  type GroundFrame,
  type GroundQuantity,
  medianGround,
  rebased,
  riseOf,
  smallestHeap,
} from "./ground-sensor.ts";
import { LYING_READINGS, oneMore } from "./seen.ts";

/** Gone when so little of it is left: grass has grown meanwhile, and some litter stays behind. */
const GONE_SHARE = 0.3;
const GONE_AFTER_MS = 10 * MINUTE_MS;
/** What is no case after so long is ground. */
export const GROUND_AFTER_MS = 24 * HOUR_MS;

export type Based = GroundMemory & { readonly base: number };

/** A reading of the ground. `ended`: why what somebody was told of lies there no more. `told`: what has just become worth telling. */
export interface GroundStep {
  readonly memory: GroundMemory;
  readonly ended?: { readonly how: "removed" | "taken_for_ground"; readonly pile: Pile };
  readonly told?: Pile["level"];
}

/** From when on nobody knows any more whether it still lies there, if nothing more is seen of it. */
export const unseenFrom = ({ seenAt }: Pile): EpochMs => seenAt + FORGOTTEN_AFTER_MS;

/** The heap joins what lies there already, and its top is where the next one would come. A suspicion adds height to a case, and no more. */
export const piledUp = (
  memory: Based,
  heap: Heap,
  level: Pile["level"],
  { quantity, observedAt: seenAt }: GroundFrame,
): GroundMemory => {
  const { pile } = memory;
  const base = pile?.base ?? memory.base;
  const height = heightOver(quantity, base, memory);
  const next = rebased(memory);
  if (pile !== undefined && level === "advisory") return { ...next, pile: { ...pile, height, seenAt } };
  const heaps = (pile?.level === "warning" ? pile.heaps : 0) + 1;
  return { ...next, pile: { level, base, height, heap, heaps, seenAt } };
};

const heightOver = (quantity: GroundQuantity, base: number, memory: GroundMemory): number =>
  Math.round(riseOf(quantity, base, medianGround(memory)) * 1000) / 1000;

/** What a reading says of a pile: whether it still stands, is going, or has gone. */
export const pileAfter = (
  memory: Based & { readonly pile: Pile },
  { quantity, observedAt }: GroundFrame,
  settings: DumpingSettings,
): GroundStep => {
  const { pile, ...others } = memory;
  const least = Math.max(CALM_SHARE * smallestHeap(quantity, settings), GONE_SHARE * pile.height);
  if (heightOver(quantity, pile.base, memory) < least) {
    const gone = oneMore(pile.gone, observedAt);
    return gone.readings >= LYING_READINGS && observedAt - gone.since >= GONE_AFTER_MS
      ? { memory: rebased(others), ended: { how: "removed", pile } }
      : { memory: { ...memory, pile: { ...pile, gone } } };
  }
  const { gone: _, ...standing } = pile;
  return pile.level === "advisory" && observedAt - pile.heap.by >= GROUND_AFTER_MS
    ? { memory: rebased(others), ended: { how: "taken_for_ground", pile } }
    : { memory: { ...memory, pile: { ...standing, seenAt: observedAt } } };
};

/** Somebody has said that the case is over: what had come by then is ground from here on. What has come since is not. */
export const withoutPile = (before: GroundMemory, until: EpochMs): GroundMemory => {
  const { pile, ...memory } = before;
  if (pile === undefined || pile.heap.by > until) return before;
  // Readings of the bare ground may have come already; and a heap on top keeps its own ground.
  return memory.heap === undefined && memory.recent.length > 0 ? rebased(memory) : memory;
};
