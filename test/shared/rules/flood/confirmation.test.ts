import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "#shared/domain/time.ts";
import { nothingHeard, type VillageWeather } from "#shared/domain/weather.ts";
import type { SiteContext } from "#shared/rules/site-context.ts";
import { drain, eachMinute, reading, road, START } from "../gauge.ts";
import { changes, feed, floodTimeline, storyOf } from "../story.ts";

const SPARE = "020000fffe000009";
const fetchedAt = START - 5 * MINUTE_MS;
const under = (weather: Partial<VillageWeather>, context = road()): SiteContext => ({
  ...context,
  weather: { ...nothingHeard, ...weather },
});
const measured = (pastHourMm: number) => [{ place: "Tai Po", pastHourMm, observedAt: fetchedAt, fetchedAt }];
const isUnconfirmed = (levels: readonly number[], context = road()) =>
  floodTimeline(feed(eachMinute(levels), context), context).head?.unconfirmed === true;
/** What a story has still to show before villagers hear of it. */
const waitsFor = (levels: readonly number[], context = road()) =>
  floodTimeline(feed(eachMinute(levels), context), context).head?.evidence.filter(
    (item) => item.kind === "needs" && item.what === "minutes_of_water",
  );

describe("a gauge that leaps from a dry road to danger", () => {
  it("is believed at once, and says that it waits to be borne out", () => {
    expect(storyOf(eachMinute([0, 0, 0.24]), road())).toEqual(["2 normal>warning"]);
    expect(waitsFor([0, 0, 0.24])).toEqual([
      { kind: "needs", what: "minutes_of_water", have: 0, of: 3, contribution: 0 },
    ]);
    expect(waitsFor([0, 0, 0.24, 0.33])).toMatchObject([{ have: 1 }]);
  });

  it("is confirmed once the water has stood for three minutes, and that is news", () => {
    const leap = [0, 0.24, 0.33, 0.36];
    expect(isUnconfirmed(leap)).toBe(true);
    expect(isUnconfirmed([...leap, 0.37])).toBe(false);
    expect(storyOf(eachMinute([...leap, 0.37, 0.38]), road())).toEqual([
      "1 normal>warning",
      "2 warning>danger",
      "4 danger>danger",
    ]);
  });

  it("is never confirmed by the dry road after it, by a puddle, or by another echo of a moment", () => {
    expect(isUnconfirmed([0, 0.24, 0, 0, 0, 0, 0])).toBe(true);
    expect(isUnconfirmed([0, 0.24, 0.03, 0.03, 0.04, 0.03, 0.03])).toBe(true);
    expect(isUnconfirmed([0, 0.24, 0, 0.24, 0, 0.24, 0])).toBe(true);
  });

  it("begins its minutes anew when the water falls by more than a gauge scatters", () => {
    expect(isUnconfirmed([0, 0.24, 0.4, 0.25, 0.27])).toBe(true);
    expect(isUnconfirmed([0, 0.24, 0.4, 0.31, 0.32])).toBe(false);
  });

  it("ends unconfirmed, and the next flood is judged by itself", () => {
    const dry = Array.from({ length: 40 }, () => 0);
    const ended = [0, 0.24, ...dry];
    expect(storyOf(eachMinute(ended), road()).at(-1)).toMatch(/>normal$/);
    expect(isUnconfirmed(ended)).toBe(false);
    expect(isUnconfirmed([...ended, 0.24])).toBe(true);
  });

  it("and reports every ten seconds is confirmed too, though its memory holds less than three minutes", () => {
    const story = [
      reading(0, 0),
      ...Array.from({ length: 30 }, (_, index) => reading((index + 1) / 6, 0.24)),
    ];
    const unconfirmed = (readings: number) =>
      floodTimeline(feed(story.slice(0, readings), road()), road()).head?.unconfirmed;
    expect([unconfirmed(6), unconfirmed(31)]).toEqual([true, undefined]);
  });

  it("that reports every five minutes needs one more report", () => {
    const story = [reading(0, 0), reading(5, 0.35), reading(10, 0.36)];
    const context: SiteContext = {
      ...road(),
      devices: road().devices.map((device) => ({ ...device, reportIntervalS: 300 })),
    };
    expect(floodTimeline(feed(story.slice(0, 2), context), context).head?.unconfirmed).toBe(true);
    expect(floodTimeline(feed(story, context), context).head?.unconfirmed).toBeUndefined();
  });
});

