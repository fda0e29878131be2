import { describe, expect, it } from "vitest";
import { surelyM } from "#shared/rules/flood/scatter.ts";
import { reading, road } from "../gauge.ts";
import { changes, feed, floodTimeline } from "../story.ts";

/** A gauge over moving water, as recorded at Trout Creek: a report each 5 minutes that lies up to 8 cm beside the last. */
const restless = (hours: number) =>
  Array.from({ length: hours * 12 }, (_, index) =>
    reading(index * 5, [0, 0.06, -0.02, 0.05][index % 4] ?? 0),
  );
const still = (hours: number) => Array.from({ length: hours * 12 }, (_, index) => reading(index * 5, 0.01));
const context = road({ advisoryM: 0.15, warningM: 0.3, dangerM: 0.6, lowestLevelM: -1 });
const later = (minute: number, ...levels: readonly number[]) =>
  levels.map((level, index) => reading(24 * 60 + minute + index * 5, level));
const storyAfter = (before: readonly ReturnType<typeof reading>[], levels: readonly number[]) =>
  changes(floodTimeline(feed([...before, ...later(0, ...levels)], context), context)).map(
    (change) => change.split(" ")[1],
  );

describe("a gauge that scatters by itself", () => {
  it("must pass a threshold twice in a row, where once is within its scatter", () => {
    expect(storyAfter(restless(24), [0.16, 0.02, 0.15, 0.03])).toEqual([]);
    expect(storyAfter(restless(24), [0.16, 0.15])).toEqual(["normal>advisory"]);
  });

  it("says what it waits for", () => {
    const { head } = floodTimeline(feed([...restless(24), ...later(0, 0.16)], context), context);
    expect(head).toMatchObject({ level: "normal" });
    expect(head?.evidence).toContainEqual({
      kind: "needs",
      what: "second_reading",
      have: 1,
      of: 2,
      contribution: 0,
    });
  });

  it("is believed at once when it passes a threshold by more than it scatters", () => {
    expect(storyAfter(restless(24), [0.29])).toEqual(["normal>advisory"]);
  });

  it("waits for nobody with danger", () => {
    const near = feed([...restless(24), ...later(0, 0.3, 0.45, 0.601)], context);
    expect(floodTimeline(near, context).level).toBe("danger");
  });

  it("must be seen twice its scatter under a threshold before the level ends", () => {
    const low = Array.from({ length: 6 }, () => 0.1);
    expect(storyAfter(restless(24), [0.2, 0.2, ...low])).toEqual(["normal>advisory"]);
  });

  it("forecasts nothing from a slope that its scatter could make", () => {
    const near = road({ advisoryM: 0.15, warningM: 0.235, dangerM: 0.6, lowestLevelM: -1 });
    const kinds = (before: readonly ReturnType<typeof reading>[]) =>
      floodTimeline(
        feed([...before, ...later(0, 0.2, 0.2, 0.205, 0.215, 0.22)], near),
        near,
      ).head?.evidence.map(({ kind }) => kind);
    expect(kinds(still(24))).toContain("forecast");
    expect(kinds(restless(24))).not.toContain("forecast");
  });

  it("is one that does, not one whose water rose: a still gauge needs one reading", () => {
    expect(storyAfter(still(24), [0.15])).toEqual(["normal>advisory"]);
  });

  it("learns from readings close together only: over half an hour it is the water that moves", () => {
    const tide = Array.from({ length: 300 }, (_, index) => reading(index * 20, [0, 0.08][index % 2] ?? 0));
    const last = reading(300 * 20, 0.15);
    expect(changes(floodTimeline(feed([...tide, last], context), context))).toHaveLength(1);
  });
});

describe("a first reading", () => {
  it("of a gauge that scatters shows what is beyond its scatter", () => {
    expect(surelyM({ observedAt: 0, levelM: 0.5 }, undefined, 0.05)).toBe(0.4);
  });
});
