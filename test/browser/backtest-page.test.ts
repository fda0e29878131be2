import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compareResults } from "#devices/backtest/compare-results.ts";
import { backtestPage } from "#devices/backtest/page/backtest-page.ts";
import { comparisonSection } from "#devices/backtest/page/comparison-section.ts";
import { runBacktest } from "#devices/backtest/run-backtest.ts";
import { depth, depths, flood, minute, road } from "#test/devices/backtest/lam-kam-road.ts";
import { launch } from "./browser.ts";

const PHONE = { width: 360, height: 740 };
const DESK = { width: 1280, height: 900 };

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** Two floods with an echo between, and a gauge that is lost in the second. */
const rows = [...depths(flood(0.36, 0.02)), depth(90, 1.9), ...depths(flood(0.36, 0.02).slice(0, 24), 91)];
const html = (): string => {
  const setup = { ...road(), keepReadings: true };
  const result = runBacktest(setup, rows, { until: minute(200) });
  const [site] = setup.village.sites;
  if (site === undefined) throw new Error("the road is there");
  const compared = compareResults(result, runBacktest(road({ advisoryM: 0.06 }), rows));
  return backtestPage({ site, result, before: comparisonSection(compared, "other.yaml") });
};

const open = async (viewport: typeof PHONE, colorScheme: "light" | "dark"): Promise<Page> => {
  const page = await browser.newPage({ viewport, colorScheme });
  await page.setContent(html());
  return page;
};

describe("the page of a back-test", () => {
  test.each([
    ["on a phone by day", PHONE, "light"],
    ["on a phone at night", PHONE, "dark"],
    ["at a desk by day", DESK, "light"],
    ["at a desk at night", DESK, "dark"],
  ] as const)(
    "has no barrier for who cannot see well, and nothing beyond the edge, %s",
    async (_, viewport, scheme) => {
      const page = await open(viewport, scheme);
      const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
      await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
      await page.evaluate(await readFile(axe, "utf8"));
      const violations = await page.evaluate(
        "axe.run().then(({ violations }) => violations.map((one) => [one.id, one.nodes.map((node) => node.html.slice(0, 200))]))",
      );
      expect(violations).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
      await page.close();
    },
  );

  test("shows one drawing of each chart, in letters of ten pixels at least on a phone", async () => {
    const page = await open(PHONE, "light");
    const letters = await page.evaluate(
      "[...document.querySelectorAll('svg')].filter((svg) => svg.getBoundingClientRect().width > 0).map((svg) => 12 * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width)",
    );
    expect(letters).toHaveLength(3);
    expect(Math.min(...(letters as number[]))).toBeGreaterThanOrEqual(10);
    await page.close();
  });
});
