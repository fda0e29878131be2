import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gaugeView, LABEL_HEIGHT_PERCENT, spreadLabels } from "#dashboards/board/gauge-view.ts";
import { textsOf } from "#dashboards/board/texts/of-language.ts";
import { bridgeWarning } from "./statuses.ts";

const flood = (changes: object = {}) => {
  const { flood: reading } = bridgeWarning();
  if (reading === undefined) throw new Error("the bridge has a flood gauge");
  return { ...reading, ...changes };
};

describe("the drawn gauge", () => {
  test("stands as high as the water, with the thresholds at their heights", () => {
    const view = gaugeView(flood(), textsOf.en);
    expect(view.fillPercent).toBe(81);
    expect(
      view.marks.map(({ word, value, percent, isReached }) => [word, value, percent, isReached]),
    ).toEqual([
      ["Advisory", "1.00", 50, true],
      ["Warning", "1.50", 75, true],
      ["Danger", "1.80", 90, false],
    ]);
  });

  test("never runs over its frame or under its foot", () => {
    expect(gaugeView(flood({ waterLevelM: 2.6 }), textsOf.en)).toMatchObject({
      fillPercent: 100,
      isOverTop: true,
    });
    expect(gaugeView(flood({ waterLevelM: -0.04 }), textsOf.en)).toMatchObject({
      fillPercent: 0,
      isOverTop: false,
    });
  });

  test("says in words what it draws", () => {
    expect(gaugeView(flood(), textsOf["zh-HK"]).description).toBe("1.62米。留意 1.00，警告 1.50，危險 1.80");
  });
});

test("labels never lie on each other, keep their order, and stay in the picture", () => {
  const heights = fc.array(fc.float({ min: 0, max: 100, noNaN: true }), { minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(heights, (percents) => {
      const [a = 0, b = 0, c = 0] = spreadLabels(percents.slice().sort((x, y) => x - y));
      expect(a).toBeGreaterThanOrEqual(0);
      expect(b - a).toBeGreaterThanOrEqual(LABEL_HEIGHT_PERCENT - 1e-9);
      expect(c - b).toBeGreaterThanOrEqual(LABEL_HEIGHT_PERCENT - 1e-9);
      expect(c).toBeLessThanOrEqual(100);
    }),
  );
});
