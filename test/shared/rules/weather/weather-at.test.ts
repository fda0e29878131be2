import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY_MS, MINUTE_MS } from "#shared/domain/time.ts";
import { nothingHeard, type VillageWeather, villageWeatherSchema } from "#shared/domain/weather.ts";
import {
  DISTRICT_RAINFALL_STALE_AFTER_MS,
  KNOWN_AFTER_MS,
  NOWCAST_STALE_AFTER_MS,
  STATION_RAINFALL_STALE_AFTER_MS,
  WARNINGS_STALE_AFTER_MS,
  weatherAt,
} from "#shared/rules/weather/weather-at.ts";
import { amber, at, heard, nowcast, sky } from "./sky.ts";

describe("the weather that was known at an instant", () => {
  it("is nothing where nothing was ever fetched", () => {
    expect(weatherAt(undefined, at(0))).toBeUndefined();
    expect(weatherAt(nothingHeard, at(0))).toBeUndefined();
  });

  it("tells a signal from the summary that named it until one that does not", () => {
    const weather = sky({ warnings: [heard(amber(-1), 0, 5, 10), heard({}, 15)] });
    expect(weatherAt(weather, at(6))?.warnings).toEqual({ ...amber(-1), fetchedAt: at(0) });
    expect(weatherAt(weather, at(12))?.warnings).toEqual({ ...amber(-1), fetchedAt: at(10) });
    expect(weatherAt(weather, at(20))?.warnings).toEqual({ fetchedAt: at(15) });
  });

  it("knows nothing before it was fetched, however early it was issued", () => {
    const weather = sky({ warnings: [heard(amber(-60), 0)] });
    expect(weatherAt(weather, at(-1))).toBeUndefined();
    expect(weatherAt(weather, at(0) + KNOWN_AFTER_MS - 1)).toBeUndefined();
    expect(weatherAt(weather, at(0) + KNOWN_AFTER_MS)?.warnings?.rainstorm?.signal).toBe("amber");
  });

  it("drops a warning whose time is up, and keeps the others", () => {
    const thunder = { thunderstorm: { issuedAt: at(0), expiresAt: at(20) }, landslip: { issuedAt: at(0) } };
    const weather = sky({ warnings: [heard(thunder, 0, 10, 20)] });
    expect(weatherAt(weather, at(19))?.warnings?.thunderstorm).toBeDefined();
    expect(weatherAt(weather, at(20))?.warnings).toEqual({
      landslip: { issuedAt: at(0) },
      fetchedAt: at(10),
    });
  });

  it("says no longer what was measured, foretold or in force when it has not been heard of for too long", () => {
    const rain = { place: "Tai Po", pastHourMm: 41, observedAt: at(0), fetchedAt: at(2) };
    const weather = sky({
      warnings: [heard(amber(0), 2)],
      districtRainfall: [rain],
      stationRainfall: [rain],
      nowcasts: [nowcast(0, 2, 20, 15, 10, 5)],
    });
    const parts = (instant: number) => Object.keys(weatherAt(weather, instant) ?? {});
    expect(parts(at(10))).toEqual(["warnings", "districtRainfall", "stationRainfall", "nowcast"]);
    expect(parts(at(2) + WARNINGS_STALE_AFTER_MS)).toContain("warnings");
    expect(parts(at(2) + WARNINGS_STALE_AFTER_MS + 1)).not.toContain("warnings");
    expect(parts(at(0) + NOWCAST_STALE_AFTER_MS)).toEqual(["districtRainfall", "stationRainfall", "nowcast"]);
    expect(parts(at(0) + NOWCAST_STALE_AFTER_MS + 1)).not.toContain("nowcast");
    expect(parts(at(0) + STATION_RAINFALL_STALE_AFTER_MS + 1)).toEqual(["districtRainfall"]);
    expect(parts(at(0) + DISTRICT_RAINFALL_STALE_AFTER_MS)).toEqual(["districtRainfall"]);
    expect(weatherAt(weather, at(0) + DISTRICT_RAINFALL_STALE_AFTER_MS + 1)).toBeUndefined();
  });

  it("foretells only what is still to come", () => {
    const weather = sky({ nowcasts: [nowcast(0, 2, 20, 15, 10, 5)] });
    const ahead = (minute: number) =>
      weatherAt(weather, at(minute))?.nowcast?.halfHours.map((one) => one.rainMm);
    expect(ahead(29)).toEqual([20, 15, 10, 5]);
    expect(ahead(30)).toEqual([15, 10, 5]);
  });
});

