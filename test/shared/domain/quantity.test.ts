import { describe, expect, it } from "vitest";
import { hazardSchema } from "#shared/domain/hazard.ts";
import { QUALITY } from "#shared/domain/observation.ts";
import { isQuantity, isWithinBounds, QUANTITIES } from "#shared/domain/quantity.ts";
import { QUARANTINE_REASONS } from "#shared/domain/quarantine.ts";

describe("the catalogue of quantities", () => {
  it("knows its own names, and none that every object has", () => {
    expect(isQuantity("water_level")).toBe(true);
    expect(isQuantity("toString")).toBe(false);
  });

  it("tells the possible from the impossible, its bounds included", () => {
    expect(isWithinBounds("distance", 0)).toBe(true);
    expect(isWithinBounds("distance", 60)).toBe(true);
    expect(isWithinBounds("distance", -0.001)).toBe(false);
    expect(isWithinBounds("distance", 60.001)).toBe(false);
    expect(isWithinBounds("distance", Number.NaN)).toBe(false);
  });

  it("gives each one unit, bounds in order, and a resolution that a window can count in", () => {
    for (const { unit, minimum, maximum, resolution } of Object.values(QUANTITIES)) {
      expect(unit).not.toBe("");
      expect(minimum).toBeLessThan(maximum);
      expect(resolution).toBeGreaterThan(0);
    }
  });
});

describe("the words the system counts by", () => {
  it("flags are QARTOD's", () => {
    expect(QUALITY).toEqual({ good: 1, notEvaluated: 2, suspect: 3, fail: 4, missing: 9 });
  });

  it("each reason for quarantine is named once", () => {
    expect(new Set(QUARANTINE_REASONS).size).toBe(QUARANTINE_REASONS.length);
  });

  it("a hazard is a name in snake case, and the list of them is open", () => {
    for (const hazard of ["flood", "hill_fire", "wild_pig", "illegal_dumping", "landslip"]) {
      expect(hazardSchema.safeParse(hazard).success).toBe(true);
    }
    expect(hazardSchema.safeParse("Hill fire").error?.issues[0]?.message).toContain("snake case");
  });
});
