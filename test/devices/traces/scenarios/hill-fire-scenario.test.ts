import { describe, expect, it } from "vitest";
import { dayOf, isChingMing, isChungYeung, midnightOf } from "#devices/traces/scenarios/hong-kong-clock.ts";
import { scenario } from "#devices/traces/scenarios/scenario.ts";
import type { ScenarioRow } from "#devices/traces/scenarios/scenario-row.ts";
import { DAY_MS, MINUTE_MS, toIso } from "#shared/domain/time.ts";
import { eventsOf, percentile, readAll, seeds } from "./read-all.ts";

const hill = { hazard: "hill_fire", days: 8, together: true } as const;

const mostIn = (rows: readonly ScenarioRow[], devEui: string, from: number, to: number) =>
  Math.max(
    0,
    ...rows
      .filter((row) => row.devEui === devEui && row.atMs >= from && row.atMs < to)
      .map(({ values }) => values.pm2_5 ?? 0),
  );

describe("a fire on a hill", () => {
  const runs = seeds(20).map((seed) => ({
    event: readAll({ ...hill, kind: "event", seed, events: 2 }),
    quiet: readAll({ ...hill, kind: "quiet", seed }),
  }));
  const fires = runs.flatMap(({ event }) => eventsOf(event, "fire"));

  it("brings smoke to the sensors its truth names within 15 minutes of when it says, and to no sensor before it began", () => {
    const shares = runs.flatMap(({ event, quiet }) => {
      const calm = new Map(
        quiet.rows.map(({ devEui, atMs, values }) => [`${devEui} ${atMs}`, values.pm2_5 ?? 0]),
      );
      const more = event.rows.map((row) => ({
        ...row,
        ug: (row.values.pm2_5 ?? 0) - (calm.get(`${row.devEui} ${row.atMs}`) ?? Number.NaN),
      }));
      expect(more.every(({ ug }) => !Number.isNaN(ug))).toBe(true);
      const fires = eventsOf(event, "fire");
      expect(more.filter(({ ug, atMs }) => ug > 0 && atMs < (fires[0]?.from ?? 0))).toEqual([]);
      return fires.flatMap(({ sensors }) =>
        sensors.flatMap(({ devEui, reachedAt, burntAt = Number.POSITIVE_INFINITY }) => {
          if (reachedAt === undefined || burntAt < reachedAt + 15 * MINUTE_MS) return [];
          const to = reachedAt + 15 * MINUTE_MS;
          return [
            more.some(
              (row) => row.devEui === devEui && row.atMs >= reachedAt && row.atMs < to && row.ug >= 8,
            ),
          ];
        }),
      );
    });
    expect(shares.length).toBeGreaterThan(40);
    // A station looks every five minutes; a plume that wanders may pass in between.
    expect(shares.filter(Boolean).length / shares.length).toBeGreaterThan(0.95);
  });

  it("reaches a sensor in most cases, the nearest within a quarter of an hour in half of them, and others later or never", () => {
    const minutes = fires.flatMap(({ from, reachedAt }) =>
      reachedAt === undefined ? [] : [(reachedAt - from) / MINUTE_MS],
    );
    expect(minutes.length / fires.length).toBeGreaterThan(0.75);
    expect(minutes.length / fires.length).toBeLessThan(1);
    expect(percentile(minutes, 50)).toBeLessThan(15);
    const reached = fires.flatMap(({ sensors }) => sensors.filter((one) => one.reachedAt !== undefined));
    expect(reached.length).toBeLessThan(0.8 * fires.flatMap(({ sensors }) => sensors).length);
  });

  it("silences a sensor that it burns", () => {
    const burnt = runs.flatMap(({ event }) =>
      eventsOf(event, "fire").flatMap(({ sensors }) =>
        sensors.flatMap(({ devEui, burntAt }) =>
          burntAt === undefined
            ? []
            : [
                event.rows.filter(
                  (row) => row.devEui === devEui && row.atMs >= burntAt && row.atMs < burntAt + DAY_MS,
                ),
              ],
        ),
      ),
    );
    expect(burnt.length).toBeGreaterThan(0);
    expect(burnt.flat()).toEqual([]);
  });
});

