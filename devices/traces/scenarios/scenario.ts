import { DAY_MS } from "#shared/domain/time.ts";
import { type FaultRates, NO_FAULTS } from "./fault-rates.ts";
import { faultyFrames } from "./faulty-frames.ts";
import { floodWorld } from "./flood-scenario.ts";
import { hillFireWorld } from "./hill-fire-scenario.ts";
import { illegalDumpingWorld } from "./illegal-dumping-scenario.ts";
import { inArrivalOrder } from "./in-arrival-order.ts";
import { seedOf } from "./random.ts";
import type { ScenarioRow } from "./scenario-row.ts";
import type { FaultTruth, ScenarioTruth } from "./scenario-truth.ts";
import type { BuildWorld } from "./scenario-world.ts";
import type { ScenarioDevice } from "./simulated-device.ts";
import { wildPigWorld } from "./wild-pig-scenario.ts";

/** Each hazard's world, its kinds of place (the first is usual), and the season in which it begins when nothing is said. */
export const SCENARIO_HAZARDS = {
  flood: {
    world: floodWorld,
    places: ["drain", "road", "river", "quay"],
    starts: "2026-05-01T00:00:00+08:00",
  },
  hill_fire: { world: hillFireWorld, places: ["hill", "graves"], starts: "2026-10-01T00:00:00+08:00" },
  wild_pig: {
    world: wildPigWorld,
    places: ["houses", "school_path", "hillside"],
    starts: "2026-10-01T00:00:00+08:00",
  },
  illegal_dumping: { world: illegalDumpingWorld, places: ["lay_by"], starts: "2026-10-01T00:00:00+08:00" },
} as const satisfies Readonly<
  Record<
    string,
    { readonly world: BuildWorld; readonly places: readonly [string, ...string[]]; readonly starts: string }
  >
>;
export type ScenarioHazard = keyof typeof SCENARIO_HAZARDS;

export const SCENARIO_KINDS = ["quiet", "event"] as const;

export interface ScenarioRequest {
  readonly hazard: ScenarioHazard;
  /** `quiet`: nothing that anybody should be told of, with all that may look like it. `event`: the same time, with events. */
  readonly kind: (typeof SCENARIO_KINDS)[number];
  /** 0 to 4294967295. The same seed gives the same rows; another kind or other faults change nothing else of the world, though a gauge that hears an echo hurries over it. */
  readonly seed: number;
  readonly days: number;
  /** The first instant; a season of the hazard when absent. */
  readonly start?: number;
  readonly place?: string;
  /** How many events; one in 20 days when absent, one at least. */
  readonly events?: number;
  /** Days from the start before the first event: a rule may have to learn what is usual. One when absent. */
  readonly quietDays?: number;
  readonly faults?: FaultRates;
  /** A device that tells its quantities in several frames tells them in one: fewer rows, as no such device does. */
  readonly together?: boolean;
}

/** A site and its devices over some time. */
export interface Scenario {
  readonly devices: readonly ScenarioDevice[];
  /** What else is known of the place, as an installer would write it down. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** In the order in which they come. To be read once; a year is never held at once. */
  readonly rows: Iterable<ScenarioRow>;
  readonly truth: ScenarioTruth;
}

const DAYS_PER_EVENT = 20;

/** A world, sensors in it, and what goes wrong with them. It knows no rule, and no rule knows it. */
export const scenario = (request: ScenarioRequest): Scenario => {
  const { hazard, kind, seed, days, quietDays = Math.min(1, days / 4), faults = NO_FAULTS } = request;
  const { world: build, places, starts } = SCENARIO_HAZARDS[hazard];
  const from = request.start ?? Date.parse(starts);
  const span = { from, to: from + days * DAY_MS };
  const events = kind === "quiet" ? 0 : (request.events ?? Math.max(1, Math.round(days / DAYS_PER_EVENT)));
  const world = build({
    seed: seedOf(seed, hazard),
    span,
    events,
    eventsIn: { from: from + quietDays * DAY_MS, to: span.to },
    place: request.place ?? places[0],
    together: request.together ?? false,
  });
  const truth: FaultTruth[] = [];
  const frames = world.devices.map((device) =>
    faultyFrames(device, { rates: faults, seed: seedOf(seed, hazard, "faults"), span, truth }),
  );
  return {
    devices: world.devices.map(({ device }) => device),
    facts: world.facts ?? {},
    rows: inArrivalOrder(frames),
    truth: {
      events: world.events,
      nuisances: world.nuisances.toSorted((a, b) => a.from - b.from),
      faults: truth,
    },
  };
};
