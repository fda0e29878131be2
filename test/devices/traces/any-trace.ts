import fc from "fast-check";
import { TRANSMISSIONS, type Trace, type TraceReading } from "#devices/traces/trace.ts";
import { QUANTITIES, type Quantity } from "#shared/domain/quantity.ts";

const instant = fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) });

const values = fc
  .uniqueArray(fc.constantFrom(...(Object.keys(QUANTITIES) as Quantity[])), { minLength: 1, maxLength: 5 })
  .chain((quantities) =>
    fc.record(
      Object.fromEntries(
        quantities.map((quantity) => {
          const { minimum: min, maximum: max } = QUANTITIES[quantity];
          // A file knows no zero below zero.
          const value = fc.double({ min, max, noNaN: true }).map((number) => (number === 0 ? 0 : number));
          return [quantity, value];
        }),
      ),
    ),
  );

const reading: fc.Arbitrary<TraceReading> = fc.record(
  {
    atMs: instant,
    values,
    transmission: fc.constantFrom(...TRANSMISSIONS),
    devEui: fc.integer({ min: 0, max: 0xffff }).map((n) => `020000fffe${n.toString(16).padStart(6, "0")}`),
    receivedAtMs: instant,
    fCnt: fc.integer({ min: 0, max: 0xffffffff }),
  },
  { requiredKeys: ["atMs", "values", "transmission"] },
);

/** Readings in the order of time, each with what a trace can say of one. */
export const anyTrace: fc.Arbitrary<Trace> = fc
  .array(reading, { minLength: 1, maxLength: 20 })
  .map((readings): Trace => {
    const [first, ...rest] = readings.toSorted((a, b) => a.atMs - b.atMs);
    if (first === undefined) throw new Error("one reading at least");
    return [first, ...rest];
  });
