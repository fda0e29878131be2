import type { Transition } from "./assessment.ts";
import type { CaseOutcome } from "./case.ts";
import type { ExerciseClock } from "./exercise.ts";
import type { Hazard } from "./hazard.ts";
import type { Level } from "./level.ts";
import type { Quantity } from "./quantity.ts";
import type { EpochMs } from "./time.ts";

/** A value in a site's window. Quality is not kept: the fold finds it anew from the order of events. */
export interface WindowReading {
  readonly quantity: Quantity;
  /** Whole multiples of the quantity's resolution (millimetres for lengths). */
  readonly steps: number;
}

/** One frame in a site's window, also one that no rule reads. Copies of a frame stay, each under its own time. */
export interface WindowEntry {
  readonly kind: "frame";
  readonly observedAt: EpochMs;
  readonly devEui: string;
  /** -1 where the network server told none. */
  readonly fCnt: number;
  /** 32-bit hash of the uplink's identity. */
  readonly identity: number;
  /** Of the quantities that some rule reads, each at most once. */
  readonly readings: readonly WindowReading[];
}

/** The newest frame of a device at a site, whatever it told. */
export interface Heard {
  readonly at: EpochMs;
  readonly fCnt?: number;
  readonly devAddr?: string;
}

/** What a near site's rule said of a hazard by itself, without what ITS neighbours say. */
export interface SiteSignal {
  readonly siteId: string;
  readonly hazard: Hazard;
  readonly observedAt: EpochMs;
  readonly level: Level;
  /** 0-100. */
  readonly score: number;
  /** At this level the site has its villagers told. */
  readonly tellsVillagers?: true;
}

/** A person has closed the case that a hazard's alarm had opened: what the alarm told of until then is over. */
export interface SiteClosing {
  readonly hazard: Hazard;
  readonly at: EpochMs;
  readonly outcome: CaseOutcome;
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
  readonly schemaVersion: 2;
  readonly villageId: string;
  readonly siteId: string;
  readonly exercise?: ExerciseClock;
  /** Rises with every write; the conditional write on it is the authority on what was accepted. */
  readonly version: number;
  /** Sorted by event time. */
  readonly entries: readonly WindowEntry[];
  readonly checkpoints: Readonly<Record<Hazard, Checkpoint>>;
  /** By DevEUI. */
  readonly heard: Readonly<Record<string, Heard>>;
  /** The newest reading that some rule reads: when observed, and when it came here. */
  readonly newest?: { readonly observedAt: EpochMs; readonly receivedAt: EpochMs };
  /** What near sites said when it was asked for, oldest first: kept here, so that everyone who folds the site sees the same. */
  readonly signals?: readonly SiteSignal[];
  /** Cases that were closed, oldest first, until the checkpoint holds what came of it. */
  readonly closings?: readonly SiteClosing[];
  /** Event time of the newest reading that has left the window; absent while none has. */
  readonly settledThrough?: EpochMs;
  /** Readings that came after the window had passed them: in the history, not in the timeline. */
  readonly passedCount: number;
}
