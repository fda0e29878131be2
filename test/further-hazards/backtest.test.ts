import { describe, expect, it, vi } from "vitest";
import type { SeriesRow } from "#devices/backtest/series-row.ts";

/** A rule made for tests: every car counts, an alarm lasts 30 minutes, silence after a jam raises, the other gate's warning makes danger. */
vi.mock("#shared/rules/hazard-list.ts", async () => {
  const { cars: definition } = await import("./car-definition.ts");
  return { HAZARDS: [definition] };
});

const { runBacktest } = await import("#devices/backtest/run-backtest.ts");
const { gateSite, MINUTE, START } = await import("./car-rule.ts");

const COUNTERS = { "north-gate": "020000fffe0000c0", "south-gate": "020000fffe0000c1" } as const;
type Gate = keyof typeof COUNTERS;

const village = {
  villageId: "lam-tsuen",
  name: { "zh-HK": "林村", en: "Lam Tsuen" },
  telephone: "+12025550140",
  sites: [gateSite("north-gate"), gateSite("south-gate")],
  devices: (Object.keys(COUNTERS) as Gate[]).map((siteId) => ({
    devEui: COUNTERS[siteId],
    profileId: "parametric/pcr2",
    reportIntervalS: 600,
    assignments: [{ siteId, validFrom: 0 }],
  })),
};

const cars = (siteId: Gate, minute: number, count: number): SeriesRow => ({
  devEui: COUNTERS[siteId],
  observedAt: START + minute * MINUTE,
  values: { passages_left_to_right: count },
});

/** Every alert of a gate: minute of its sending and level. */
const told = (rows: readonly SeriesRow[], siteId: Gate, options: Parameters<typeof runBacktest>[2] = {}) =>
  runBacktest({ village, addressees: [] }, rows, options)
    .sites.filter((site) => site.siteId === siteId)
    .flatMap(({ hazards }) => hazards)
    .flatMap(({ alerts }) => alerts)
    .map(({ alert }) => `${(alert.sent - START) / MINUTE} ${alert.level}`);

describe.each([1, 2, 128])("a back-test of another hazard, %i rows at a time", (batchRows) => {
  it("ends an alarm that ends by itself at its time, also after the last row", () => {
    expect(told([cars("north-gate", 0, 0), cars("north-gate", 5, 2)], "north-gate", { batchRows })).toEqual([
      "5 warning",
      "35 normal",
    ]);
  });

  it("ends it before the next row comes, at its own time", () => {
    const rows = [cars("north-gate", 5, 2), cars("north-gate", 50, 0), cars("north-gate", 51, 1)];
    expect(told(rows, "north-gate", { batchRows })).toEqual([
      "5 warning",
      "35 normal",
      "51 warning",
      "81 normal",
    ]);
  });

  it("lets silence raise at the moment the site goes blind, if the clock runs on for so long", () => {
    const rows = [cars("north-gate", 0, 0), cars("north-gate", 5, 9)];
    expect(told(rows, "north-gate", { batchRows })).toEqual(["5 warning"]);
    const alone = told(rows, "north-gate", { batchRows, until: START + 60 * MINUTE });
    expect(alone.map((text) => text.replace(/\.\d+/, ""))).toEqual(["5 warning", "25 danger"]);
  });

  it("asks the other gate where the rule asks, as it stood then", () => {
    const rows = [
      cars("north-gate", 0, 0),
      cars("south-gate", 1, 0),
      cars("south-gate", 4, 2),
      cars("north-gate", 5, 1),
      cars("south-gate", 6, 0),
    ];
    expect(told(rows, "north-gate", { batchRows })[0]).toBe("5 danger");
    expect(told(rows, "south-gate", { batchRows })[0]).toBe("4 warning");
    const withoutSouth = rows.filter(({ devEui }) => devEui === COUNTERS["north-gate"]);
    expect(told(withoutSouth, "north-gate", { batchRows })[0]).toBe("5 warning");
  });

  it("counts both gates in quiet hours", () => {
    const rows = Array.from({ length: 400 }, (_, index) =>
      cars(index % 2 === 0 ? "north-gate" : "south-gate", index, 0),
    );
    const result = runBacktest({ village, addressees: [] }, rows, { batchRows });
    expect(result).toMatchObject({ rows: 400, unplaced: 0 });
    expect(result.sites.map(({ flags }) => flags)).toEqual([
      { passages_left_to_right: { 1: 200 } },
      { passages_left_to_right: { 1: 200 } },
    ]);
  });
});
