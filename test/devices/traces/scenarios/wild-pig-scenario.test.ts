import { expect, it } from "vitest";
import { VISION_CLASSES } from "#devices/traces/scenarios/camera.ts";
import { hourOf } from "#devices/traces/scenarios/hong-kong-clock.ts";
import { HOUR_MS } from "#shared/domain/time.ts";
import { eventsOf, fits, percentile, readAll, seeds } from "./read-all.ts";

const pigs = { hazard: "wild_pig", days: 100 } as const;
const runs = seeds(30).map((seed) => readAll({ ...pigs, kind: "event", seed, events: 20 }));
const visits = runs.flatMap((run) => eventsOf(run, "visit"));

it("lets pigs come by night in 87 of 100 visits, one at a time in more than half, up to ten", () => {
  expect(visits.length).toBeGreaterThan(590);
  expect(
    fits(visits.filter(({ from }) => hourOf(from) >= 19 || hourOf(from) < 7).length, visits.length, 0.87),
  ).toBe(true);
  const sizes = visits.map(({ pigs: count }) => count);
  expect([percentile(sizes, 0), percentile(sizes, 50)]).toEqual([1, 1]);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(10);
  expect(sizes.some((size) => size >= 6)).toBe(true);
  expect(visits.every(({ pigs: count, piglets }) => piglets < count)).toBe(true);
});

it("lets the sensors tell of what they noticed of a visit, as often as its truth says", () => {
  for (const run of runs) {
    for (const { from, to, motions, sightings } of eventsOf(run, "visit")) {
      const during = run.rows.filter(({ atMs }) => atMs >= from && atMs < to + 10_000);
      expect(during.filter(({ values }) => values.motion === 1).length).toBeGreaterThanOrEqual(motions);
      expect(
        during.filter(({ values }) => values.vision_class === VISION_CLASSES.pig).length,
      ).toBeGreaterThanOrEqual(sightings);
    }
  }
  const unnoticed = visits.filter(({ motions, sightings }) => motions === 0 && sightings === 0);
  expect(unnoticed.length / visits.length).toBeLessThan(0.1);
});

it("takes 3 in 100 sightings of others for a pig, and says which", () => {
  const quiet = seeds(30).map((seed) => readAll({ ...pigs, kind: "quiet", seed }));
  const sightings = quiet
    .flatMap(({ rows }) => rows)
    .filter(({ values }) => values.vision_class !== undefined);
  const taken = sightings.filter(({ values }) => values.vision_class === VISION_CLASSES.pig);
  expect(fits(taken.length, sightings.length, 0.03)).toBe(true);
  expect(quiet.flatMap(({ truth }) => truth.nuisances)).toHaveLength(taken.length);
  expect(quiet.flatMap(({ truth }) => truth.events)).toEqual([]);
});

it("says twice a day that each sensor lives", () => {
  for (const { rows, devices } of runs.slice(0, 5)) {
    for (const { devEui } of devices) {
      const own = rows.filter((row) => row.devEui === devEui);
      const gaps = own.slice(1).map(({ atMs }, index) => atMs - (own[index]?.atMs ?? 0));
      expect(Math.max(...gaps)).toBeLessThanOrEqual(12 * HOUR_MS);
    }
  }
});
