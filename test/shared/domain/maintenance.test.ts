import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  isUnderMaintenance,
  type Maintenance,
  withMaintenance,
  withoutMaintenance,
} from "#shared/domain/maintenance.ts";
import { DAY_MS, HOUR_MS } from "#shared/domain/time.ts";

const GAUGE = "020000fffe000001";
const OTHER = "020000fffe000002";
const NOON = Date.UTC(2026, 10, 21, 4);
const entry = (fromH: number, toH: number, devEui = GAUGE): Maintenance => ({
  devEui,
  from: NOON + fromH * HOUR_MS,
  to: NOON + toH * HOUR_MS,
  by: "wong",
});
const at = (hours: number) => NOON + hours * HOUR_MS;

describe("a device under maintenance", () => {
  it("is so from the first instant up to the last, and no other device is", () => {
    const maintenance = [entry(0, 2)];
    expect([-0.1, 0, 1.9, 2].map((hours) => isUnderMaintenance({ maintenance }, GAUGE, at(hours)))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(isUnderMaintenance({ maintenance }, OTHER, at(1))).toBe(false);
    expect(isUnderMaintenance({}, GAUGE, at(1))).toBe(false);
  });

  it("is done when somebody says so, and what was before stays true", () => {
    const ended = withoutMaintenance([entry(-9, -8), entry(0, 2), entry(0, 2, OTHER)], GAUGE, at(1));
    expect(ended).toEqual([entry(-9, -8), entry(0, 1), entry(0, 2, OTHER)]);
    expect(withoutMaintenance([entry(2, 4)], GAUGE, at(1))).toEqual([]);
  });

  it("goes on for as long as was said last", () => {
    expect(withMaintenance([entry(0, 2)], entry(1, 5))).toEqual([entry(0, 1), entry(1, 5)]);
    expect(withMaintenance([entry(0, 9)], entry(1, 2))).toEqual([entry(0, 1), entry(1, 2)]);
  });

  it("is forgotten a month later", () => {
    const old = { ...entry(0, 1), from: NOON - 33 * DAY_MS, to: NOON - 32 * DAY_MS };
    expect(withMaintenance([old], entry(0, 2))).toEqual([entry(0, 2)]);
  });

  it("has, after any orders, what was last said of each instant since", () => {
    const order = fc.record({ from: fc.nat(20), hours: fc.integer({ min: 1, max: 10 }), ends: fc.boolean() });
    fc.assert(
      fc.property(fc.array(order, { maxLength: 8 }), (orders) => {
        let entries: readonly Maintenance[] = [];
        const expected = new Set<number>();
        for (const { from, hours, ends } of orders.toSorted((a, b) => a.from - b.from)) {
          for (let hour = from; hour < 40; hour += 1) expected.delete(hour);
          if (!ends) for (let hour = from; hour < from + hours; hour += 1) expected.add(hour);
          entries = ends
            ? withoutMaintenance(entries, GAUGE, at(from))
            : withMaintenance(entries, entry(from, from + hours));
        }
        for (let hour = 0; hour < 40; hour += 1) {
          expect(isUnderMaintenance({ maintenance: entries }, GAUGE, at(hour))).toBe(expected.has(hour));
        }
      }),
    );
  });
});