describe("a summer and an autumn without a fire", () => {
  const { rows, truth, devices } = readAll({
    ...hill,
    kind: "quiet",
    seed: 5,
    days: 200,
    start: Date.parse("2026-06-01T00:00:00+08:00"),
  });
  const of = (kind: string) => truth.nuisances.filter((one) => one.kind === kind);
  const during = ({ from, to }: { from: number; to: number }) =>
    rows.filter(({ atMs }) => atMs >= from && atMs < to);

  it("has hot dry days of 38 to 44 °C and 15 to 30 % with no smoke in them", () => {
    const hot = of("hot_day")
      .map(during)
      .filter((day) => day.length > 0);
    expect(hot.length).toBeGreaterThan(2);
    for (const day of hot) {
      const warmest = Math.max(...day.map(({ values }) => values.air_temperature ?? 0));
      expect(warmest).toBeGreaterThan(36);
      expect(warmest).toBeLessThan(45);
      const driest = Math.min(...day.map(({ values }) => values.relative_humidity ?? 100));
      expect(driest).toBeGreaterThan(14);
      expect(driest).toBeLessThan(36);
    }
  });

  it("has days of haze at all sensors at once", () => {
    const haze = of("haze");
    expect(haze.length).toBeGreaterThan(4);
    for (const one of haze.slice(0, 5)) {
      const middle = (one.from + one.to) / 2;
      const most = devices.map(({ devEui }) =>
        mostIn(rows, devEui, middle - DAY_MS / 24, middle + DAY_MS / 24),
      );
      expect(Math.min(...most)).toBeGreaterThan(15);
    }
  });

  it("has the temperature of Hong Kong's months, within 3 °C", () => {
    const meanOf = (month: string) => {
      const values = rows
        .filter(({ atMs }) => toIso(atMs).slice(5, 7) === month)
        .map(({ values }) => values.air_temperature ?? 0);
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    };
    expect(Math.abs(meanOf("07") - 28.9)).toBeLessThan(3);
    expect(Math.abs(meanOf("11") - 22.2)).toBeLessThan(3);
  });

  it("has grave burning only where there are burning places, about Ching Ming and Chung Yeung", () => {
    expect(of("grave_burning")).toEqual([]);
    const graves = scenario({ ...hill, kind: "quiet", seed: 5, days: 365, place: "graves" });
    const fires = graves.truth.nuisances.filter(({ kind }) => kind === "grave_burning");
    expect(fires.length).toBeGreaterThan(50);
    const festivals = seeds(366)
      .map((day) => dayOf(Date.parse("2026-10-01T00:00:00+08:00")) + day)
      .filter((day) => isChingMing(day) || isChungYeung(day));
    expect(festivals.map((day) => toIso(midnightOf(day) + DAY_MS / 2).slice(0, 10))).toEqual([
      "2026-10-18",
      "2027-04-05",
    ]);
    expect(fires.every(({ from }) => festivals.some((day) => Math.abs(dayOf(from) - day) <= 7))).toBe(true);
  });
});

it("tells each group of quantities in a frame of its own, half a minute apart, unless asked to tell them together", () => {
  const apart = readAll({ ...hill, kind: "quiet", seed: 5, days: 1, together: false });
  const together = readAll({ ...hill, kind: "quiet", seed: 5, days: 1 });
  expect(new Set(apart.rows.map(({ values }) => Object.keys(values).join()))).toEqual(
    new Set(["pm2_5", "carbon_monoxide", "volatile_organic_compounds", "air_temperature,relative_humidity"]),
  );
  expect(apart.rows.length).toBe(4 * together.rows.length);
});
