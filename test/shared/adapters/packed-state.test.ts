import { encode } from "@msgpack/msgpack";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { siteStateKey } from "#shared/adapters/dynamodb/keys.ts";
import { packState, unpackState } from "#shared/adapters/dynamodb/packed-state.ts";
import type { SiteState, WindowEntry } from "#shared/domain/site-state.ts";
import { EVENING } from "#test/functions/ingest-services.ts";
import { pilot } from "#test/functions/pilot-village.ts";
import { stormState } from "./storm-state.ts";

const [site, device] = [pilot.village.sites[0], pilot.village.devices[0]];
if (site === undefined || device === undefined) throw new Error("the pilot has no site");
const afterStorm = (minutes: number) =>
  stormState({ villageId: "lam-tsuen", site, device }, EVENING, minutes);

/** As DynamoDB counts it: names and values of all attributes. */
const itemBytes = (state: SiteState): number => {
  const key = siteStateKey(state);
  const numberBytes = Math.ceil(String(state.version).length / 2) + 1;
  return (
    "pk".length +
    key.pk.length +
    "sk".length +
    key.sk.length +
    "version".length +
    numberBytes +
    "body".length +
    packState(state).length
  );
};

const instant = fc.integer({ min: 1_700_000_000_000, max: 1_900_000_000_000 });
const plain = fc.letrec((tie) => ({
  any: fc.oneof(
    fc.string(),
    fc.boolean(),
    fc.constant(null),
    fc.integer(),
    instant,
    // JSON knows no negative zero.
    fc.double({ noNaN: true }).map((value) => value + 0),
    fc.array(tie("any"), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie("any"), { maxKeys: 4 }),
  ),
})).any;

const entry: fc.Arbitrary<WindowEntry> = fc.record({
  kind: fc.constant("frame"),
  observedAt: instant,
  devEui: fc.constantFrom("020000fffe000001", "020000fffe000002"),
  fCnt: fc.integer({ min: -1, max: 0xffff_ffff }),
  identity: fc.integer({ min: 0, max: 0xffff_ffff }),
  readings: fc.uniqueArray(
    fc.record({
      quantity: fc.constantFrom("distance", "water_level", "pm2_5"),
      steps: fc.integer({ min: -20_000, max: 60_000 }),
    }),
    { maxLength: 3, selector: ({ quantity }) => quantity },
  ),
});

const heard = fc.record(
  { at: instant, fCnt: fc.nat({ max: 0xffff_ffff }), devAddr: fc.constantFrom("01020304", "fe00aa01") },
  { requiredKeys: ["at"] },
);

const anyState: fc.Arbitrary<SiteState> = fc.record(
  {
    schemaVersion: fc.constant(2),
    villageId: fc.constant("lam-tsuen"),
    siteId: fc.constant("bridge"),
    version: fc.nat(),
    exercise: fc.record({
      exerciseId: fc.constant("drill-1"),
      traceStart: instant,
      startedAt: instant,
      speed: fc.double({ min: 0.01, max: 1e5, noNaN: true }),
    }),
    entries: fc.array(entry, { maxLength: 72 }),
    checkpoints: fc.dictionary(
      fc.constantFrom("flood", "hill_fire"),
      fc.record({ memory: plain, settled: fc.constant([]), settledCount: fc.nat() }),
    ),
    heard: fc.dictionary(fc.constantFrom("020000fffe000001", "020000fffe000009"), heard),
    newest: fc.record({ observedAt: instant, receivedAt: instant }),
    settledThrough: instant,
    passedCount: fc.nat(),
  },
  {
    requiredKeys: [
      "schemaVersion",
      "villageId",
      "siteId",
      "version",
      "entries",
      "checkpoints",
      "heard",
      "passedCount",
    ],
  },
);

const LITERAL: SiteState = {
  schemaVersion: 2,
  villageId: "lam-tsuen",
  siteId: "wai-tau-bridge",
  version: 12,
  exercise: { exerciseId: "drill-1", traceStart: EVENING, startedAt: EVENING + 5, speed: 60 },
  entries: [0, 61_234, 119_876].map((offset, index) => ({
    kind: "frame",
    observedAt: EVENING + offset,
    devEui: index === 1 ? "020000fffe000002" : "020000fffe000001",
    fCnt: 7 + index,
    identity: 4_000_000_000 + index,
    readings: [{ quantity: "distance", steps: 1_500 - 31 * index }],
  })),
  heard: {
    "020000fffe000001": { at: EVENING + 119_876, fCnt: 9 },
    "020000fffe000002": { at: EVENING + 61_234, fCnt: 8 },
  },
  checkpoints: {
    flood: {
      memory: {
        level: "normal",
        rule: { believed: [{ observedAt: EVENING - 60_000, levelM: 1.234 }], holds: {} },
      },
      settled: [],
      settledCount: 3,
    },
  },
  newest: { observedAt: EVENING + 119_876, receivedAt: EVENING + 120_311 },
  settledThrough: EVENING - 60_000,
  passedCount: 2,
};

describe("a packed state", () => {
  it("unpacks to what it was, whatever it was", () => {
    fc.assert(
      fc.property(anyState, (made) => {
        // fast-check also makes objects without a prototype, which no state has.
        const state = structuredClone(made);
        expect(unpackState(packState(state), state)).toStrictEqual(state);
      }),
    );
  });

  it.each([61, 120, 190, 260])(
    "after %i minutes of a storm is one write unit: at most 1,024 bytes with its keys",
    (minutes) => {
      const state = afterStorm(minutes);
      expect(state.entries.length).toBeGreaterThanOrEqual(60);
      expect(unpackState(packState(state), state)).toStrictEqual(state);
      expect(itemBytes(state)).toBeLessThanOrEqual(1024);
    },
  );

  it("of a schema that this code does not know is refused with both versions named", () => {
    const identity = { villageId: "lam-tsuen", siteId: "bridge", version: 1 };
    expect(() => unpackState(encode([3, "anything"]), identity)).toThrow(
      "the state of site bridge has schema version 3; this code reads versions 1 and 2",
    );
    expect(() => unpackState(encode("noise"), identity)).toThrow("schema version undefined");
  });

  it("holds the cases that were closed at the site", () => {
    const state: SiteState = {
      ...LITERAL,
      closings: [{ hazard: "illegal_dumping", at: 1_788_880_000_000, outcome: "clean_up" }],
    };
    expect(unpackState(packState(state), state)).toStrictEqual(state);
  });

  it("written by the first release can still be read", () => {
    const written =
      "lQHPAAABoIE2E8ACl83vMsQEAAC/KMQM7msoAO5rKAHuaygCxAMAAgDEAMQDDgAAxAS4Fz09lMRkQxT6oNhBqQBSijJzcnQNiS3+a3WU8lLLU4tLsBQbaEUizB0hGUX5pekZYCUpqWWupZnFSlZYyksddCEjpVh4aGamgjUhladKyRmpydkF+Zl5JaDyiQalayxS6VeLUq5hC+RaAMQLAAr+0A7mBq2BFgDEB8CpB6QT8C6Q";
    const held = unpackState(Buffer.from(written, "base64"), LITERAL);
    expect(held).toStrictEqual(LITERAL);
  });
});
