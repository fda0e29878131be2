import type { Span } from "./spans.ts";

/** Water that a person would call a flood, or nearly one. */
export interface FloodEvent extends Span {
  readonly kind: "flood";
  /** Above the site's datum. */
  readonly peakM: number;
  readonly peakAt: number;
  /** The water above the datum, a minute apart from `from` on: when any level is crossed stands in it. */
  readonly levelsM: readonly number[];
}

/** `from` is the ignition. */
export interface FireEvent extends Span {
  readonly kind: "fire";
  readonly position: readonly [number, number];
  /** When its smoke first stands above the noise of any sensor; absent where none could smell it. Minutes to an alert count from here. */
  readonly reachedAt?: number;
  /** Those that were there: not one that burnt in an earlier fire and is not replaced yet. */
  readonly sensors: readonly {
    readonly devEui: string;
    readonly distanceM: number;
    readonly reachedAt?: number;
    /** When the fire itself comes to the sensor, which then tells nothing more for a while. */
    readonly burntAt?: number;
  }[];
}

export interface PigVisit extends Span {
  readonly kind: "visit";
  readonly pigs: number;
  readonly piglets: number;
  /** How often each sensor noticed it: a visit that neither noticed cannot be told. */
  readonly motions: number;
  readonly sightings: number;
}

/** `from` and `to`: how long the vehicle was there. */
export interface DumpingEvent extends Span {
  readonly kind: "dumping";
  /** What it left, as high as it stands under the sensor. */
  readonly heapM: number;
  readonly clearedAt?: number;
}

export type ScenarioEvent = FloodEvent | FireEvent | PigVisit | DumpingEvent;

/** What is no event and may look like one. */
export interface Nuisance extends Span {
  readonly kind:
    | "shower"
    | "haze"
    | "hot_day"
    | "grave_burning"
    | "local_smoke"
    | "collection"
    | "parked_under_sensor"
    | "before_sensor"
    | "false_sighting";
  readonly devEui?: string;
}

export const FAULT_KINDS = [
  "spike",
  "echo",
  "stuck",
  "drift",
  "dead",
  "reboot",
  "clock",
  "lost",
  "late",
  "duplicate",
  "garbage",
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** A fault that touched at least one frame; `from` and `to` are when the first and the last of them left the device, both included. */
export interface FaultTruth {
  readonly kind: FaultKind;
  readonly devEui: string;
  readonly from: number;
  readonly to: number;
  readonly frames: number;
}

/** Everything that happened, in the order of time. Instants are ms since 1970. */
export interface ScenarioTruth {
  readonly events: readonly ScenarioEvent[];
  readonly nuisances: readonly Nuisance[];
  /** Grows while the rows are read: complete when they are. */
  readonly faults: readonly FaultTruth[];
}
