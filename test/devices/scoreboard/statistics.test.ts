import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { areaUnderCurve } from "#devices/scoreboard/area-under-curve.ts";
import { meanOf, medianOf, shareOf } from "#devices/scoreboard/statistics.ts";

describe("how well a number tells two classes apart", () => {
  it.each([
    ["always", [3, 4], [1, 2], 1],
    ["never", [1, 2], [3, 4], 0],
    ["in three pairs of four", [2, 4], [1, 3], 0.75],
    ["not at all, when all are the same", [1, 1], [1, 1, 1], 0.5],
    ["a tie counts half", [1, 2], [1], 0.75],
  ])("%s", (_, positive, negative, expected) => {
    expect(areaUnderCurve(positive, negative)).toBeCloseTo(expected, 12);
  });

  it("says nothing where one class is empty", () => {
    expect(areaUnderCurve([], [1])).toBeUndefined();
    expect(areaUnderCurve([1], [])).toBeUndefined();
  });

  it("is the share of pairs that stand in the right order", () => {
    const few = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(few, few, (positive, negative) => {
        const pairs = positive.flatMap((p) => negative.map((n) => (p > n ? 1 : p === n ? 0.5 : 0)));
        const share = pairs.reduce<number>((sum, one) => sum + one, 0) / pairs.length;
        expect(areaUnderCurve(positive, negative)).toBeCloseTo(share, 9);
      }),
    );
  });
});

describe("shares, medians and means", () => {
  const isEven = (value: number) => value % 2 === 0;

  it("a share of nothing has a reason in the place of a value", () => {
    expect(shareOf([1, 2, 3, 4], isEven, "number")).toBe(0.5);
    expect(shareOf([], isEven, "number")).toEqual({ reason: "there is no number" });
  });

  it("what never came counts as later than all", () => {
    expect(medianOf([5, 9, Number.NEGATIVE_INFINITY], "flood")).toBe(5);
    expect(medianOf([9, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY], "flood")).toEqual({
      reason: "half of them and more never came: flood",
    });
    expect(medianOf([], "flood")).toEqual({ reason: "there is no flood" });
  });

  it("a mean over conditions needs a value under each", () => {
    expect(meanOf([1, 2])).toBe(1.5);
    expect(meanOf([1, { reason: "there is no flood" }])).toEqual({ reason: "there is no flood" });
  });
});
