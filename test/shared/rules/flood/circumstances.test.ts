import { describe, expect, it } from "vitest";
import type { SiteSignal } from "#shared/domain/site-state.ts";
import { MINUTE_MS } from "#shared/domain/time.ts";
import { nothingHeard, type VillageWeather } from "#shared/domain/weather.ts";
import { ruleFor } from "#shared/rules/hazards.ts";
import { signalsOf } from "#shared/rules/neighbours.ts";
import { observe } from "#shared/rules/observe.ts";
import type { SiteContext } from "#shared/rules/site-context.ts";
import { drain, eachMinute, START } from "../gauge.ts";
import { changes, emptySite, feed, floodTimeline } from "../story.ts";

const fetchedAt = START - 5 * MINUTE_MS;
const raining = (weather: Partial<VillageWeather>): SiteContext => ({
  ...drain(),
  weather: { ...nothingHeard, ...weather },
});
const amber = raining({
  warnings: [{ warnings: { rainstorm: { signal: "amber", issuedAt: fetchedAt } }, heardAt: [fetchedAt] }],
});
const measured = (pastHourMm: number) => [{ place: "Tai Po", pastHourMm, observedAt: fetchedAt, fetchedAt }];
const coming = (rainMm: number) => [
  { issuedAt: fetchedAt, fetchedAt, halfHours: [{ endsAt: START + 20 * MINUTE_MS, rainMm }] },
];
const factors = (context: SiteContext, levels = [0.5, 0.55, 0.6]) =>
  floodTimeline(feed(eachMinute(levels), context), context).head?.evidence.filter(
    (item) => item.kind === "factor",
  );

describe("rain in force", () => {
  it("is said of water that rises, in whatever way it is known", () => {
    const northern = raining({
      warnings: [{ warnings: { northernFlooding: { issuedAt: fetchedAt } }, heardAt: [fetchedAt] }],
    });
    const said = [
      amber,
      northern,
      raining({ stationRainfall: measured(30) }),
      raining({ districtRainfall: measured(41.5) }),
      raining({ nowcasts: coming(15) }),
    ].map((context) => factors(context)?.map((item) => [item.name, "text" in item ? item.text : item.value]));
    expect(said).toEqual([
      [["rain_in_force", "amber"]],
      [["rain_in_force", "northern_flooding"]],
      [["rain_past_hour_mm", 30]],
      [["rain_past_hour_mm", 41.5]],
      [["rain_next_half_hour_mm", 15]],
    ]);
  });

  it("is not said of little rain, of none, or of water that does not rise", () => {
    expect(factors(raining({ stationRainfall: measured(12), nowcasts: coming(3) }))).toEqual([]);
    expect(factors(drain())).toEqual([]);
    expect(factors(raining({ nowcasts: [{ issuedAt: fetchedAt, fetchedAt, halfHours: [] }] }))).toEqual([]);
    expect(factors(amber, [0.5, 0.5, 0.5])).toEqual([]);
  });

  it("never raises the level by itself", () => {
    const level = (context: SiteContext) =>
      floodTimeline(feed(eachMinute([0.7, 0.8, 0.9, 0.99]), context), context).level;
    expect([level(amber), level(drain())]).toEqual(["normal", "normal"]);
  });

  it("has a jump believed at once that is up to twice as fast as any ever seen", () => {
    const story = eachMinute([0.7, 0.7, 1.1]);
    expect(floodTimeline(feed(story, drain()), drain()).suspect).toBe(true);
    expect(changes(floodTimeline(feed(story, amber), amber))).toEqual(["2 normal>warning"]);
    expect(floodTimeline(feed(eachMinute([0.3, 0.3, 1.9]), amber), amber).suspect).toBe(true);
  });

  it("has a line looked along further: 10 minutes from the second reading on", () => {
    const story = eachMinute([1.2, 1.265]);
    expect(floodTimeline(feed(story, drain()), drain()).level).toBe("advisory");
    expect(floodTimeline(feed(story, amber), amber).level).toBe("warning");
  });

  it("counts in the score of rising water, and the parts add up to it, 100 at most", () => {
    for (const levels of [
      [1.1, 1.12, 1.14],
      [1.85, 1.9, 1.97],
    ]) {
      const head = floodTimeline(feed(eachMinute(levels), amber), amber).head;
      const total = head?.evidence.reduce((sum, item) => sum + item.contribution, 0);
      expect(total).toBeCloseTo(head?.score ?? 0, 6);
      expect(head?.score).toBeLessThanOrEqual(100);
    }
  });
});

