import type { Transition } from "./assessment.ts";
import type { ExerciseClock } from "./exercise.ts";
import type { Hazard } from "./hazard.ts";
import type { Quantity } from "./quantity.ts";
import type { EpochMs } from "./time.ts";

/** One reading in a site's window. Quality is not kept: the fold finds it anew from the order of events. */
export interface WindowEntry {
  readonly kind: "reading";
  readonly observedAt: EpochMs;
  readonly devEui: string;
  readonly fCnt: number;
  /** 32-bit hash of the uplink's identity: the same frame heard twice is one entry. */
  readonly identity: number;
  readonly quantity: Quantity;
  /** Whole multiples of the quantity's resolution (millimetres for lengths). */
  readonly steps: number;
}

/** What a hazard's rule remembers of everything before the window, as plain data. */
export interface Checkpoint {
  readonly memory: unknown;
  /** The last changes before the window, oldest first. */
  readonly settled: readonly Transition[];
  /** How many changes there were before those in the window. */
  readonly settledCount: number;
}

/** Everything the alarm engine holds of one site. The timeline is not kept: it is a function of this. */
export interface SiteState {
  readonly schemaVersion: 1;
  readonly villageId: string;
  readonly siteId: string;
  readonly exercise?: ExerciseClock;
  /** Rises with every write; the conditional write on it is the authority on what was accepted. */
  readonly version: number;
  /** Sorted by event time. */
  readonly entries: readonly WindowEntry[];
  readonly checkpoints: Readonly<Record<Hazard, Checkpoint>>;
  /** The newest reading: when observed, and when it came here. */
  readonly newest?: { readonly observedAt: EpochMs; readonly receivedAt: EpochMs };
  /** Event time of the newest reading that has left the window; absent while none has. */
  readonly settledThrough?: EpochMs;
  /** Readings that came after the window had passed them: in the history, not in the timeline. */
  readonly passedCount: number;
}
