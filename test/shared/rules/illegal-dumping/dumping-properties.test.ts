import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { packPlain } from "#shared/adapters/dynamodb/plain-columns.ts";
import { isAtLeast } from "#shared/domain/level.ts";
import type { PlacedFrame } from "#shared/rules/hazard-rule.ts";
import { bare, comes, goes, ground, looks, lying, START, tells, told, vehicle } from "./lay-by.ts";

const minute = fc.integer({ min: 0, max: 5000 });

/** Anything that sensors could ever tell, of many devices, in any order. */
const anyFrame: fc.Arbitrary<PlacedFrame> = fc.oneof(
  fc.tuple(minute, fc.double({ min: -3, max: 4, noNaN: true })).map(([at, heapM]) => ground(at, heapM)),
  fc
    .tuple(minute, fc.integer({ min: 0, max: 9 }), fc.double({ min: -90, max: 90, noNaN: true }))
    .map(([at, device, tilt_x]) => tells(at, { tilt_x }, `020000fffe00004${device}`)),
  fc
    .tuple(minute, fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 1 }))
    .map(([at, device, vehicle_present]) => tells(at, { vehicle_present }, `020000fffe00005${device}`)),
  fc.tuple(minute, fc.integer({ min: 0, max: 3 })).map(([at, vision_class]) => tells(at, { vision_class })),
);
const anything = fc.array(anyFrame, { minLength: 1, maxLength: 150 });
const camera = { vehicleClasses: [2], personClasses: [0] };

describe("whatever sensors tell", () => {
  it("the score is 0 to 100 and the sum of what the evidence counts for; a level is never danger", () => {
    fc.assert(
      fc.property(anything, (frames) => {
        for (const { assessment } of told([...frames, ground(6000, 0)], camera).steps) {
          if (assessment === undefined) continue;
          const sum = assessment.evidence.reduce((total, { contribution }) => total + contribution, 0);
          expect(assessment.score).toBeCloseTo(sum, 6);
          expect(assessment.score).toBeGreaterThanOrEqual(0);
          expect(assessment.score).toBeLessThanOrEqual(100);
          expect(isAtLeast(assessment.level, "danger")).toBe(false);
        }
      }),
    );
  });

  it("what is remembered is plain and small", () => {
    fc.assert(
      fc.property(anything, (frames) => {
        const { memory } = told([...frames, ground(6000, 0)], camera);
        expect(JSON.parse(JSON.stringify(memory))).toEqual(memory);
        expect(Object.keys(memory.grounds).length).toBeLessThanOrEqual(4);
        expect(Object.keys(memory.watchers).length).toBeLessThanOrEqual(4);
        expect(memory.visits.length).toBeLessThanOrEqual(6);
      }),
    );
  });

  it("without anything that tells of vehicles there is a suspicion at most", () => {
    const blind = fc.array(
      fc.tuple(minute, fc.constantFrom(0, 0, 0.3, 1.2)).map(([at, heapM]) => ground(at, heapM)),
      { minLength: 1, maxLength: 300 },
    );
    fc.assert(
      fc.property(blind, (frames) => {
        expect(told(frames).changes.join()).not.toContain("warning");
      }),
    );
  });

  it("a collection never raises a case: at its time something may lie there, and lie on", () => {
    const during = fc.record({
      arrives: fc.integer({ min: 0, max: 50 }),
      stays: fc.integer({ min: 1, max: 40 }),
      heapM: fc.double({ min: 0.2, max: 2, noNaN: true }),
      everyMin: fc.constantFrom(1, 5, 10),
    });
    const settings = { collections: [{ weekday: "tuesday", from: "22:00", to: "23:45" }] };
    fc.assert(
      fc.property(during, ({ arrives, stays, heapM, everyMin }) => {
        const before = looks(bare(10), -10 * everyMin, everyMin);
        const after = looks(lying(heapM, 40), arrives + stays, everyMin);
        const frames = [...before, ...vehicle(arrives, arrives + stays), ...after];
        expect(told(frames, settings).changes.join()).not.toContain("warning");
      }),
    );
  });

  it("a heap of any size that a lorry leaves at any time of the day is one case", () => {
    const dump = fc.record({
      at: fc.integer({ min: 100, max: 1500 }),
      stays: fc.integer({ min: 2, max: 20 }),
      heapM: fc.double({ min: 0.2, max: 2, noNaN: true }),
      everyMin: fc.constantFrom(1, 5, 10),
    });
    fc.assert(
      fc.property(dump, ({ at, stays, heapM, everyMin }) => {
        const count = Math.ceil(at / everyMin);
        const frames = [
          ...looks([...bare(count), ...lying(heapM, 60)], 0, everyMin),
          comes(count * everyMin - 0.5),
          goes(count * everyMin - 0.5 + stays),
        ];
        const { changes } = told(frames);
        expect(changes).toHaveLength(1);
        expect(changes[0]).toContain("normal>warning");
      }),
    );
  });
});

it("the memory of a site with a case packs into a few hundred bytes", () => {
  const { memory } = told([...vehicle(30.5, 36.5), ...looks([...bare(4), ...lying(0.6, 20)])]);
  const packed = packPlain(memory, START);
  const bytes =
    packed.slice(0, 3).reduce((sum, part) => sum + (part as Uint8Array).length, 0) + packed[3].length * 9;
  expect(bytes).toBeLessThan(400);
});
