import { describe, expect, it } from "vitest";
import { floodRule } from "#shared/rules/flood/flood-rule.ts";
import { drain, GAUGE, reading, START } from "../gauge.ts";
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

  it("that nobody said the height of is kept, and judged by nobody", () => {
    const nowhere = drain({}, { assignments: [{ siteId: "wai-tau-bridge", validFrom: 0 }] });
    const { observations, state } = observeAll([told("water_depth", 0.95)], nowhere);
    expect(observations[0]).toMatchObject({ values: { water_depth: 0.95 }, flags: { water_depth: 2 } });
    expect(floodTimeline(state, nowhere).head).toBeUndefined();
  });

  it("beside one that the release before this remembered without a time of its being dry is judged all the same", () => {
    const observedAt = START - 60_000;
    const memory = {
      ...(floodRule.initialMemory as object),
      gauges: { "020000fffe000009": { believed: [{ observedAt, levelM: 1.2 }] } },
    } as unknown as typeof floodRule.initialMemory;
    const settings = floodRule.parseSettings({ reference: "drain", drainDepthM: 2 });
    const values = { water_depth: 0.5 };
    const frame = { devEui: GAUGE, observedAt: START, values, sensorHeightM: 0.1, silentAfterMs: 600_000 };
    const around = { siteId: "wai-tau-bridge", position: [114.1, 22.4] as [number, number], neighbours: [] };
    expect(floodRule.step(memory, frame, settings, around).assessment).toMatchObject({ level: "advisory" });
  });

  it("whose frame tells nothing of water moves nothing", () => {
    const frame = { devEui: GAUGE, observedAt: START, values: {}, sensorHeightM: 1, silentAfterMs: 1 };
    const settings = floodRule.parseSettings({ reference: "depth" });
    const { initialMemory: memory } = floodRule;
    const around = {
      siteId: "wai-tau-bridge",
      position: [114.144, 22.459] as [number, number],
      neighbours: [],
    };
    expect(floodRule.step(memory, frame, settings, around)).toEqual({ memory, flags: {}, suspect: false });
  });
});
