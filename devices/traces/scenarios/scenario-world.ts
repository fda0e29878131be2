import type { Nuisance, ScenarioEvent } from "./scenario-truth.ts";
import type { SimulatedDevice } from "./simulated-device.ts";
import type { Span } from "./spans.ts";

/** What a hazard's world is made from. */
export interface WorldRequest {
  readonly seed: number;
  readonly span: Span;
  /** How many events; 0 in a quiet time. */
  readonly events: number;
  /** Where in the span they begin. */
  readonly eventsIn: Span;
  /** One of the hazard's kinds of place. */
  readonly place: string;
  /** A device that tells its quantities in several frames tells them in one. */
  readonly together: boolean;
}

/** What is true, and devices that look at it. */
export interface World {
  readonly devices: readonly SimulatedDevice[];
  readonly events: readonly ScenarioEvent[];
  readonly nuisances: readonly Nuisance[];
  /** What else an installer would write down of the site. */
  readonly facts?: Readonly<Record<string, unknown>>;
}

export type BuildWorld = (request: WorldRequest) => World;