describe("what confirms a leap at once", () => {
  it.each([
    [
      "a rainstorm signal",
      {
        warnings: [{ warnings: { rainstorm: { signal: "red", issuedAt: fetchedAt } }, heardAt: [fetchedAt] }],
      },
    ],
    [
      "a thunderstorm warning",
      { warnings: [{ warnings: { thunderstorm: { issuedAt: fetchedAt } }, heardAt: [fetchedAt] }] },
    ],
    ["some rain measured", { stationRainfall: measured(3) }],
    ["some rain of the bulletin", { districtRainfall: measured(4) }],
    [
      "some rain expected",
      {
        nowcasts: [
          { issuedAt: fetchedAt, fetchedAt, halfHours: [{ endsAt: START + 20 * MINUTE_MS, rainMm: 1.5 }] },
        ],
      },
    ],
  ] as const)("%s", (_, weather) => {
    expect(isUnconfirmed([0, 0, 0.24], under(weather))).toBe(false);
  });

  it("not drizzle, and not a sky that is known to be dry: it only leaves the leap to bear itself out", () => {
    const dry = under({ warnings: [{ warnings: {}, heardAt: [fetchedAt] }], stationRainfall: measured(0.5) });
    expect(isUnconfirmed([0, 0, 0.24], dry)).toBe(true);
    expect(isUnconfirmed([0, 0.24, 0.33, 0.36, 0.37], dry)).toBe(false);
  });

  it("not rain that begins when the echo has passed", () => {
    const later = START + 3 * MINUTE_MS;
    const shower = under({
      stationRainfall: [{ place: "Tai Po", pastHourMm: 9, observedAt: later, fetchedAt: later }],
    });
    expect(isUnconfirmed([0, 0.24, 0, 0, 0, 0, 0, 0], shower)).toBe(true);
  });

  it("water that was seen below the lowest threshold first: an echo does not rise", () => {
    expect(isUnconfirmed([0, 0.06, 0.2, 0.24])).toBe(false);
    expect(isUnconfirmed([0.7, 0.85, 0.99, 1.2, 1.4, 1.55], drain())).toBe(false);
  });

  it("a second gauge that sees water too", () => {
    const context = {
      ...road(),
      devices: [...road().devices, ...road().devices.map((one) => ({ ...one, devEui: SPARE }))],
    };
    const pair = (spareM: number) => [
      reading(0, 0),
      reading(0.2, 0, { devEui: SPARE }),
      reading(1, 0.24),
      reading(1.2, spareM, { devEui: SPARE }),
    ];
    const unconfirmed = (spareM: number) =>
      floodTimeline(feed(pair(spareM), context), context).head?.unconfirmed;
    expect([unconfirmed(0), unconfirmed(0.22)]).toEqual([true, undefined]);
  });
});

describe("a gauge that leaps and then says nothing more", () => {
  it("is told to everybody when it has fallen silent: nobody would see the flood", () => {
    const state = feed(eachMinute([0, 0.24, 0.33]), road());
    expect(floodTimeline(state, road(), 6).head?.unconfirmed).toBe(true);
    const silent = floodTimeline(state, road(), 8);
    expect(silent).toMatchObject({ level: "danger", blind: true });
    expect(silent.head?.unconfirmed).toBeUndefined();
    expect(changes(silent).at(-1)).toBe("7 danger>danger");
    expect(silent.since).toBe(START + 2 * MINUTE_MS);
  });

  it("is not where the road was dry again before", () => {
    const state = feed(eachMinute([0, 0.24, 0]), road());
    expect(floodTimeline(state, road(), 60).head?.unconfirmed).toBe(true);
  });
});

describe("whether villagers hear", () => {
  it("withholds rough water no longer than twice as long", () => {
    const rough = [0.24, 0.36, 0.24, 0.36, 0.24, 0.36, 0.24];
    expect([6, 7].map((readings) => isUnconfirmed([0, ...rough.slice(0, readings)]))).toEqual([true, false]);
  });

  it("never withholds water that stands at a warning for three minutes, whatever came before", () => {
    const levelM = fc.double({ min: 0, max: 0.25, noNaN: true });
    fc.assert(
      fc.property(fc.array(levelM, { maxLength: 20 }), (before) => {
        const stands = [0.25, 0.25, 0.25, 0.25, 0.25];
        return !isUnconfirmed([...before, ...stands]);
      }),
      { numRuns: 60 },
    );
  });
});
