import { isAtLeast } from "#shared/domain/level.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import type { DumpingMemory, GroundMemory, Heap, Pile } from "./dumping-memory.ts";
import type { GroundQuantity } from "./ground-sensor.ts";
import { unseenFrom } from "./pile.ts";
import { cameIn, overlaps } from "./suspects.ts";

/** What lies at a site, and by which quantity it is known. */
export interface KnownHeap {
  /** As high as all that lies there. */
  readonly heap: Heap;
  readonly quantity: GroundQuantity;
  readonly level: "normal" | Pile["level"];
  readonly seenAt: EpochMs;
  /** Nothing was seen of it for so long that it may be gone. */
  readonly isUnseen: boolean;
  /** How high the last heap is by itself, where others were told of before it. */
  readonly furtherHeight?: number;
}

/** The heap that a site's level goes by: the worst that is seen, of these the last to come. */
export const worstHeap = (memory: DumpingMemory, at: EpochMs): KnownHeap | undefined =>
  Object.entries(memory.grounds)
    .flatMap(([key, ground]) => known(key, ground, memory, at))
    .reduce<KnownHeap | undefined>(
      (worst, one) => (worst === undefined || isWorse(one, worst) ? one : worst),
      undefined,
    );

const isWorse = (one: KnownHeap, other: KnownHeap): boolean =>
  one.level === other.level ? one.heap.by > other.heap.by : isAtLeast(one.level, other.level);

const known = (
  key: string,
  { pile, heap, recent }: GroundMemory,
  memory: DumpingMemory,
  at: EpochMs,
): readonly KnownHeap[] => {
  const quantity = key.slice(key.indexOf("/") + 1) as GroundQuantity;
  if (pile === undefined) {
    const seenAt = recent.at(-1)?.observedAt ?? at;
    return heap === undefined ? [] : [{ heap, quantity, level: "normal", seenAt, isUnseen: false }];
  }
  const { seenAt, height } = pile;
  const isUnseen = at >= unseenFrom(pile);
  const isFurther = pile.heaps > 1 || isBesideAnother(pile, memory);
  return [
    {
      heap: { ...pile.heap, height },
      ...{ quantity, seenAt, isUnseen },
      level: isUnseen ? "normal" : pile.level,
      ...(isFurther ? { furtherHeight: pile.heap.height } : {}),
    },
  ];
};

/** Two sensors may see the same heap come: what came at another time, later, is another. */
const isBesideAnother = (pile: Pile, memory: DumpingMemory): boolean =>
  pile.level === "warning" &&
  Object.values(memory.grounds).some(
    ({ pile: other }) =>
      other?.level === "warning" &&
      other.heap.by < pile.heap.by &&
      !overlaps(cameIn(other.heap), cameIn(pile.heap)),
  );

/** Whether some pile of a case is left, seen or not. */
export const hasCase = ({ grounds }: DumpingMemory): boolean =>
  Object.values(grounds).some(({ pile }) => pile?.level === "warning");

/** When the alarm ends by itself because nothing is seen of what it tells of; undefined where there is none. */
export const endOfSight = ({ grounds }: DumpingMemory, at: EpochMs): EpochMs | undefined => {
  const ends = Object.values(grounds).flatMap(({ pile }) => (pile === undefined ? [] : [unseenFrom(pile)]));
  const last = Math.max(...ends);
  return last > at ? last : undefined;
};
