import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findProfile } from "#devices/registry.ts";
import { FAULT_SETS } from "#devices/traces/scenarios/fault-rates.ts";
import {
  SCENARIO_HAZARDS,
  SCENARIO_KINDS,
  type ScenarioHazard,
  scenario,
} from "#devices/traces/scenarios/scenario.ts";
import { isWithinBounds, type Quantity } from "#shared/domain/quantity.ts";
import { DAY_MS } from "#shared/domain/time.ts";
import { readAll } from "./read-all.ts";

const hazards = Object.keys(SCENARIO_HAZARDS) as ScenarioHazard[];
const request = fc
  .record({
    hazard: fc.constantFrom(...hazards),
    kind: fc.constantFrom(...SCENARIO_KINDS),
    seed: fc.integer({ min: 0, max: 0xffff_ffff }),
    days: fc.integer({ min: 1, max: 5 }),
    faults: fc.constantFrom(...Object.values(FAULT_SETS)),
    together: fc.boolean(),
    placeNumber: fc.nat(3),
  })
  .map(({ placeNumber, ...rest }) => {
    const { places } = SCENARIO_HAZARDS[rest.hazard];
    return { ...rest, place: places[placeNumber % places.length] as string };
  });

describe("any scenario", () => {
  it("is the same for the same seed, rows and truth", () => {
    fc.assert(
      fc.property(request, (one) => {
        const again = JSON.stringify(readAll(one));
        expect(JSON.stringify(readAll(one)) === again).toBe(true);
      }),
      { numRuns: 10 },
    );
  });

  it("tells only what is physically possible, and what the model of the device can tell", () => {
    fc.assert(
      fc.property(request, (one) => {
        const { rows, devices } = readAll(one);
        const models = new Map(
          devices.map(({ devEui, profileId }) => [devEui, findProfile(profileId)?.quantities]),
        );
        for (const { devEui, values } of rows) {
          for (const [quantity, value] of Object.entries(values) as [Quantity, number][]) {
            if (!isWithinBounds(quantity, value) || !models.get(devEui)?.includes(quantity)) {
              throw new Error(`${devEui} told ${quantity} ${value}`);
            }
          }
        }
      }),
      { numRuns: 20 },
    );
  });

  it("comes in the order of arrival, no frame before it was sent, and begins within its days", () => {
    fc.assert(
      fc.property(request, (one) => {
        const { rows } = readAll({ ...one, faults: { ...one.faults, clock: 0 } });
        const start = Date.parse(SCENARIO_HAZARDS[one.hazard].starts);
        let before = 0;
        for (const { atMs, receivedAtMs } of rows) {
          if (
            receivedAtMs < before ||
            receivedAtMs < atMs ||
            atMs < start ||
            atMs > start + one.days * DAY_MS + 5 * 60_000
          ) {
            throw new Error(`${atMs} came at ${receivedAtMs} after ${before}`);
          }
          before = receivedAtMs;
        }
      }),
      { numRuns: 20 },
    );
  });

  it("has no events in a quiet time, and one at least otherwise when it is long enough", () => {
    for (const hazard of hazards) {
      expect(readAll({ hazard, kind: "quiet", seed: 3, days: 5 }).truth.events).toEqual([]);
      expect(readAll({ hazard, kind: "event", seed: 3, days: 5, events: 1 }).truth.events).toHaveLength(1);
    }
  });

  it("differs with the seed, and not with faults where none meets it", () => {
    for (const hazard of hazards) {
      const quiet = { hazard, kind: "quiet", days: 3 } as const;
      expect(readAll({ ...quiet, seed: 1 }).rows).not.toEqual(readAll({ ...quiet, seed: 2 }).rows);
      const clean = readAll({ ...quiet, seed: 1 });
      const faulty = readAll({ ...quiet, seed: 1, faults: { garbage: 0.9 } });
      const met = new Set(faulty.truth.faults.map(({ from }) => from));
      expect(faulty.rows.filter(({ atMs }) => !met.has(atMs))).toEqual(
        clean.rows.filter(({ atMs }) => !met.has(atMs)),
      );
    }
  });
});

it("makes 300 days of a gauge with their faults in a moment", () => {
  const begun = performance.now();
  let rows = 0;
  for (const _ of scenario({ hazard: "flood", kind: "quiet", seed: 1, days: 300, faults: FAULT_SETS.usual })
    .rows)
    rows += 1;
  // Generous: other tests run beside this one.
  expect(performance.now() - begun).toBeLessThan(4_000);
  expect(rows).toBeGreaterThan(86_000);
});
