import { describe, expect, it } from "vitest";
import { drain, reading, START } from "../gauge.ts";
import { feed, floodTimeline, observeAll } from "../story.ts";

/** A probe 0.1 m above the bottom of a drain 2 m deep. */
const context = drain({}, { assignments: [{ siteId: "wai-tau-bridge", sensorHeightM: 0.1, validFrom: 0 }] });
const told = (quantity: "water_depth" | "water_pressure", value: number) =>
  reading(0, 0, { measurements: [{ quantity, value }] });

describe("a probe in the water", () => {
  it("tells the level by its depth above where it hangs", () => {
    const { observations } = observeAll([told("water_depth", 0.95)], context);
    expect(observations[0]).toMatchObject({ values: { water_level: 1.05 }, flags: { water_depth: 1 } });
    expect(floodTimeline(feed([told("water_depth", 0.95)], context), context).level).toBe("advisory");
  });

  it("tells it by its pressure: 9,806.65 Pa are a metre", () => {
    const { observations } = observeAll([told("water_pressure", 9_806.65)], context);
    expect(observations[0]?.values.water_level).toBe(1.1);
  });

  it("that hangs dry tells its own height, and no flood", () => {
    const timeline = floodTimeline(feed([told("water_depth", -0.01)], context), context);
    expect(timeline).toMatchObject({ level: "normal", seenAt: START });
  });

  it("does not stand under 60 m of water: such a value fails", () => {
    const { observations } = observeAll([told("water_depth", 61)], context);
    expect(observations[0]?.flags.water_depth).toBe(4);
  });
});
