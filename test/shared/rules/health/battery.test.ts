import { describe, expect, it } from "vitest";
import type { FallingBattery } from "#shared/domain/finding.ts";
import { theilSen } from "#shared/rules/health/theil-sen.ts";
import { live, noise } from "./device-life.ts";

const level =
  (percent: (day: number) => number) =>
  (_: number, day: number): { readonly values: { readonly battery_level: number } } => ({
    values: { battery_level: Math.round(percent(day)) },
  });

describe("a battery that is low", () => {
  it("is told at once, and taken back when a new one is in", () => {
    const { story, changes } = live(
      4,
      level((day) => (day === 1 || day === 2 ? 14 : 60)),
    );
    expect(story).toEqual(["opened battery_low on day 1", "closed battery_low on day 3"]);
    expect(changes[0]?.finding).toMatchObject({ levelPercent: 14 });
  });

  it("does not flap about the limit", () => {
    const { story } = live(
      10,
      level((day) => 15 + 8 * (day % 2)),
    );
    expect(story).toEqual(["opened battery_low on day 0"]);
  });

  it("is what a device says it is, where it knows no percentage", () => {
    const { story, changes } = live(3, (_, day) => ({ values: { battery_low: day === 1 ? 1 : 0 } }));
    expect(story).toEqual(["opened battery_low on day 1", "closed battery_low on day 2"]);
    expect(changes[0]?.finding).not.toHaveProperty("levelPercent");
  });

  it("stays low while nothing is said of it", () => {
    const { story } = live(4, (_, day) => ({ values: day === 1 ? { battery_level: 5 } : {} }));
    expect(story).toEqual(["opened battery_low on day 1"]);
  });
});

describe("a battery that falls", () => {
  const trend = (days: number, percent: (day: number) => number) => {
    const { changes, story } = live(days, level(percent));
    return { story, falling: changes[0]?.finding as FallingBattery | undefined };
  };

  it("is told with the days it has left, and between which the truth lies", () => {
    const { story, falling } = trend(16, (day) => 90 - 2 * day + noise(day));
    expect(story).toEqual(["opened battery_falling on day 14"]);
    // At 2 % a day from 64 %, 10 % is 27 days away.
    expect(falling?.daysLeft).toBeGreaterThan(24);
    expect(falling?.daysLeft).toBeLessThan(30);
    expect(falling?.earliestDaysLeft).toBeLessThanOrEqual(falling?.daysLeft ?? 0);
    expect(falling?.latestDaysLeft).toBeGreaterThanOrEqual(falling?.daysLeft ?? 0);
  });

  it("is not told while it will last for months, nor before two weeks are known", () => {
    expect(trend(40, (day) => 95 - 0.2 * day).story).toEqual([]);
    expect(trend(13, (day) => 90 - 3 * day).story).toEqual([]);
  });

  it("is not told where it goes up and down with the sun", () => {
    expect(trend(50, (day) => 70 + 6 * noise(day)).story).toEqual([]);
  });

  it("is taken back, once, when a new one is in", () => {
    const { story } = trend(40, (day) => (day < 20 ? 90 - 2 * day : 100));
    expect(story).toEqual(["opened battery_falling on day 14", "closed battery_falling on day 21"]);
  });

  it("is reckoned from its voltage where the device tells no percentage", () => {
    const { changes } = live(30, (_, day) => ({ values: { battery_voltage: 3.6 - 0.01 * day } }));
    // From 3.47 V at 0.01 V a day to 85 % of 3.6 V.
    const falling = changes[0]?.finding as FallingBattery | undefined;
    expect(falling).toMatchObject({ kind: "battery_falling", quantity: "battery_voltage" });
    expect(falling?.daysLeft).toBeCloseTo((3.47 - 3.06) / 0.01, 0);
  });

  it("is taken back with a new one, changed in good time, where the device tells its voltage only", () => {
    const { story } = live(80, (_, day) => {
      return { values: { battery_voltage: 3.6 - 0.0075 * (day < 40 ? day : (day - 40) / 20) } };
    });
    expect(story).toEqual(["opened battery_falling on day 14", "closed battery_falling on day 41"]);
  });

  it("says nothing new while nothing is heard of it for two months", () => {
    const told = (_: number, day: number) => ({ values: day < 16 ? { battery_level: 80 - 3 * day } : {} });
    const { story } = live(90, told, { promised: new Set() });
    expect(story).toEqual(["opened battery_falling on day 14"]);
  });
});

describe("the slope of Theil and Sen", () => {
  it("is that of a straight line, with no doubt", () => {
    const points = Array.from({ length: 20 }, (_, x) => ({ x, y: 3 - 2 * x }));
    expect(theilSen(points)).toEqual({ slope: -2, lowest: -2, highest: -2 });
  });

  it("is not moved by a quarter of wild points, which only widen the doubt", () => {
    const points = Array.from({ length: 20 }, (_, x) => ({ x, y: x % 5 === 0 ? 50 : 3 - 2 * x }));
    const { slope, lowest, highest } = theilSen(points);
    expect(slope).toBeCloseTo(-2, 0);
    expect(lowest).toBeLessThanOrEqual(slope);
    expect(highest).toBeGreaterThanOrEqual(slope);
  });

  it("holds the true slope in its interval about nine times in ten", () => {
    let held = 0;
    for (let trial = 0; trial < 400; trial += 1) {
      const points = Array.from({ length: 21 }, (_, x) => ({ x, y: 0.5 * x + 4 * noise(trial * 31 + x) }));
      const { lowest, highest } = theilSen(points);
      if (lowest <= 0.5 && 0.5 <= highest) held += 1;
    }
    expect(held / 400).toBeGreaterThan(0.86);
    expect(held / 400).toBeLessThan(0.96);
  });
});
