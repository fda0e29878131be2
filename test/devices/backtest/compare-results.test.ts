import { describe, expect, it } from "vitest";
import { compareResults } from "#devices/backtest/compare-results.ts";
import { runBacktest } from "#devices/backtest/run-backtest.ts";
import { depths, flood, minute, road } from "./lam-kam-road.ts";

const rows = depths([...flood(0.36, 0.02), ...flood(0.15, 0.02)]);
const played = (settings: Readonly<Record<string, unknown>> = {}) => runBacktest(road(settings), rows);

describe("two configurations on one recording", () => {
  it("that are the same do the same", () => {
    const { changes, same, moreSms } = compareResults(played(), played());
    expect(changes).toEqual([]);
    expect(same).toBeGreaterThan(3);
    expect(moreSms).toBe(0);
  });

  it("a lower advisory is told of earlier, and says by how much", () => {
    const { changes } = compareResults(played({ advisoryM: 0.06 }), played());
    const first = changes.find(({ change }) => change === "moves");
    expect(first).toMatchObject({ hazard: "flood", level: "advisory", at: minute(7), byMinutes: -2 });
  });

  it("a higher one lets the small flood go by: its alerts vanish, and so do their text messages", () => {
    const { changes, moreSms } = compareResults(played({ advisoryM: 0.18, warningM: 0.25 }), played());
    const later = changes.filter(({ at }) => at > minute(80));
    expect(later.length).toBeGreaterThan(1);
    expect(later.every(({ change }) => change === "vanishes")).toBe(true);
    expect(moreSms).toBeLessThan(0);
    const back = compareResults(played(), played({ advisoryM: 0.18, warningM: 0.25 }));
    expect(back.changes.filter(({ at }) => at > minute(80)).every(({ change }) => change === "appears")).toBe(
      true,
    );
    expect(back.moreSms).toBe(-moreSms);
  });
});
