import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "#shared/domain/time.ts";
import type { Arrival } from "#shared/rules/arrival.ts";
import { observe } from "#shared/rules/observe.ts";
import { drain, GAUGE, reading, START } from "./gauge.ts";
import { emptySite, feed, storyOf } from "./story.ts";

const context = drain();

/** `[minute, counter]`: a gauge that tells one constant level. */
const constant = (...frames: readonly (readonly [minute: number, fCnt: number])[]): readonly Arrival[] =>
  frames.map(([minute, fCnt]) => reading(minute, 0.5, { fCnt, identity: `${GAUGE}||${fCnt}|85|constant` }));

/** The minutes at which the history has an observation, whichever way the frames came. */
const observedMinutes = (arrivals: readonly Arrival[]): readonly number[] => {
  let state = emptySite();
  const rows = new Map<string, number>();
  const nameOf = (row: { observedAt: number; fCnt?: number }) => `${row.observedAt}/${row.fCnt}`;
  for (const arrival of arrivals) {
    const observed = observe(state, [arrival], context);
    for (const row of observed.observations) rows.set(nameOf(row), row.observedAt);
    for (const row of observed.superseded) rows.delete(nameOf(row));
    state = observed.state;
  }
  return [...rows.values()].map((at) => (at - START) / MINUTE_MS).toSorted((a, b) => a - b);
};

describe("the same identity within half an hour", () => {
  it.each([
    ["48 seconds later, before the next frame, is a copy", constant([0, 5], [0.8, 5], [1, 6]), [0, 1]],
    ["29 minutes later, when nothing was heard in between, is a copy", constant([0, 5], [29, 5]), [0]],
    [
      "again and again, of a network server that counts nothing, is new each half hour",
      constant([0, 0], [12, 0], [24, 0], [36, 0], [48, 0]),
      [0, 36],
    ],
    ["more than 30 minutes later is new", constant([0, 5], [30.1, 5]), [0, 30.1]],
    [
      "after the counter went back is new: a rebooted gauge repeats a constant level",
      constant([0, 0], [10, 1], [20, 0], [29, 1]),
      [0, 10, 20, 29],
    ],
    [
      "of a gauge that reports each minute and reboots within minutes is new as well",
      constant([0, 0], [1, 1], [2, 2], [3, 0], [4, 1], [5, 2], [6, 3]),
      [0, 1, 2, 3, 4, 5, 6],
    ],
    [
      "held back by a gateway for 200 s, while the gauge counts on, is a copy",
      constant([0, 5], [1, 6], [2, 7], [3, 8], [3.3, 5], [4, 9]),
      [0, 1, 2, 3, 4],
    ],
    [
      "held back and the last heard so far is a copy",
      constant([0, 5], [1, 6], [2, 7], [3, 8], [3.3, 5]),
      [0, 1, 2, 3],
    ],
    [
      "ten minutes later with higher counters in between is new",
      constant([0, 5], [5, 6], [10, 5], [15, 6]),
      [0, 5, 10, 15],
    ],
  ] as const)("%s", (_, arrivals, minutes) => {
    expect(observedMinutes(arrivals)).toEqual(minutes);
  });

  it("is decided by what was sent when, not by what came first", () => {
    const frames = fc
      .uniqueArray(fc.tuple(fc.nat({ max: 25 }), fc.nat({ max: 4 })), {
        minLength: 1,
        maxLength: 12,
        selector: ([minute]) => minute,
      })
      .chain((made) => {
        const arrivals = constant(...made.toSorted(([a], [b]) => a - b));
        return fc.tuple(
          fc.constant(arrivals),
          fc.shuffledSubarray([...arrivals], { minLength: arrivals.length }),
        );
      });
    fc.assert(
      fc.property(frames, ([inOrder, shuffled]) => {
        expect(observedMinutes(shuffled)).toEqual(observedMinutes(inOrder));
      }),
      { numRuns: 500 },
    );
  });

  it("that passed for a copy until the device went on from there is an observation after all, counted or not", () => {
    const frames = constant([0, 1], [1, 2], [2, 1]);
    const next = constant([3, 2]);
    expect(observe(feed(frames, context), next, context).observations).toMatchObject([
      { observedAt: START + 3 * MINUTE_MS, fCnt: 2 },
      { observedAt: START + 2 * MINUTE_MS, fCnt: 1, values: { distance: 2.7, water_level: 0.5 } },
    ]);
  });

  it("without a counter is an observation after all too", () => {
    const uncounted = (minute: number) => {
      const { fCnt: _, ...frame } = reading(minute, 0.5, { identity: "uncounted" });
      return frame;
    };
    const [counted, lower] = constant([1, 2], [3, 1]);
    const held = feed([uncounted(0), ...(counted === undefined ? [] : [counted]), uncounted(2)], context);
    const { observations } = observe(held, lower === undefined ? [] : [lower], context);
    expect(observations.map(({ observedAt }) => (observedAt - START) / MINUTE_MS)).toEqual([3, 2]);
  });

  it("is kept apart by device", () => {
    const other = { ...reading(0.5, 0.5), devEui: "020000fffe000002" };
    expect(observedMinutes([reading(0, 0.5), other])).toEqual([0, 0.5]);
  });

  it("leaves the window with the frame it copies", () => {
    const later = Array.from({ length: 90 }, (_, index) => reading(index + 1, 0.5));
    const state = feed([reading(0, 0.5), reading(0, 0.5, { observedAt: START + 30_000 }), ...later], context);
    expect(state.entries.every(({ observedAt }) => observedAt >= START + 30 * MINUTE_MS)).toBe(true);
    const near = feed(
      [reading(0, 0.5), reading(0, 0.5, { observedAt: START + 30_000 }), reading(60.2, 0.5)],
      context,
    );
    expect(near.entries.map(({ observedAt }) => observedAt)).toEqual([START + 60.2 * MINUTE_MS]);
  });
});

