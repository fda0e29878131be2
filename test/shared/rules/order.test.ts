import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "#shared/domain/time.ts";
import type { Arrival } from "#shared/rules/arrival.ts";
import { observe } from "#shared/rules/observe.ts";
import { WINDOW_MS } from "#shared/rules/window.ts";
import { drain, GAUGE, reading, START } from "./gauge.ts";
import { changes, emptySite, feed, floodTimeline } from "./story.ts";

/** A flood of up to three hours with jumps, falls, silence and impossible values, one reading a minute at most. */
const flood = fc
  .array(
    fc.record({
      gapMin: fc.constantFrom(1, 1, 1, 2, 3, 7, 20),
      stepM: fc.oneof(fc.double({ min: -0.2, max: 0.24, noNaN: true }), fc.constantFrom(1.6, -1.6, 3)),
    }),
    { minLength: 1, maxLength: 90 },
  )
  .map((steps): readonly Arrival[] => {
    let minute = 0;
    let level = 0.3;
    return steps.map(({ gapMin, stepM }) => {
      minute += gapMin;
      level = Math.min(3.4, Math.max(-0.2, level + stepM));
      return reading(minute, level);
    });
  });

/** How the network treats it: each reading may be held back by less than the window, and come up to three times. */
const network = fc.array(
  fc.record({
    delayMin: fc.double({ min: 0, max: WINDOW_MS / MINUTE_MS - 1, noNaN: true }),
    copies: fc.array(fc.double({ min: 0, max: 29, noNaN: true }), { maxLength: 2 }),
  }),
  { minLength: 90, maxLength: 90 },
);

const delivered = (
  arrivals: readonly Arrival[],
  treatment: readonly { delayMin: number; copies: number[] }[],
) =>
  arrivals
    .flatMap((arrival, index) => {
      const { delayMin, copies } = treatment[index] ?? { delayMin: 0, copies: [] };
      return [0, ...copies].map((copyMin) => ({
        arrival,
        at: arrival.observedAt + delayMin * MINUTE_MS + copyMin,
      }));
    })
    .sort((a, b) => a.at - b.at)
    .map(({ arrival }) => arrival);

const NEVER = { delayMin: 0, copyAfterMin: 0, copyDelayMin: 0 };

