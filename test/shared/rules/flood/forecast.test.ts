import { describe, expect, it } from "vitest";
import type { Evidence } from "#shared/domain/evidence.ts";
import type { Arrival } from "#shared/rules/arrival.ts";
import { drain, eachMinute, reading, road } from "../gauge.ts";
import { changes, feed, floodTimeline, storyOf } from "../story.ts";

type Forecast = Extract<Evidence, { kind: "forecast" }>;

const forecastOf = (story: readonly Arrival[], context = drain()): Forecast | undefined =>
  floodTimeline(feed(story, context), context).head?.evidence.find((item) => item.kind === "forecast");

const held = (level: number, minutes: number): number[] => Array.from({ length: minutes }, () => level);
const ramp = (fromM: number, perMin: number, minutes: number): number[] =>
  Array.from({ length: minutes }, (_, minute) => fromM + perMin * minute);

describe("a forecast", () => {
  it("raises the level below the one that the water is about to reach", () => {
    const story = eachMinute([...held(0.95, 3), 1.05, 1.15, 1.25, 1.35]);
    const timeline = floodTimeline(feed(story, drain()), drain());
    expect(changes(timeline)).toEqual(["3 normal>advisory", "6 advisory>warning"]);
    const evidence = timeline.transitions.at(-1)?.assessment.evidence;
    expect(evidence?.find((item) => item.kind === "forecast")).toMatchObject({ level: "danger" });
    expect(evidence?.find((item) => item.kind === "threshold_reached")).toMatchObject({ level: "advisory" });
  });

  it("says when the next level comes: by the straight line, and between half of that and twice it and 10 minutes", () => {
    expect(forecastOf(eachMinute(ramp(1.5, 0.05, 3)))).toEqual({
      kind: "forecast",
      level: "danger",
      inMinutes: 4,
      earliestMinutes: 2,
      latestMinutes: 18,
      contribution: 5,
    });
  });

  it("looks half as far ahead as the water has risen", () => {
    const risen = (minutes: number) =>
      forecastOf(eachMinute([0, ...ramp(0.001, 0.01, minutes)]), road({ warningM: 0.5, dangerM: 3 }));
    // A centimetre a minute: after 33 minutes the warning is 17 minutes away, after 35 it is 16
    expect(risen(34)).toBeUndefined();
    expect(risen(35)).toMatchObject({ level: "warning", inMinutes: 16 });
  });

  it("looks 7 minutes ahead at least, from the second reading of a cloudburst on", () => {
    const burst = (dangerM: number) =>
      forecastOf(eachMinute([0, 0.12]), road({ warningM: dangerM - 0.1, dangerM }));
    // 12 cm in half a minute: 24 cm a minute
    expect(burst(1.75)).toMatchObject({ level: "danger", inMinutes: 7 });
    expect(burst(2.05)).toBeUndefined();
  });

  it("looks 20 minutes ahead at most, however long the water has risen", () => {
    const road100 = road({ warningM: 0.4, dangerM: 0.5 });
    expect(forecastOf(eachMinute(ramp(0, 0.0033, 101)), road100)).toBeUndefined();
    expect(forecastOf(eachMinute(ramp(0, 0.0033, 103)), road100)).toMatchObject({ inMinutes: 19 });
  });

  it("takes water that was not there five minutes ago to have begun halfway", () => {
    const rateOf = (firstM: number) => {
      const story = [reading(0, firstM), reading(5, 0.12)];
      const { head } = floodTimeline(feed(story, road()), road());
      return head?.evidence.find((item) => item.kind === "rate")?.per10Min;
    };
    // 12 cm in two and a half minutes, not in five; but water that was there has risen all the time
    expect(rateOf(0)).toBe(0.48);
    expect(rateOf(0.02)).toBe(0.2);
  });

  it("is made from two readings where they differ by more than the gauge errs, and not where they do not", () => {
    expect(forecastOf([reading(0, 1.55), reading(1, 1.6)])).toMatchObject({ level: "danger" });
    expect(forecastOf([reading(0, 1.79), reading(1, 1.795)])).toBeUndefined();
  });

  it("is withdrawn as soon as the water stops rising", () => {
    const rising = ramp(1.5, 0.05, 4);
    expect(forecastOf(eachMinute(rising))).toBeDefined();
    expect(forecastOf(eachMinute([...rising, 1.64]))).toBeUndefined();
  });

  it("is not made from falling water, or from below the lowest threshold", () => {
    expect(forecastOf(eachMinute([1.4, 1.3, 1.2]))).toBeUndefined();
    expect(forecastOf(eachMinute([0.5, 0.7, 0.9]))).toBeUndefined();
  });

  it("raises nothing on a slope so slow that danger is hours away", () => {
    expect(storyOf(eachMinute(ramp(1.05, 0.002, 30)), drain())).toEqual(["0 normal>advisory"]);
  });
});

describe("danger that is forecast while the warning stands already", () => {
  const context = road({ advisoryM: 0.051, warningM: 0.152, dangerM: 0.305 });
  const slow = [0, ...ramp(0.021, 0.003, 48)];
  const fast = [0.18, 0.2, 0.22, 0.24];

  it("is news, once", () => {
    const story = eachMinute([...slow, ...fast]);
    const { transitions } = floodTimeline(feed(story, context), context);
    const told = transitions.map(({ from, to }) => `${from}>${to}`);
    expect(told).toEqual(["normal>advisory", "advisory>warning", "warning>warning"]);
    expect(transitions.at(-1)?.assessment.evidence).toContainEqual(
      expect.objectContaining({ kind: "forecast", level: "danger" }),
    );
  });

  it("is no news again while it is forecast on and off, nor while a reading is doubted", () => {
    const story = eachMinute([...slow, ...fast, 0.23, 0.25, 2.9, 0.25, 0.27]);
    expect(floodTimeline(feed(story, context), context).transitions).toHaveLength(3);
  });

  it("is news again when nobody has forecast it for a quarter of an hour", () => {
    const story = eachMinute([...slow, ...fast, ...held(0.2, 20), 0.22, 0.24, 0.26, 0.28]);
    const told = floodTimeline(feed(story, context), context).transitions;
    expect(told.map(({ from, to }) => `${from}>${to}`).slice(2)).toEqual([
      "warning>warning",
      "warning>warning",
    ]);
  });

  it("begins no new time for the level on the board", () => {
    const { since, transitions } = floodTimeline(feed(eachMinute([...slow, ...fast]), context), context);
    expect(since).toBe(transitions[1]?.at);
  });
});

describe("danger that is forecast with the warning, or right after it", () => {
  const context = road({ advisoryM: 0.051, warningM: 0.152, dangerM: 0.305 });
  const told = (levels: readonly number[]) => {
    const { transitions } = floodTimeline(feed(eachMinute(levels), context), context);
    return transitions.map(({ from, to }) => `${from}>${to}`);
  };

  it("is said with it, and not again", () => {
    expect(told([0, 0.04, 0.08, 0.12, 0.16, 0.2, 0.24, 0.28])).toEqual(["normal>warning"]);
  });

  it("is not told one minute after a warning, but three", () => {
    const slow = ramp(0.06, 0.002, 47);
    expect(told([...slow, 0.155, 0.2])).toEqual(["normal>advisory", "advisory>warning"]);
    expect(told([...slow, 0.155, 0.2, 0.22, 0.24])).toEqual([
      "normal>advisory",
      "advisory>warning",
      "warning>warning",
    ]);
  });
});
