import type { Level } from "#shared/domain/level.ts";
import type { Holds } from "./level-holds.ts";
import type { LevelReading } from "./rate-of-rise.ts";

/** What the flood rule remembers: the believed readings of the last 15 minutes (two at least), and the levels in force. */
export interface FloodMemory {
  readonly believed: readonly LevelReading[];
  readonly flatSince?: LevelReading;
  /** A jump that waits for a second reading. */
  readonly pending?: LevelReading;
  readonly holds: Holds;
  /** What was said last, so that a jump that is not believed leaves it standing. */
  readonly level: Level;
}
