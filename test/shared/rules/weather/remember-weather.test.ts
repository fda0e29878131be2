import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "#shared/domain/time.ts";
import { nothingHeard, type VillageWeather, villageWeatherSchema } from "#shared/domain/weather.ts";
import {
  rememberWeather,
  type ToldOfVillage,
  WEATHER_KEPT_MS,
} from "#shared/rules/weather/remember-weather.ts";
import { staleFeeds } from "#shared/rules/weather/stale-feeds.ts";
import { WARNINGS_STALE_AFTER_MS, weatherAt } from "#shared/rules/weather/weather-at.ts";
import { amber, at } from "./sky.ts";

const rain = (minute: number, pastHourMm: number) => ({
  place: "Tai Po",
  pastHourMm,
  observedAt: at(minute),
});
const forecast = (minute: number, rainMm: number) => ({
  issuedAt: at(minute),
  halfHours: [{ endsAt: at(minute + 30), rainMm }],
});
const story = (...told: readonly (readonly [minute: number, told: ToldOfVillage])[]): VillageWeather =>
  told.reduce((held, [minute, one]) => rememberWeather(held, one, at(minute)), nothingHeard);

describe("what is kept of the weather", () => {
  it("is each observation once, with when it was fetched first", () => {
    const held = story(
      [0, { districtRainfall: rain(-15, 10), nowcast: forecast(-12, 4) }],
      [5, { districtRainfall: rain(-15, 10), nowcast: forecast(0, 5) }],
    );
    expect(held.districtRainfall).toEqual([{ ...rain(-15, 10), fetchedAt: at(0) }]);
    expect(held.nowcasts.map(({ issuedAt, fetchedAt }) => [issuedAt, fetchedAt])).toEqual([
      [at(-12), at(0)],
      [at(0), at(5)],
    ]);
  });

  it("is each word of warning once, with every time it was said", () => {
    const held = story(
      [0, { warnings: amber(-1) }],
      [5, { warnings: amber(-1) }],
      [10, { warnings: {} }],
      [15, { warnings: amber(-1) }],
    );
    expect(held.warnings).toEqual([
      { warnings: amber(-1), heardAt: [at(0), at(5)] },
      { warnings: {}, heardAt: [at(10)] },
      { warnings: amber(-1), heardAt: [at(15)] },
    ]);
  });

  it("takes an amber signal for the one that was issued anew", () => {
    const held = story([0, { warnings: amber(-1) }], [5, { warnings: amber(4) }]);
    expect(held.warnings).toHaveLength(2);
  });

  it("is not overruled by a feed that has fallen back to yesterday", () => {
    const held = story([0, { stationRainfall: rain(-5, 30) }], [5, { stationRainfall: rain(-20, 0) }]);
    expect(held.stationRainfall).toEqual([{ ...rain(-5, 30), fetchedAt: at(0) }]);
  });

  it("stays with its age while its feed says nothing", () => {
    const held = story([0, { warnings: amber(-1) }], [5, {}], [10, {}]);
    expect(weatherAt(held, at(12))?.warnings?.fetchedAt).toBe(at(0));
    expect(weatherAt(held, at(0) + WARNINGS_STALE_AFTER_MS + MINUTE_MS)).toBeUndefined();
  });

  it("is bounded, and the last that was heard stays however long ago", () => {
    const told = (minute: number): ToldOfVillage => ({
      warnings: minute % 2 === 0 ? amber(minute) : {},
      districtRainfall: rain(minute - 1, 3),
      stationRainfall: rain(minute - 1, 3),
      nowcast: forecast(minute - 1, 3),
    });
    const day = story(...Array.from({ length: 288 }, (_, index) => [index * 5, told(index * 5)] as const));
    const kept = WEATHER_KEPT_MS / (5 * MINUTE_MS) + 1;
    expect(day.districtRainfall).toHaveLength(kept);
    expect(day.nowcasts).toHaveLength(kept);
    expect(day.warnings.flatMap(({ heardAt }) => heardAt)).toHaveLength(kept);
    const silent = rememberWeather(day, {}, at(10_000));
    expect(silent.warnings).toEqual([{ warnings: {}, heardAt: [at(1_435)] }]);
    expect(silent.districtRainfall).toHaveLength(1);
  });

  it("says of a past instant the same whatever is remembered afterwards, and keeps its shape", () => {
    const step = fc.record(
      {
        warnings: fc.constantFrom({}, amber(-30), amber(0)),
        districtRainfall: fc.integer({ min: -300, max: 600 }).map((minute) => rain(minute, 3)),
        nowcast: fc.integer({ min: -300, max: 600 }).map((minute) => forecast(minute, 3)),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(step, { minLength: 2, maxLength: 40 }), fc.nat(), (steps, seed) => {
        const told = steps.map((one, index) => [index * 5, one] as const);
        const cut = 1 + (seed % (told.length - 1));
        const then = story(...told.slice(0, cut));
        const later = story(...told);
        expect(villageWeatherSchema.safeParse(later).success).toBe(true);
        // All that can still be asked about when the last was fetched: a window of readings.
        const instant = at((cut - 1) * 5);
        if ((told.length - cut) * 5 <= 60)
          expect(weatherAt(later, instant)).toEqual(weatherAt(then, instant));
      }),
    );
  });
});

describe("the feeds that say nothing fresh", () => {
  const everywhere = { rainfall: { district: "Tai Po", stations: ["Tai Po"] } } as const;

  it("are all of them before the first word, but only those that should say something", () => {
    expect(staleFeeds(undefined, everywhere, at(0))).toEqual([
      "warnings",
      "districtRainfall",
      "stationRainfall",
      "nowcast",
    ]);
    expect(staleFeeds(undefined, { rainfall: { district: "Tai Po" } }, at(0))).not.toContain(
      "stationRainfall",
    );
    expect(staleFeeds(undefined, {}, at(0))).toEqual(["warnings", "nowcast"]);
  });

  it("are none where each was heard just now", () => {
    const held = story([
      0,
      {
        warnings: {},
        districtRainfall: rain(-5, 1),
        stationRainfall: rain(-5, 1),
        nowcast: forecast(-5, 1),
      },
    ]);
    expect(staleFeeds(held, everywhere, at(0))).toEqual([]);
    expect(staleFeeds(held, everywhere, at(60))).toEqual(["warnings", "stationRainfall", "nowcast"]);
  });
});
