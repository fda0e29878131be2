import { describe, expect, it } from "vitest";
import { drain, eachMinute, reading, road } from "../gauge.ts";
import { feed, floodTimeline, storyOf } from "../story.ts";

const quiet = Array.from({ length: 5 }, () => 0.3);
const held = (level: number, minutes: number): number[] => Array.from({ length: minutes }, () => level);

describe("the level of a drain", () => {
  it("stays normal while the water is low", () => {
    expect(storyOf(eachMinute([...quiet, ...held(0.99, 20)]), drain())).toEqual([]);
  });

  it("is the highest threshold reached, at or above: 50, 75 and 90 % full", () => {
    const slow = (level: number) => [reading(0, level - 0.3), reading(60, level)];
    expect(storyOf(slow(1.0), drain())).toEqual(["60 normal>advisory"]);
    expect(storyOf(slow(1.5), drain())).toEqual(["0 normal>advisory", "60 advisory>warning"]);
    expect(storyOf(slow(1.8), drain())).toEqual([
      "0 normal>warning",
      "5 warning>warning",
      "60 warning>danger",
    ]);
    expect(storyOf([reading(0, 0.4), reading(60, 1.95)], drain())).toEqual(["60 normal>danger"]);
  });

  it("follows percentages of the site's own choosing", () => {
    const context = drain({ advisoryPercent: 20, warningPercent: 40, dangerPercent: 60 });
    expect(storyOf([reading(0, 0.1), reading(60, 0.8)], context)).toEqual(["60 normal>warning"]);
  });
});

describe("the level of a road", () => {
  it("goes by depth: 0.10, 0.20 and 0.30 m", () => {
    expect(storyOf([reading(0, 0), reading(60, 0.1)], road())).toEqual(["60 normal>advisory"]);
    expect(storyOf([reading(0, 0), reading(60, 0.2)], road())).toEqual(["60 normal>warning"]);
    expect(storyOf([reading(0, 0), reading(60, 0.3)], road())).toEqual(["60 normal>danger"]);
  });

  it("takes a fast site's lower threshold", () => {
    expect(storyOf([reading(0, 0), reading(60, 0.05)], road({ advisoryM: 0.05 }))).toEqual([
      "60 normal>advisory",
    ]);
  });
});

describe("ending a level", () => {
  const filled = [0.95, 0.96, 0.97, 0.98, 0.99];

  it("takes 15 minutes below the threshold less 5 % of the depth", () => {
    const story = storyOf(eachMinute([1.0, ...held(0.91, 40)]), drain());
    expect(story).toEqual(["0 normal>advisory"]);
    expect(storyOf(eachMinute([1.0, ...held(0.89, 16)]), drain())).toEqual([
      "0 normal>advisory",
      "16 advisory>normal",
    ]);
    expect(storyOf(eachMinute([1.0, ...held(0.89, 15)]), drain())).toEqual(["0 normal>advisory"]);
  });

  it("starts anew when the water comes back over the clear limit", () => {
    const story = storyOf(eachMinute([1.0, ...held(0.89, 14), 0.95, ...held(0.89, 15)]), drain());
    expect(story).toEqual(["0 normal>advisory"]);
  });

  it("does not flap while the water stands at the threshold", () => {
    const wobble = Array.from({ length: 60 }, (_, minute) => (minute % 2 === 0 ? 1.01 : 0.98));
    expect(storyOf(eachMinute([...filled, ...wobble]), drain())).toEqual(["5 normal>advisory"]);
  });

  it("steps down level by level as the water falls", () => {
    const falling = [0.95, 1.43, 1.9, ...held(1.6, 20), ...held(1.2, 20), ...held(0.75, 20)];
    expect(storyOf(eachMinute(falling), drain({ maxRiseMmPerMin: 500 })).slice(-3)).toEqual([
      "18 danger>warning",
      "38 warning>advisory",
      "58 advisory>normal",
    ]);
  });

  it("says for how long the level is still held", () => {
    const timeline = floodTimeline(feed(eachMinute([1.0, ...held(0.8, 6)]), drain()), drain());
    expect(timeline.head?.evidence).toContainEqual({
      kind: "held",
      level: "advisory",
      sinceMinutes: 5,
      ofMinutes: 15,
      contribution: 0,
    });
  });

  it("never ends by silence", () => {
    const state = feed(eachMinute([1.9, 1.9]), drain());
    expect(floodTimeline(state, drain(), 24 * 60)).toMatchObject({ level: "danger", blind: true });
  });

  it("takes the site's own margin and delay", () => {
    const context = drain({ clearMarginM: 0.02, offDelayMin: 5 });
    expect(storyOf(eachMinute([1.0, ...held(0.97, 6)]), context)).toEqual([
      "0 normal>advisory",
      "6 advisory>normal",
    ]);
  });
});

describe("the score", () => {
  const scoreAt = (level: number, context = drain()) =>
    floodTimeline(feed([reading(0, level)], context), context).head?.score;

  it("is the percentage full for a drain", () => {
    expect([0, 0.5, 1, 1.5, 1.8, 2].map((level) => scoreAt(level))).toEqual([0, 25, 50, 75, 90, 100]);
  });

  it("never leaves 0 to 100", () => {
    expect(scoreAt(-0.2)).toBe(0);
    expect(scoreAt(2.9)).toBe(100);
    expect(scoreAt(0.6, road())).toBe(100);
  });

  it("rises with a forecast of the next level, and the contributions add up to it", () => {
    const head = floodTimeline(feed(eachMinute([1.5, 1.55, 1.6]), drain()), drain()).head;
    const total = head?.evidence.reduce((sum, item) => sum + item.contribution, 0);
    expect(head?.score).toBeGreaterThan(80);
    expect(total).toBeCloseTo(head?.score ?? 0, 6);
  });

  it("says that a drain overflows by a percentage above 100, and that a dry one is 0 % full", () => {
    const percent = (level: number) =>
      floodTimeline(feed([reading(0, level)], drain()), drain()).head?.evidence.find(
        (item) => item.kind === "percent_full",
      );
    expect(percent(2.1)).toMatchObject({ percent: 105 });
    expect(percent(-0.1)).toMatchObject({ percent: 0 });
  });
});
