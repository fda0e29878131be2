import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstOverlap, firstPastChange } from "#shared/domain/interval-lists.ts";
import { type Validity, validAt } from "#shared/domain/validity.ts";

interface Entry extends Validity {
  readonly says: number;
}

/** Whole instants, so that brute force can try each. */
const INSTANTS = Array.from({ length: 30 }, (_, instant) => instant);
const entry = fc
  .record({
    validFrom: fc.nat(20),
    lasts: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
    says: fc.nat(2),
  })
  .map(({ validFrom, lasts, says }): Entry => {
    return { validFrom, says, ...(lasts === undefined ? {} : { validTo: validFrom + lasts }) };
  });
const entries = fc.array(entry, { maxLength: 5 });
const holding = (list: readonly Entry[], at: number) =>
  list.filter(({ validFrom, validTo }) => validFrom <= at && (validTo === undefined || at < validTo));
const isSame = (one: Entry, other: Entry) => one.says === other.says;

describe("entries with an interval each", () => {
  it("overlap exactly where two of them hold at one instant", () => {
    fc.assert(
      fc.property(entries, (list) => {
        const found = firstOverlap(list);
        expect(found !== undefined).toBe(INSTANTS.some((at) => holding(list, at).length > 1));
        const pair = found === undefined ? [] : [list[found.first], list[found.second]];
        if (found !== undefined) {
          const both = pair.filter((one) => one !== undefined);
          expect(INSTANTS.some((at) => holding(both, at).length === 2)).toBe(true);
        }
      }),
    );
  });

  it("overlap only with those of the same kind", () => {
    const list = [
      { validFrom: 0, says: 0 },
      { validFrom: 1, says: 1 },
      { validFrom: 2, says: 0 },
    ];
    expect(firstOverlap(list, ({ says }) => says === 0)).toEqual({ first: 0, second: 2 });
    expect(firstOverlap(list, ({ says }) => says === 1)).toBeUndefined();
  });

  it("have a changed past exactly where some instant before now is told differently", () => {
    fc.assert(
      fc.property(entries, entries, fc.nat(25), (before, after, now) => {
        const says = (list: readonly Entry[], at: number) => validAt(list, at)?.says;
        const first = INSTANTS.find((at) => at < now && says(before, at) !== says(after, at));
        expect(firstPastChange(before, after, now, isSame)?.at).toBe(first);
      }),
    );
  });

  it("keep their past when one ends now and another begins", () => {
    const before: Entry = { validFrom: 0, says: 1 };
    const after = [
      { validFrom: 0, validTo: 10, says: 1 },
      { validFrom: 10, says: 2 },
    ];
    expect(firstPastChange([before], after, 10, isSame)).toBeUndefined();
    expect(firstPastChange([before], after, 11, isSame)).toEqual({
      at: 10,
      was: before,
      is: after[1],
    });
  });
});