const instant = fc.integer({ min: at(-180), max: at(180) });
const warnings = fc.record(
  {
    rainstorm: fc.record({ signal: fc.constantFrom("amber", "red", "black"), issuedAt: instant }),
    thunderstorm: fc.record({ issuedAt: instant, expiresAt: instant }),
    landslip: fc.record({ issuedAt: instant }),
  },
  { requiredKeys: [] },
);
const rainMm = fc.integer({ min: 0, max: 250 });
const rainfall = fc.record({
  place: fc.constant("Tai Po"),
  pastHourMm: rainMm,
  observedAt: instant,
  fetchedAt: instant,
});
const inOrder = <T>(items: readonly T[], timeOf: (item: T) => number) =>
  items.toSorted((a, b) => timeOf(a) - timeOf(b));
const anyWeather: fc.Arbitrary<VillageWeather> = fc
  .record({
    warnings: fc.array(fc.record({ warnings, heardAt: fc.tuple(instant) }), { maxLength: 20 }),
    districtRainfall: fc.array(rainfall, { maxLength: 5 }),
    stationRainfall: fc.array(rainfall, { maxLength: 12 }),
    nowcasts: fc.array(
      fc.record({
        issuedAt: instant,
        fetchedAt: instant,
        halfHours: fc.array(fc.record({ endsAt: instant, rainMm }), { maxLength: 4 }),
      }),
      { maxLength: 15 },
    ),
  })
  .map((drawn) => ({
    warnings: inOrder(drawn.warnings, ({ heardAt: [first] }) => first),
    districtRainfall: inOrder(drawn.districtRainfall, (one) => one.fetchedAt),
    stationRainfall: inOrder(drawn.stationRainfall, (one) => one.fetchedAt),
    nowcasts: inOrder(drawn.nowcasts, (one) => one.fetchedAt),
  }));

describe("the weather of any history", () => {
  it("never fails, tells nothing of the future and nothing stale", () => {
    fc.assert(
      fc.property(anyWeather, fc.integer({ min: at(-300), max: at(300) }), (weather, now) => {
        expect(villageWeatherSchema.safeParse(weather).success).toBe(true);
        const known = weatherAt(weather, now);
        const fetched = [known?.warnings, known?.districtRainfall, known?.stationRainfall, known?.nowcast];
        for (const part of fetched) expect(part?.fetchedAt ?? 0).toBeLessThanOrEqual(now - KNOWN_AFTER_MS);
        const young = (age: number | undefined, limit: number) => (age ?? now) >= now - limit;
        expect(young(known?.warnings?.fetchedAt, WARNINGS_STALE_AFTER_MS)).toBe(true);
        expect(young(known?.districtRainfall?.observedAt, DISTRICT_RAINFALL_STALE_AFTER_MS)).toBe(true);
        expect(young(known?.stationRainfall?.observedAt, STATION_RAINFALL_STALE_AFTER_MS)).toBe(true);
        expect(young(known?.nowcast?.issuedAt, NOWCAST_STALE_AFTER_MS)).toBe(true);
        for (const { endsAt } of known?.nowcast?.halfHours ?? []) expect(endsAt).toBeGreaterThan(now);
      }),
    );
  });

  it("is gone a day after the last fetch", () => {
    fc.assert(
      fc.property(anyWeather, (weather) => {
        expect(weatherAt(weather, at(180) + DAY_MS)).toBeUndefined();
      }),
    );
  });

  it("says of an instant the same whatever is fetched afterwards", () => {
    fc.assert(
      fc.property(anyWeather, instant, (weather, now) => {
        const until = (limit: number): VillageWeather => ({
          warnings: weather.warnings.filter(({ heardAt: [first] }) => (first ?? 0) <= limit),
          districtRainfall: weather.districtRainfall.filter(({ fetchedAt }) => fetchedAt <= limit),
          stationRainfall: weather.stationRainfall.filter(({ fetchedAt }) => fetchedAt <= limit),
          nowcasts: weather.nowcasts.filter(({ fetchedAt }) => fetchedAt <= limit),
        });
        expect(weatherAt(weather, now)).toEqual(weatherAt(until(now - MINUTE_MS), now));
      }),
    );
  });
});