describe("a frame heard by a network server that tells no device address", () => {
  const addressed = (minute: number, devAddr: string, levelM = 0.5, fCnt = 5) =>
    reading(minute, levelM, { fCnt, identity: `${GAUGE}|${devAddr}|${fCnt}|85|same` });

  it.each([
    ["second", addressed(0, "01020304"), addressed(0.1, "")],
    ["first", addressed(0, ""), addressed(0.1, "01020304")],
  ])("%s is a copy of the one that has it", (_, first, again) => {
    expect(observedMinutes([first, again])).toEqual([0]);
    expect(observedMinutes([again, first])).toEqual([0]);
  });

  it("is a new one under another address: the device has joined anew", () => {
    expect(observedMinutes([addressed(0, "01020304"), addressed(0.1, "01020305")])).toEqual([0, 0.1]);
  });

  it("does not confirm an echo that no water makes", () => {
    const calm = [0, 1, 2, 3].map((minute) => reading(minute, 0.4));
    const heardTwice = [addressed(4, "01020304", 2, 99), addressed(4.03, "", 2, 99)];
    expect(storyOf([...calm, ...heardTwice], context)).toEqual([]);
  });
});

describe("a copy through another gateway", () => {
  const [near, far] = [
    { id: "020000fffe0000a1", rssi: -92, snr: 7.5 },
    { id: "020000fffe0000a2", rssi: -118, snr: -4 },
  ];

  it("adds its gateway to the observation that is there", () => {
    const state = feed([reading(0, 0.5, { gateways: [near] })], context);
    const copy = reading(0, 0.5, { observedAt: START + 2_000, gateways: [far] });
    expect(observe(state, [copy], context)).toMatchObject({
      observations: [],
      heardAgain: [{ row: { observedAt: START, devEui: GAUGE, fCnt: 0 }, gateways: [far] }],
    });
  });

  it("in one batch with its frame is one row with both, the one that heard it best first", () => {
    const batch = [
      reading(0, 0.5, { gateways: [far] }),
      reading(0, 0.5, { observedAt: START + 2_000, gateways: [near] }),
    ];
    const { observations, heardAgain } = observe(emptySite(), batch, context);
    expect(observations.map(({ gateways }) => gateways)).toEqual([[near, far]]);
    expect(heardAgain).toEqual([]);
  });

  it("of a frame without a counter has none in its row either", () => {
    const { fCnt: _, ...uncounted } = reading(0, 0.5, { gateways: [near] });
    const copy = { ...uncounted, observedAt: START + 2_000, gateways: [far] };
    const { heardAgain, superseded } = observe(feed([uncounted], context), [copy], context);
    expect(heardAgain.map(({ row }) => row)).toEqual([{ observedAt: START, devEui: GAUGE }]);
    expect(superseded).toEqual([{ observedAt: START + 2_000, devEui: GAUGE }]);
  });

  it("that told of no gateway adds nothing", () => {
    const state = feed([reading(0, 0.5)], context);
    const copy = reading(0, 0.5, { observedAt: START + 2_000 });
    expect(observe(state, [copy], context).heardAgain).toEqual([]);
  });
});