describe("the timeline of a flood", () => {
  it("is the same, byte for byte, in any order within the window and with any copies", () => {
    fc.assert(
      fc.property(flood, network, (arrivals, treatment) => {
        const context = drain();
        const inOrder = floodTimeline(feed(arrivals, context), context);
        const asDelivered = floodTimeline(feed(delivered(arrivals, treatment), context), context);
        const { headReceivedAt: _, ...timeline } = inOrder;
        const { headReceivedAt: __, ...other } = asDelivered;
        expect(JSON.stringify(other)).toBe(JSON.stringify(timeline));
      }),
      { numRuns: 300 },
    );
  });

  it("is the same when copies come through another network server, under that one's later time", () => {
    const elsewhere = fc.array(
      fc.record({
        delayMin: fc.nat({ max: 14 }),
        copyAfterMin: fc.double({ min: 0, max: 0.95, noNaN: true }),
        copyDelayMin: fc.nat({ max: 14 }),
      }),
      { minLength: 90, maxLength: 90 },
    );
    fc.assert(
      fc.property(flood, elsewhere, (arrivals, treatment) => {
        const context = drain();
        const copied = arrivals.flatMap((arrival, index) => {
          const { delayMin, copyAfterMin, copyDelayMin } = treatment[index] ?? NEVER;
          const observedAt = arrival.observedAt + Math.round(copyAfterMin * MINUTE_MS);
          return [
            { arrival, at: arrival.observedAt + delayMin * MINUTE_MS },
            { arrival: { ...arrival, observedAt }, at: observedAt + copyDelayMin * MINUTE_MS },
          ];
        });
        const shuffled = copied.sort((a, b) => a.at - b.at).map(({ arrival }) => arrival);
        const { headReceivedAt: _, ...timeline } = floodTimeline(feed(arrivals, context), context);
        const { headReceivedAt: __, ...other } = floodTimeline(feed(shuffled, context), context);
        expect(JSON.stringify(other)).toBe(JSON.stringify(timeline));
      }),
      { numRuns: 200 },
    );
  });

  it("is the same whether readings come one by one or in batches", () => {
    fc.assert(
      fc.property(flood, fc.integer({ min: 1, max: 10 }), (arrivals, size) => {
        const context = drain();
        let state = emptySite();
        for (let index = 0; index < arrivals.length; index += size) {
          state = observe(state, arrivals.slice(index, index + size), context).state;
        }
        const one = floodTimeline(feed(arrivals, context), context);
        expect(changes(floodTimeline(state, context))).toEqual(changes(one));
      }),
      { numRuns: 200 },
    );
  });

  it("keeps the level and its beginning when the readings behind it have left the window", () => {
    const context = drain();
    const story = Array.from({ length: 200 }, (_, minute) => reading(minute, minute < 5 ? 0.9 : 1.05));
    const state = feed(story, context);
    expect(state.entries.length).toBeLessThanOrEqual(72);
    expect(floodTimeline(state, context)).toMatchObject({
      level: "advisory",
      transitionCount: 1,
      since: START + 5 * MINUTE_MS,
    });
  });

  it("still knows the last changes, and how many there ever were, days later", () => {
    const context = drain({ offDelayMin: 0 });
    const waves = Array.from({ length: 100 }, (_, minute) =>
      reading(minute * 5, minute % 2 === 0 ? 1.05 : 0.6),
    );
    const timeline = floodTimeline(feed(waves, context), context);
    expect(timeline.transitionCount).toBe(100);
    expect(timeline.transitions.length).toBeLessThan(30);
  });

  it("tells of a change that the second of two gauges makes at the very instant of the first", () => {
    const spare = "020000fffe000009";
    const context = drain();
    const both = {
      ...context,
      devices: [...context.devices, ...context.devices.map((one) => ({ ...one, devEui: spare }))],
    };
    const calm = reading(0, 0.3);
    const high = reading(0, 1.9, { devEui: spare, fCnt: (calm.fCnt ?? 0) + 1 });
    const { state } = observe(emptySite(), [calm], both);
    const { changed } = observe(state, [high], both);
    expect(changed.map(({ transition }) => transition?.to)).toEqual(["danger"]);
  });
});

describe("the same frame heard twice", () => {
  const context = drain();

  it("is one observation", () => {
    const result = observe(feed([reading(0, 0.5)], context), [reading(0, 0.5)], context);
    expect(result).toMatchObject({ duplicates: 1, observations: [], superseded: [], changed: [] });
  });

  it("changes nothing at all in the state", () => {
    const state = feed([reading(0, 0.5)], context);
    expect(observe(state, [reading(0, 0.5)], context).state).toBe(state);
  });

  it("through another network server, minutes later, is one observation, and no second row stays in the history", () => {
    const copy = reading(0, 0.5, { observedAt: START + 4 * MINUTE_MS });
    const result = observe(feed([reading(0, 0.5)], context), [copy], context);
    expect(result).toMatchObject({ duplicates: 1, observations: [] });
    expect(result.superseded).toEqual([{ observedAt: START + 4 * MINUTE_MS, devEui: GAUGE, fCnt: 0 }]);
  });

  it("counts at the earlier of two times, also when the later copy came first", () => {
    const late = reading(0, 0.5, { observedAt: START + 4 * MINUTE_MS });
    const result = observe(feed([late], context), [reading(0, 0.5)], context);
    expect(result.observations.map(({ observedAt }) => observedAt)).toEqual([START]);
    expect(result.superseded).toEqual([{ observedAt: START + 4 * MINUTE_MS, devEui: GAUGE, fCnt: 0 }]);
    expect(floodTimeline(result.state, context).seenAt).toBe(START);
  });

  it("more than 30 minutes later is a new reading: a rebooted gauge repeats itself", () => {
    const again = reading(0, 0.5, { observedAt: START + 31 * MINUTE_MS });
    expect(observe(feed([reading(0, 0.5)], context), [again], context)).toMatchObject({ duplicates: 0 });
  });
});
