import { describe, expect, it } from "vitest";
import type { Site } from "#shared/domain/site.ts";
import { checkSettings } from "#shared/rules/hazards.ts";
import type { SiteContext } from "#shared/rules/site-context.ts";
import { siteStatus } from "#shared/rules/status.ts";
import { drain, reading, START } from "../gauge.ts";
import { changes, feed, floodTimeline, observeAll } from "../story.ts";

const complaint = (settings: Record<string, unknown>): string => {
  try {
    checkSettings("flood", { reference: "river", ...settings });
    return "accepted";
  } catch (error) {
    return String(error);
  }
};

/** A river whose bank is 5 m above the gauge's zero and that stands at 1 m when it has not rained. */
const river = (settings: Record<string, unknown>): SiteContext => {
  const [place] = [drain().site];
  const site: Site = {
    ...place,
    hazards: [
      { hazard: "flood", settings: { reference: "river", baseLevelM: 1, ...settings }, validFrom: 0 },
    ],
  };
  return { ...drain({}, { assignments: [{ siteId: "wai-tau-bridge", validFrom: 0 }] }), site };
};
const byFreeboard = {
  bankTopM: 5,
  advisoryFreeboardM: 2,
  warningFreeboardM: 1,
  dangerFreeboardM: 0.3,
};
const stage = (minute: number, level: number) =>
  reading(minute, 0, {
    identity: `stage ${minute}`,
    measurements: [{ quantity: "water_level", value: level }],
  });
const flow = (minute: number, m3PerS: number) =>
  reading(minute, 0, {
    identity: `flow ${minute}`,
    measurements: [{ quantity: "water_flow", value: m3PerS }],
  });

describe("a river's thresholds", () => {
  it("are levels, or what is left below the bank, or some of each", () => {
    expect(complaint({ baseLevelM: 1, advisoryM: 2, warningM: 3, dangerM: 4 })).toBe("accepted");
    expect(complaint({ baseLevelM: 1, ...byFreeboard })).toBe("accepted");
    expect(complaint({ baseLevelM: 1, ...byFreeboard, advisoryM: 2.5 })).toBe("accepted");
  });

  it("must all be there, and rise from the base", () => {
    expect(complaint({ baseLevelM: 1, advisoryM: 2, dangerM: 4 })).toContain(
      "a river needs warningM, or bankTopM and warningFreeboardM",
    );
    expect(complaint({ baseLevelM: 1, advisoryFreeboardM: 2, warningM: 3, dangerM: 4 })).toContain(
      "a river needs advisoryM",
    );
    expect(complaint({ baseLevelM: 2, advisoryM: 2, warningM: 3, dangerM: 4 })).toContain(
      "advisory must be above baseLevelM",
    );
    expect(complaint({ advisoryM: 2, warningM: 3, dangerM: 4 })).toContain("baseLevelM");
  });

  it("are reached by stages as a station tells them, whatever its height", () => {
    const context = river(byFreeboard);
    const story = [stage(0, 1.2), stage(15, 2.5), stage(30, 3.1), stage(90, 4.2), stage(150, 4.7)];
    expect(
      changes(floodTimeline(feed(story, context), context)).map((change) => change.split(" ")[1]),
    ).toEqual(["normal>advisory", "advisory>warning", "warning>danger"]);
  });
});

describe("a river on the board", () => {
  it("shows what is left below the bank", () => {
    const context = river(byFreeboard);
    const status = siteStatus(feed([stage(0, 3.25)], context), context, START);
    expect(status.flood).toMatchObject({ waterLevelM: 3.25, freeboardM: 1.75, fullM: 5 });
  });

  it("scores 0 at its base and 50, 75, 90 at its thresholds", () => {
    const context = river(byFreeboard);
    const scores = [0.5, 1, 3, 4, 4.7].map(
      (level) => floodTimeline(feed([stage(0, level)], context), context).head?.score,
    );
    expect(scores).toEqual([0, 0, 50, 75, 90]);
  });

  it("has no freeboard where nobody measured its bank", () => {
    const context = river({ advisoryM: 2, warningM: 3, dangerM: 4 });
    const status = siteStatus(feed([stage(0, 1.5)], context), context, START);
    expect(status.flood).not.toHaveProperty("freeboardM");
    expect(status.flood?.fullM).toBe(4);
  });
});

describe("a station that tells flows", () => {
  const ratingTable = [
    { flowM3PerS: 1, levelM: 1 },
    { flowM3PerS: 11, levelM: 2 },
    { flowM3PerS: 31, levelM: 3 },
  ];
  const context = river({ advisoryM: 2, warningM: 3, dangerM: 4, ratingTable });
  const levels = (flows: readonly number[]) =>
    flows.map((value) => observeAll([flow(0, value)], context).observations[0]?.values.water_level);

  it("is read by its rating table, along straight lines, and on beyond the last row", () => {
    expect(levels([0, 1, 6, 11, 21, 31, 41])).toEqual([1, 1, 1.5, 2, 2.5, 3, 3.5]);
  });

  it("raises the alarm like any gauge", () => {
    expect(floodTimeline(feed([flow(0, 12)], context), context).level).toBe("advisory");
  });

  it("without a table is kept, and judged by nobody", () => {
    const bare = river({ advisoryM: 2, warningM: 3, dangerM: 4 });
    const { observations } = observeAll([flow(0, 12)], bare);
    expect(observations[0]).toMatchObject({ values: { water_flow: 12 }, flags: { water_flow: 2 } });
  });

  it("needs a table that rises in both", () => {
    const with2 = (levelM: number, flowM3PerS: number) =>
      complaint({
        baseLevelM: 1,
        ...byFreeboard,
        ratingTable: [
          { flowM3PerS: 1, levelM: 1 },
          { flowM3PerS, levelM },
        ],
      });
    expect(with2(2, 2)).toBe("accepted");
    expect(with2(1, 2)).toContain("flows and levels must both rise");
    expect(with2(2, 1)).toContain("flows and levels must both rise");
  });
});
