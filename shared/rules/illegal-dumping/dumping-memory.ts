import type { EpochMs } from "#shared/domain/time.ts";
import type { Span } from "./dumping-hours.ts";

/**
 * What was noticed of vehicles and people. `stay`: a vehicle sensor told when it came and went. `passage`: a counter told that some went
 * by. `vehicle_seen`, `person_seen`: a camera.
 */
export interface Visit extends Span {
  readonly kind: "stay" | "passage" | "vehicle_seen" | "person_seen";
}

/** What a vehicle sensor, a counter or a camera told last. */
export interface WatcherMemory {
  readonly heardAt: EpochMs;
  /** Since when a vehicle stands there. */
  readonly takenSince?: EpochMs;
}

/** For how long, and in how many readings, something was seen. */
export interface Seen {
  readonly since: EpochMs;
  readonly readings: number;
}

/** Something that came where nothing lay, and of which not enough is known yet. */
export interface Heap {
  /** When it came: after the one, at the other at the latest. */
  readonly after: EpochMs;
  readonly by: EpochMs;
  /** How far the ground has come up, in the quantity's unit. */
  readonly height: number;
  /** Seen while no vehicle stood there. */
  readonly lying?: Seen;
  /** What is held to have brought it. */
  readonly broughtBy?: Visit;
  /** The sensors of vehicles were dead when it came. */
  readonly isBlind?: true;
  /** A camera saw somebody meanwhile. */
  readonly seen?: true;
}

/** Heaps that a suspicion or a case tells of: they lie there until they are seen gone, or somebody says that the case is over. */
export interface Pile {
  readonly level: "advisory" | "warning";
  /** The ground below it. */
  readonly base: number;
  /** How high it stood when the last heap was told of, in the quantity's unit. */
  readonly height: number;
  /** The heap that was told of last. */
  readonly heap: Heap;
  /** How many heaps made a case, or added to it. */
  readonly heaps: number;
  /** When it was seen standing last. */
  readonly seenAt: EpochMs;
  /** The ground seen as before. */
  readonly gone?: Seen;
}

export interface GroundReading {
  readonly observedAt: EpochMs;
  readonly value: number;
}

/** What is remembered of one sensor of the ground: bounded, whatever it tells. */
export interface GroundMemory {
  /** Under which mounting all this was learnt, metres. */
  readonly sensorHeightM?: number;
  /** The last readings, three at most: what the median is taken of. */
  readonly recent: readonly GroundReading[];
  /** Where the ground is, or the top of what lies on it; absent until three readings have told. */
  readonly base?: number;
  /** CUSUM of the running median, up and down, in heaps. */
  readonly up: number;
  readonly down: number;
  /** The ground was where it belongs until then. */
  readonly calmUntil: EpochMs;
  /** Since when the median stands out. */
  readonly outSince?: EpochMs;
  readonly pile?: Pile;
  /** On the ground, or on the pile. */
  readonly heap?: Heap;
}

/** What the rule remembers of a site. */
export interface DumpingMemory {
  /** By DevEUI. */
  readonly watchers: Readonly<Record<string, WatcherMemory>>;
  /** The last that are over, in the order of their end; six at most. */
  readonly visits: readonly Visit[];
  /** By DevEUI and quantity. */
  readonly grounds: Readonly<Record<string, GroundMemory>>;
}

export const initialDumpingMemory: DumpingMemory = { watchers: {}, visits: [], grounds: {} };

/** Of each kind of sensor at a site: the rest is forgotten, those heard longest ago first. */
const SENSORS_CAPACITY = 4;

/** With one sensor's memory put in its place. */
export const withSensor = <Memory>(
  sensors: Readonly<Record<string, Memory>>,
  key: string,
  memory: Memory,
  heardAt: (memory: Memory) => EpochMs,
): Readonly<Record<string, Memory>> => {
  const others = Object.entries(sensors).filter(([other]) => other !== key);
  const kept = others.toSorted(([, a], [, b]) => heardAt(b) - heardAt(a)).slice(0, SENSORS_CAPACITY - 1);
  return Object.fromEntries([...kept.toReversed(), [key, memory]]);
};