describe("a site upstream", () => {
  const context = drain({ upstream: [{ siteId: "she-shan", travelMin: 15 }] });
  const signal = (level: SiteSignal["level"], minutesAgo: number): SiteSignal => ({
    siteId: "she-shan",
    hazard: "flood",
    observedAt: START + 3 * MINUTE_MS - minutesAgo * MINUTE_MS,
    level,
    score: 80,
  });
  const rising = eachMinute([0.5, 0.55, 0.6, 0.65]);
  const told = (signals: readonly SiteSignal[], story = rising, place = context) =>
    floodTimeline(observe(emptySite(), story, place, { signals }).state, place);

  it("at warning or danger makes an advisory of water that rises here, and says so", () => {
    const timeline = told([signal("danger", 10)]);
    expect(timeline.level).toBe("advisory");
    expect(timeline.head?.evidence).toContainEqual({
      kind: "neighbour",
      siteId: "she-shan",
      relation: "upstream",
      level: "danger",
      minutesAgo: 10,
      contribution: 15,
    });
  });

  it("invents no water: nothing is raised where it does not rise", () => {
    expect(told([signal("danger", 10)], eachMinute([0.5, 0.5, 0.5, 0.5])).level).toBe("normal");
  });

  it("counts for its travel time and half an hour, with its newest word, and not below warning", () => {
    expect(told([signal("warning", 45)]).level).toBe("advisory");
    expect(told([signal("warning", 50)]).level).toBe("normal");
    expect(told([signal("danger", 20), signal("normal", 5)]).level).toBe("normal");
    expect(told([signal("advisory", 5)]).level).toBe("normal");
    expect(told([{ ...signal("danger", 5), siteId: "another" }]).level).toBe("normal");
  });

  it("has a line looked along for 15 minutes", () => {
    const story = eachMinute([1.2, 1.24, 1.28, 1.32]);
    expect(told([], story).level).toBe("advisory");
    expect(told([signal("warning", 5)], story).level).toBe("warning");
  });

  it("is asked only while the water rises here and there is a level left to raise", () => {
    const asks = (levels: readonly number[], place = context) =>
      observe(emptySite(), eachMinute(levels), place).asksNeighbours;
    expect(asks([0.5, 0.55, 0.6])).toEqual(["flood"]);
    expect(asks([0.5, 0.5, 0.5])).toEqual([]);
    expect(asks([0.5, 0.55, 0.6], drain())).toEqual([]);
    expect(asks([1.9])).toEqual([]);
  });

  it("is named by the site that lies below it", () => {
    const { neighbourSites } = ruleFor("flood");
    const { settings } = context.site.hazards[0] ?? {};
    expect(neighbourSites?.(settings, context.site, [context.site])).toEqual(["she-shan"]);
  });

  it("tells of itself while it is in alarm, and of its end", () => {
    const levels = [0.9, 1, 1.01, ...Array.from({ length: 17 }, () => 0.8), 0.8];
    const signals = signalsOf(feed(eachMinute(levels), drain()), drain());
    expect(signals).toHaveLength(18);
    expect(signals[0]).toMatchObject({ siteId: "wai-tau-bridge", hazard: "flood", level: "advisory" });
    expect(signals.at(-1)).toMatchObject({ level: "normal" });
  });
});
