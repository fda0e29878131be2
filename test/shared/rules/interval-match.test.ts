import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { HeardFrame } from "#shared/domain/downlink.ts";
import { SECOND_MS } from "#shared/domain/time.ts";
import { intervalMatchedAt } from "#shared/rules/interval-match.ts";
import { framesAfter, withoutCounters } from "./heard-frames.ts";

const START = Date.UTC(2026, 8, 8, 14, 0);
const COMMANDED_S = 300;
const secondsUntilMatch = (frames: readonly HeardFrame[], commandedS = COMMANDED_S): number | undefined => {
  const at = intervalMatchedAt(frames, commandedS);
  return at === undefined ? undefined : (at - START) / SECOND_MS;
};
const heard = (...gapsS: readonly number[]) => framesAfter(START, gapsS);

describe("a device is heard to report as often as it was asked to", () => {
  it("when three intervals in a row match within a fifth", () => {
    expect(secondsUntilMatch(heard(300, 300))).toBeUndefined();
    expect(secondsUntilMatch(heard(300, 300, 300))).toBe(900);
    expect(secondsUntilMatch(heard(240, 360, 300))).toBe(900);
    expect(secondsUntilMatch(heard(239, 300, 300))).toBeUndefined();
    expect(secondsUntilMatch(heard(300, 361, 300))).toBeUndefined();
  });

  it("after it has gone on at its old pace until the command came through", () => {
    expect(secondsUntilMatch(heard(1000, 1000, 300, 300, 300))).toBe(2900);
  });

  it("not when an interval in between is no multiple of it", () => {
    expect(secondsUntilMatch(heard(300, 300, 450, 300, 300))).toBeUndefined();
    expect(secondsUntilMatch(heard(300, 300, 20, 300, 300))).toBeUndefined();
  });

  it("although frames are lost: a multiple neither counts nor refutes", () => {
    expect(secondsUntilMatch(heard(300, 600, 300, 900, 300))).toBe(2400);
    expect(secondsUntilMatch(withoutCounters(heard(300, 610, 300, 300)))).toBe(1510);
  });

  it("not across a silence of more than ten intervals: then it is asked for three anew", () => {
    expect(secondsUntilMatch(heard(300, 300, 3_300, 300, 300))).toBeUndefined();
    expect(secondsUntilMatch(heard(300, 300, 3_000, 300))).toBe(3_900);
  });

  it("not by intervals in which the counter says that frames were lost", () => {
    const everySecond = heard(150, 150, 150, 150, 150, 150, 150).filter((_, index) => index % 2 === 0);
    expect(secondsUntilMatch(everySecond)).toBeUndefined();
    expect(secondsUntilMatch(withoutCounters(everySecond))).toBe(900);
  });

  it("also when its 16-bit counter wraps, and not when it goes back", () => {
    const counting = (...fCnts: readonly number[]) =>
      fCnts.map((fCnt, index) => ({ at: START + index * COMMANDED_S * SECOND_MS, fCnt }));
    expect(secondsUntilMatch(counting(65_534, 65_535, 0, 1))).toBe(900);
    expect(secondsUntilMatch(counting(700, 701, 0, 1))).toBeUndefined();
    expect(secondsUntilMatch(counting(700, 701, 0, 1, 2, 3))).toBe(1500);
  });

  it("also when a device that lost its counter is told of without one", () => {
    const [first, second, ...rest] = withoutCounters(heard(300, 300, 300));
    if (first === undefined || second === undefined) throw new Error("there are four frames");
    expect(secondsUntilMatch([first, second, second, ...rest])).toBe(900);
  });
});

const commandedS = fc.integer({ min: 30, max: 86_400 });
/** A share of an interval that is surely within a fifth, or surely not near any multiple. */
const near = fc.double({ min: 0.81, max: 1.19, noNaN: true });

describe("whatever the network does", () => {
  it("three matching intervals show it, in any order of arrival, with copies of any frame", () => {
    fc.assert(
      fc.property(
        commandedS,
        fc.tuple(near, near, near),
        fc.array(fc.nat({ max: 3 }), { maxLength: 4 }),
        fc.integer(),
        (interval, shares, copied, order) => {
          const frames = framesAfter(
            START,
            shares.map((share) => Math.round(share * interval)),
          );
          const copies = copied.flatMap((index) => frames[index] ?? []);
          const late = copies.map(({ at, fCnt }) => ({ at: at + (Math.abs(order) % 20) * SECOND_MS, fCnt }));
          const shuffled = [...frames, ...late].toSorted(
            (a, b) => ((a.at ^ order) % 7) - ((b.at ^ order) % 7),
          );
          expect(intervalMatchedAt(shuffled, interval)).toBe(frames.at(-1)?.at);
        },
      ),
    );
  });

  it("a device that keeps another pace is never taken for one that obeys, however many of its frames are lost", () => {
    fc.assert(
      fc.property(
        commandedS,
        fc.double({ min: 0.05, max: 20, noNaN: true }).filter((share) => share < 0.79 || share > 1.21),
        fc.array(fc.boolean(), { minLength: 20, maxLength: 60 }),
        (interval, share, received) => {
          const kept = framesAfter(
            START,
            received.map(() => share * interval),
          ).filter((_, index) => received[index] ?? true);
          expect(intervalMatchedAt(kept, interval)).toBeUndefined();
        },
      ),
    );
  });

  it("a device that obeys is found as soon as three of its intervals came through whole, at ten lost in a row at most", () => {
    fc.assert(
      fc.property(
        commandedS,
        fc.array(fc.boolean(), { minLength: 1, maxLength: 40 }),
        (interval, received) => {
          const all = framesAfter(
            START,
            received.map(() => interval),
          );
          const kept = all.filter((_, index) => index === 0 || (received[index - 1] ?? false));
          const steps = kept.slice(1).map((frame, index) => (frame.fCnt ?? 0) - (kept[index]?.fCnt ?? 0));
          let whole = 0;
          const third = steps.findIndex((step) => {
            whole = step > 10 ? 0 : whole + (step === 1 ? 1 : 0);
            return whole === 3;
          });
          expect(intervalMatchedAt(kept, interval)).toBe(third === -1 ? undefined : kept[third + 1]?.at);
        },
      ),
    );
  });
});
