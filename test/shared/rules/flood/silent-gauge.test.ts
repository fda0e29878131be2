import { describe, expect, it } from "vitest";
import { drain, eachMinute, reading, road } from "../gauge.ts";
import { changes, feed, floodTimeline } from "../story.ts";

const rising = [1.0, 1.02, 1.04, 1.06];

describe("a gauge that falls silent", () => {
  it("while the water rises raises to warning, at the instant the site goes blind, and says why", () => {
    const state = feed(eachMinute(rising), drain());
    expect(changes(floodTimeline(state, drain(), 8))).toEqual(["0 normal>advisory"]);
    const timeline = floodTimeline(state, drain(), 9);
    expect(changes(timeline)).toEqual(["0 normal>advisory", "8 advisory>warning"]);
    expect(timeline).toMatchObject({ level: "warning", blind: true });
    expect(timeline.head?.evidence).toEqual(
      expect.arrayContaining([
        { kind: "silence", minutes: 5, contribution: 11 },
        { kind: "factor", name: "rose_when_last_heard", contribution: 0 },
      ]),
    );
  });

  it("raises no danger, which is told only as seen", () => {
    const state = feed(eachMinute([1.5, 1.6, 1.7]), drain());
    expect(floodTimeline(state, drain(), 60).level).toBe("warning");
  });

  it("raises nothing when the water stood or fell, or was below the lowest threshold", () => {
    for (const levels of [
      [1.2, 1.2, 1.2],
      [1.3, 1.2, 1.1],
      [0.5, 0.6, 0.7],
    ]) {
      const state = feed(eachMinute(levels), drain());
      expect(floodTimeline(state, drain(), 60).level).not.toBe("warning");
    }
  });

  it("ends nothing: the warning stands until the water is seen to have fallen", () => {
    const state = feed(eachMinute(rising), drain());
    expect(floodTimeline(state, drain(), 24 * 60).level).toBe("warning");
    const low = eachMinute(
      Array.from({ length: 20 }, () => 0.5),
      60,
    );
    expect(changes(floodTimeline(feed(low, drain(), state), drain())).at(-1)).toBe("75 warning>normal");
  });

  it("of two is no silence while the other speaks; when both fall silent the higher reading counts", () => {
    const spare = "020000fffe000009";
    const context = { ...drain(), devices: [...drain().devices, ...drain({}, { devEui: spare }).devices] };
    const pair = eachMinute(rising).flatMap((one, minute) => [
      reading(minute - 0.5, 0.95, { devEui: spare }),
      one,
    ]);
    const state = feed(pair, context);
    expect(floodTimeline(state, context, 60).head?.evidence).toContainEqual(
      expect.objectContaining({ kind: "threshold_reached", value: 1.06 }),
    );
    const reversed = feed([...pair, reading(3.4, 0.95, { devEui: spare })], context);
    expect(floodTimeline(reversed, context, 60).level).toBe("warning");
  });

  it("on a dry road says nothing", () => {
    const state = feed(eachMinute([0, 0, 0]), road());
    expect(changes(floodTimeline(state, road(), 60))).toEqual([]);
  });
});
