import type { EpochMs } from "#shared/domain/time.ts";
import type { Seen } from "./dumping-memory.ts";

/** So many readings of the heap without a vehicle before it; as many of the ground as it was before the heap is held to be gone. */
export const LYING_READINGS = 3;

export const oneMore = (seen: Seen | undefined, at: EpochMs): Seen =>
  seen === undefined
    ? { since: at, readings: 1 }
    : { since: seen.since, readings: Math.min(seen.readings + 1, LYING_READINGS) };
