import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BacktestResult } from "#devices/backtest/backtest-result.ts";
import { runBacktest } from "#devices/backtest/run-backtest.ts";
import { receivedAtOf, type SeriesRow } from "#devices/backtest/series-row.ts";
import { MINUTE_MS } from "#shared/domain/time.ts";
import { depth, GAUGE, road, SPARE } from "./lam-kam-road.ts";

/** Water that rises, falls, jumps and is lost; frames that come late, twice, and of two gauges at once. */
const water = fc.array(
  fc.record({
    changeM: fc.oneof(
      { weight: 6, arbitrary: fc.double({ min: -0.04, max: 0.05, noNaN: true }) },
      { weight: 1, arbitrary: fc.constantFrom(0.6, -0.6, 1.8) },
    ),
    isEcho: fc.oneof({ weight: 8, arbitrary: fc.constant(false) }, fc.constant(true)),
    afterMin: fc.oneof({ weight: 8, arbitrary: fc.constant(1) }, fc.constantFrom(0, 0.5, 5, 11, 90)),
    heldMin: fc.oneof({ weight: 8, arbitrary: fc.constant(0) }, fc.constantFrom(0.2, 3, 45, 80)),
    devEui: fc.constantFrom(GAUGE, GAUGE, GAUGE, SPARE),
    again: fc.oneof({ weight: 8, arbitrary: fc.constant(false) }, fc.constant(true)),
  }),
  { minLength: 60, maxLength: 200, size: "max" },
);

const rowsOf = (story: typeof water extends fc.Arbitrary<infer T> ? T : never): readonly SeriesRow[] => {
  let [atMin, levelM] = [0, 0];
  const showerM = () => 0.2 + 0.2 * Math.sin(atMin / 20);
  const rows = story.flatMap(({ changeM, isEcho, afterMin, heldMin, devEui, again }) => {
    atMin += afterMin;
    const seenM = Math.min(2.9, Math.max(-0.02, levelM + 0.3 * (showerM() - levelM) + changeM));
    if (!isEcho) levelM = seenM;
    const at = depth(atMin, seenM, { devEui });
    const row = { ...at, receivedAt: at.observedAt + heldMin * MINUTE_MS };
    return again ? [row, row] : [row];
  });
  return rows.toSorted((a, b) => receivedAtOf(a) - receivedAtOf(b));
};

/**
 * Everything but the flags: a reading that its gauge's next one, an hour later, shows to have been a spike is flagged only where the window
 * still holds it, and in a batch it is held a little longer.
 */
const told = ({ sites, ...counts }: BacktestResult) => ({
  ...counts,
  sites: sites.map(({ siteId, hazards }) => ({ siteId, hazards })),
});

/** Ten seconds on a quiet machine. */
const BESIDE_OTHER_WORK_MS = 120_000;

describe("the size of a batch has no part in what a back-test finds", () => {
  it(
    "rows taken one by one and rows taken together lead to the same alerts, at the same moments, in the same words",
    () => {
      let alerts = 0;
      fc.assert(
        fc.property(water, fc.constantFrom(2, 7, 40, 128), (story, batchRows) => {
          const rows = rowsOf(story);
          const until = receivedAtOf(rows.at(-1) ?? depth(0, 0)) + 60 * MINUTE_MS;
          const alone = runBacktest(road(), rows, { batchRows: 1, until });
          const together = runBacktest(road(), rows, { batchRows, until });
          alerts += alone.sites.flatMap(({ hazards }) => hazards).flatMap((one) => one.alerts).length;
          expect(told(together)).toEqual(told(alone));
        }),
        { numRuns: 30 },
      );
      expect(alerts).toBeGreaterThan(50);
    },
    BESIDE_OTHER_WORK_MS,
  );
});
