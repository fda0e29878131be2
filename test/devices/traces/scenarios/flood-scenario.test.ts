import { describe, expect, it } from "vitest";
import { FLOOD_PLACES, type FloodPlaceName } from "#devices/traces/scenarios/flood-places.ts";
import { scenario } from "#devices/traces/scenarios/scenario.ts";
import type { ScenarioRow } from "#devices/traces/scenarios/scenario-row.ts";
import type { FloodEvent } from "#devices/traces/scenarios/scenario-truth.ts";
import { MINUTE_MS } from "#shared/domain/time.ts";
import { eventsOf, percentile, readAll, seeds } from "./read-all.ts";

const flood = { hazard: "flood", days: 24 } as const;
const levelOf = (row: ScenarioRow, place: FloodPlaceName) =>
  FLOOD_PLACES[place].sensorHeightM - (row.values.distance ?? Number.NaN);

/** When a level is crossed, in minutes from the event's beginning, between two of its points. */
const crossing = ({ levelsM }: FloodEvent, levelM: number): number | undefined => {
  const after = levelsM.findIndex((level) => level >= levelM);
  const [below, above] = [levelsM[after - 1], levelsM[after]];
  if (below === undefined || above === undefined) return undefined;
  return after - 1 + (levelM - below) / (above - below);
};

describe("floods of a road", () => {
  // The truth is there before any row is read.
  const events = seeds(60).flatMap((seed) =>
    eventsOf(scenario({ ...flood, kind: "event", seed, place: "road", events: 2 }), "flood"),
  );

  it("come from 10 to 30 cm in a median 8 minutes, one in ten within some 2.3, as FloodNet's inland floods do", () => {
    const minutes = events.flatMap((event) => {
      const [from, to] = [crossing(event, 0.1), crossing(event, 0.3)];
      return from === undefined || to === undefined ? [] : [to - from];
    });
    expect(minutes.length).toBeGreaterThan(110);
    expect(percentile(minutes, 50)).toBeGreaterThan(6);
    expect(percentile(minutes, 50)).toBeLessThan(10.5);
    expect(percentile(minutes, 10)).toBeGreaterThan(1.4);
    expect(percentile(minutes, 10)).toBeLessThan(3.3);
  });

  it("reach 31 to 91 cm and more, a median of 55", () => {
    const peaks = events.map(({ peakM }) => peakM);
    expect(percentile(peaks, 0)).toBeGreaterThan(0.3);
    expect(percentile(peaks, 50)).toBeGreaterThan(0.45);
    expect(percentile(peaks, 50)).toBeLessThan(0.65);
  });
});

describe("a gauge over water", () => {
  const both = (place: FloodPlaceName, seed: number) => ({
    event: readAll({ ...flood, kind: "event", seed, place }),
    quiet: readAll({ ...flood, kind: "quiet", seed, place }),
  });

  it.each(["drain", "road", "river", "quay"] as const)(
    "at a %s tells each flood as high as it is, and what it tells of the time before is as in a quiet time",
    (place) => {
      for (const seed of seeds(2)) {
        const { event, quiet } = both(place, seed);
        expect(eventsOf(event, "flood")).toHaveLength(1);
        expect(quiet.truth.events).toEqual([]);
        for (const { from, to, peakM } of eventsOf(event, "flood")) {
          const during = event.rows.filter(({ atMs }) => atMs >= from && atMs < to);
          const highest = Math.max(...during.map((row) => levelOf(row, place)));
          expect(Math.abs(highest - peakM)).toBeLessThan(0.12);
          const calm = quiet.rows.filter(({ atMs }) => atMs >= from && atMs < to);
          expect(highest).toBeGreaterThan(Math.max(...calm.map((row) => levelOf(row, place))) + 0.1);
        }
        const [first] = eventsOf(event, "flood");
        const earlier = (rows: readonly ScenarioRow[]) =>
          rows.filter(({ receivedAtMs }) => receivedAtMs < (place === "quay" ? 0 : (first?.from ?? 0)));
        expect(earlier(event.rows)).toEqual(earlier(quiet.rows));
      }
    },
  );

  it.each([
    ["drain", 0.45 * 2],
    ["road", 0.09],
    ["river", 2.2],
    ["quay", 2.75],
  ] as const)("never tells of more than it should in a quiet summer at a %s", (place, mostM) => {
    const { rows, truth } = readAll({ hazard: "flood", kind: "quiet", seed: 11, days: 120, place });
    expect(truth.nuisances.filter(({ kind }) => kind === "shower").length).toBeGreaterThan(60);
    expect(rows.filter((row) => levelOf(row, place) >= mostM)).toEqual([]);
  });

  it("reports every five minutes when dry, every minute once wet", () => {
    const { rows } = readAll({ ...flood, kind: "event", seed: 3, place: "road" });
    const gaps = rows.slice(1).map((row, index) => {
      const before = rows[index] as ScenarioRow;
      const levelM = levelOf(before, "road");
      return {
        wet: levelM >= 0.03,
        near: Math.abs(levelM - 0.03) < 0.001,
        minutes: (row.atMs - before.atMs) / MINUTE_MS,
      };
    });
    // A second of the device's own clock is the only play.
    expect(gaps.filter(({ wet, near, minutes }) => !near && Math.floor(minutes) !== (wet ? 1 : 5))).toEqual(
      [],
    );
    expect(gaps.filter(({ wet }) => wet).length).toBeGreaterThan(30);
  });
});
