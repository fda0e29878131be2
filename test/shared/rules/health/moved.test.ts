import { describe, expect, it } from "vitest";
import { DAY_MS } from "#shared/domain/time.ts";
import { live, mm, noise, START } from "./device-life.ts";

const tilt = (angle: (day: number) => number) => (frame: number, day: number) => ({
  values: { tilt_x: Math.round((angle(day) + 0.1 * noise(frame)) * 100) / 100 },
});

describe("a device that hangs otherwise than it hung", () => {
  it("is asked about once it has stayed so for three days, and taken for normal after two weeks", () => {
    const { story, changes } = live(
      45,
      tilt((day) => (day < 15 ? 1 : 12)),
    );
    expect(story).toEqual(["opened moved on day 18", "closed moved on day 29"]);
    expect(changes[0]?.finding).toMatchObject({ kind: "moved", mark: "tilt_x", since: START + 15 * DAY_MS });
    const [opened] = changes;
    expect(opened?.finding.kind === "moved" && opened.finding.before).toBeCloseTo(1, 0);
    expect(opened?.finding.kind === "moved" && opened.finding.after).toBeCloseTo(12, 0);
  });

  it("is not asked about any more when it is put right", () => {
    const { story } = live(
      30,
      tilt((day) => (day < 15 || day > 21 ? 1 : 12)),
    );
    expect(story).toEqual(["opened moved on day 18", "closed moved on day 24"]);
  });

  it("is not asked about while the water comes and goes", () => {
    const { story } = live(40, (frame, day) => ({
      values: { distance: mm(2 - 0.4 * Math.max(0, noise(day * 7)) + 0.002 * noise(frame)) },
    }));
    expect(story).toEqual([]);
  });

  it("is asked about when something stands before it for good, or its antenna is gone", () => {
    const nearer = live(20, (frame, day) => ({
      values: { distance: mm((day < 15 ? 2 : 1.6) + 0.003 * noise(frame)) },
    }));
    expect(nearer.story).toEqual(["opened moved on day 18"]);
    const weaker = live(20, (frame, day) => ({
      gateways: [{ id: "a", rssi: (day < 15 ? -90 : -112) + Math.round(noise(frame)) }],
    }));
    expect(weaker.story).toEqual(["opened moved on day 18"]);
  });

  it("is not asked about before it is known how it hung, nor for a step too small to matter", () => {
    expect(
      live(
        12,
        tilt((day) => (day < 8 ? 1 : 12)),
      ).story,
    ).toEqual([]);
    expect(
      live(
        30,
        tilt((day) => (day < 15 ? 1 : 3)),
      ).story,
    ).toEqual([]);
  });

  it("keeps its question open while it is silent", () => {
    const { story } = live(26, (frame, day) =>
      day > 20 ? undefined : tilt(() => (day < 15 ? 1 : 12))(frame, day),
    );
    expect(story).toEqual(["opened moved on day 18"]);
  });
});
