import { expect, it } from "vitest";
import { dayOf, hourOf, weekdayOf } from "#devices/traces/scenarios/hong-kong-clock.ts";
import { parkedOf } from "#devices/traces/scenarios/lay-by.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "#shared/domain/time.ts";
import { eventsOf, fits, percentile, readAll, seeds } from "./read-all.ts";

const layBy = { hazard: "illegal_dumping", days: 120 } as const;
const [VEHICLE, HEIGHT] = ["020000fffed00401", "020000fffed00402"];

const runs = seeds(12).map((seed) => readAll({ ...layBy, kind: "event", seed }));
const medianBetween = (rows: (typeof runs)[number]["rows"], from: number, to: number) =>
  percentile(
    rows
      .filter(({ devEui, atMs }) => devEui === HEIGHT && atMs >= from && atMs < to)
      .map(({ values }) => values.distance ?? 0),
    50,
  );

it("leaves a heap that stays until it is collected, after a vehicle of 2 to 20 minutes, mostly at odd hours", () => {
  const dumps = runs.flatMap((run) => eventsOf(run, "dumping").map((event) => ({ run, event })));
  expect(dumps.length).toBeGreaterThan(65);
  for (const { run, event } of dumps) {
    const { from, to, heapM, clearedAt = Number.POSITIVE_INFINITY } = event;
    expect(to - from).toBeGreaterThanOrEqual(2 * MINUTE_MS);
    expect(to - from).toBeLessThanOrEqual(20 * MINUTE_MS);
    const middle = (from + to) / 2;
    const told = run.rows.findLast(({ devEui, atMs }) => devEui === VEHICLE && atMs <= middle);
    expect(told?.values.vehicle_present).toBe(1);
    const end = Math.min(clearedAt - 10 * MINUTE_MS, to + 4 * HOUR_MS);
    if (end - to < 2 * HOUR_MS) continue;
    const before = medianBetween(run.rows, from - 4 * HOUR_MS, from);
    const after = medianBetween(run.rows, to, end);
    // Who collects, mows or parks in these hours changes it too.
    if (
      run.truth.nuisances.some(
        (one) => one.kind !== "before_sensor" && one.to > from - 4 * HOUR_MS && one.from < end,
      )
    )
      continue;
    expect(Math.abs(before - after - heapM)).toBeLessThan(0.15);
  }
  const odd = dumps.filter(({ event }) => hourOf(event.from) < 6 || hourOf(event.from) >= 21).length;
  expect(fits(odd, dumps.length, 0.7)).toBe(true);
});

it("collects once a week at the hour it says, and clears the ground", () => {
  for (const { truth, facts, rows } of runs) {
    const collections = truth.nuisances.filter(({ kind }) => kind === "collection");
    const { weekday, hour } = facts.collections as { weekday: number; hour: number };
    expect(collections.length).toBeGreaterThanOrEqual(17);
    for (const { from, to } of collections) {
      expect(weekdayOf(dayOf(from))).toBe(weekday);
      expect(Math.abs(hourOf(from) - hour)).toBeLessThanOrEqual(0.25);
      expect(medianBetween(rows, to, to + 2 * HOUR_MS)).toBeGreaterThan(3.5 - 0.15 - 0.2);
    }
  }
});

it("lets one parked vehicle in five stay longer than ten minutes", () => {
  const parked = seeds(20).flatMap((seed) => parkedOf(seed, { from: 0, to: 100 * DAY_MS }));
  expect(fits(parked.filter(({ from, to }) => to - from > 10 * MINUTE_MS).length, parked.length, 0.2)).toBe(
    true,
  );
});

it("has no step that stays in a quiet season", () => {
  for (const seed of seeds(3)) {
    const { rows, truth } = readAll({ ...layBy, kind: "quiet", seed });
    expect(truth.events).toEqual([]);
    const start = rows[0]?.atMs ?? 0;
    const days = seeds(118).map((day) =>
      medianBetween(rows, start + day * DAY_MS, start + (day + 1) * DAY_MS),
    );
    expect(Math.min(...days)).toBeGreaterThan(3.5 - 0.2);
  }
});
