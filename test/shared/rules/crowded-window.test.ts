import { describe, expect, it } from "vitest";
import { SECOND_MS } from "#shared/domain/time.ts";
import type { Arrival } from "#shared/rules/arrival.ts";
import { observe } from "#shared/rules/observe.ts";
import { WINDOW_CAPACITY } from "#shared/rules/window.ts";
import { drain, eachMinute, reading, START } from "./gauge.ts";
import { changes, emptySite, feed, floodTimeline } from "./story.ts";

const context = drain();

/** A motion sensor beside the gauge that speaks every two seconds: no flood rule reads it. */
const motion = (count: number, fromS = 0): readonly Arrival[] =>
  Array.from({ length: count }, (_, index) => {
    const observedAt = START + (fromS + 2 * index) * SECOND_MS;
    return {
      devEui: "020000fffe000009",
      identity: `motion ${fromS}/${index}`,
      fCnt: fromS + index,
      observedAt,
      receivedAt: observedAt + 400,
      measurements: [{ quantity: "motion", value: 1 }],
    };
  });

describe("a site with a device that chatters", () => {
  it("still takes a gauge's reading that a gateway held for 200 s into the timeline, and raises by it", () => {
    const calm = feed([...eachMinute([0.9, 0.92]), ...motion(150, 60)], context);
    expect(calm.entries).toHaveLength(WINDOW_CAPACITY);
    const { changed, state } = observe(calm, [reading(2, 1.15, { receivedAt: START + 320_000 })], context);
    expect(changed.map(({ hazard }) => hazard)).toEqual(["flood"]);
    expect(floodTimeline(state, context)).toMatchObject({ level: "warning", late: false });
  });

  it("has the same timeline with and without the chatter, in whichever order it comes", () => {
    const flood = eachMinute([0.4, 0.7, 0.95, 1.1, 1.4, 1.6, 1.2, 0.8]);
    const alone = changes(floodTimeline(feed(flood, context), context));
    const together = [...flood, ...motion(300)];
    for (const arrivals of [
      together,
      together.toReversed(),
      together.toSorted((a, b) => a.observedAt - b.observedAt),
    ])
      expect(changes(floodTimeline(feed(arrivals, context), context))).toEqual(alone);
  });

  it("lets nobody lose a row: each frame of the chatter is in the history once, also when it comes again", () => {
    const all = [...eachMinute([0.4]), ...motion(100)];
    const { state, observations, passedBy } = observe(emptySite(), all, context);
    expect(observations.length + passedBy.length).toBe(101);
    const again = observe(state, motion(1), context);
    expect([again.observations, again.passedBy.length]).toEqual([[], 1]);
  });
});
