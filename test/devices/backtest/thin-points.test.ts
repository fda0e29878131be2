import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Point, thinPoints } from "#devices/backtest/chart/thin-points.ts";

const series = fc
  .array(
    fc.record({ apartMs: fc.integer({ min: 1, max: 100 }), value: fc.integer({ min: -1000, max: 1000 }) }),
    { minLength: 1, maxLength: 600 },
  )
  .map((steps): readonly Point[] => {
    let at = 0;
    return steps.map(({ apartMs, value }) => {
      at += apartMs;
      return { at, value };
    });
  });

describe("points thinned before they are drawn", () => {
  it("keep the first, the last, the lowest and the highest, in order, and are four a column at most", () => {
    fc.assert(
      fc.property(series, fc.integer({ min: 1, max: 80 }), (points, columns) => {
        const thin = thinPoints(points, { columns, gapMs: Number.POSITIVE_INFINITY });
        expect(thin.length).toBeLessThanOrEqual(4 * (columns + 1));
        expect(thin[0]).toBe(points[0]);
        expect(thin.at(-1)).toBe(points.at(-1));
        const values = (some: readonly Point[]) => some.map(({ value }) => value);
        expect(Math.max(...values(thin))).toBe(Math.max(...values(points)));
        expect(Math.min(...values(thin))).toBe(Math.min(...values(points)));
        expect(thin.toSorted((a, b) => a.at - b.at)).toEqual(thin);
      }),
    );
  });

  it("break the line where nothing was heard for too long", () => {
    const points = [0, 1, 2, 500, 501].map((at) => ({ at, value: 1 }));
    const thin = thinPoints(points, { columns: 1000, gapMs: 100 });
    expect(thin.map(({ value }) => value)).toEqual([1, 1, 1, Number.NaN, 1, 1]);
  });

  it("are none where there are none", () => {
    expect(thinPoints([], { columns: 10, gapMs: 1 })).toEqual([]);
  });
});
