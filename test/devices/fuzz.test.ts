import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Decoded, DeviceProfile } from "#devices/lib/device-profile.ts";
import { profiles } from "#devices/registry.ts";
import { isWithinBounds } from "#shared/domain/quantity.ts";
import { type Example, readExamples } from "./profile-files.ts";
import { withinTime } from "./within-time.ts";

/** Over the whole catalogue. The long run: FUZZ_FRAMES=1000000 npx vitest run --project unit test/devices/fuzz.test.ts */
const FRAMES = Number(process.env.FUZZ_FRAMES ?? 10_000);
const framesPerModel = Math.ceil(FRAMES / profiles.length);
/** Generous: a frame takes well under a millisecond. */
const timeMs = 20_000 + framesPerModel * 2;

const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex, "hex"));

/** Bytes at which formats turn: empty, full, signs, and the codes for "no value". */
const TURNING = [0x00, 0x01, 0x7f, 0x80, 0xfd, 0xfe, 0xff];

/** Noise, and real frames cut, joined, repeated and bent: noise alone seldom gets past the first two bytes. */
const anyFrame = (examples: readonly Example[]): fc.Arbitrary<Uint8Array> => {
  const real = fc.constantFrom(...examples.map(({ hex }) => bytesOf(hex)));
  const noise = fc.uint8Array({ maxLength: 255 });
  const byte = fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(...TURNING));
  const bends = fc.array(fc.tuple(fc.nat(), byte), { minLength: 1, maxLength: 4 });
  return fc.oneof(
    noise,
    fc.tuple(real, noise).map(([frame, tail]) => Uint8Array.from([...frame, ...tail])),
    fc.tuple(real, fc.nat({ max: 60 })).map(([frame, length]) => frame.subarray(0, length)),
    fc.tuple(real, fc.nat({ max: 8 })).map(([frame, start]) => frame.subarray(start)),
    fc
      .array(real, { minLength: 2, maxLength: 12 })
      .map((frames) => Uint8Array.from(frames.flatMap((f) => [...f]))),
    fc.tuple(real, bends).map(([frame, changes]) => {
      const bent = Uint8Array.from(frame);
      for (const [where, value] of changes) if (bent.length > 0) bent[where % bent.length] = value;
      return bent;
    }),
  );
};

/** Every port that a network server can hand over, the model's own ones more often. */
const anyPort = (examples: readonly Example[]): fc.Arbitrary<number | undefined> =>
  fc.oneof(
    fc.constantFrom(undefined, ...examples.map(({ fPort }) => fPort)),
    fc.integer({ min: 0, max: 255 }),
  );

const holdTheRules = (profile: DeviceProfile, bytes: Uint8Array, decoded: Decoded): void => {
  const { measurements, information, errors, warnings } = decoded;
  for (const { quantity, value, measuredAt } of measurements) {
    expect(profile.quantities).toContain(quantity);
    expect(isWithinBounds(quantity, value), `${quantity}: ${value}`).toBe(true);
    if (measuredAt !== undefined) expect(Number.isNaN(new Date(measuredAt).getTime())).toBe(false);
  }
  const now = measurements.filter(({ measuredAt }) => measuredAt === undefined);
  expect(new Set(now.map(({ quantity }) => quantity)).size).toBe(now.length);
  for (const sentence of [...errors, ...warnings]) {
    expect(sentence.length).toBeGreaterThan(10);
    expect(sentence).not.toMatch(/undefined|\bNaN\b|Infinity|\[object/);
  }
  for (const told of Object.values(information)) {
    if (typeof told === "number") expect(Number.isFinite(told)).toBe(true);
  }
  const said = measurements.length + Object.keys(information).length + errors.length + warnings.length;
  expect(said, `nothing at all is said of ${bytes.length} B`).toBeGreaterThan(0);
};

describe.each(profiles)("$id", (profile) => {
  const examples = readExamples(profile.id);

  it(
    "never throws, never hangs, never tells an impossible value and never says nothing, whatever the bytes, the port and the length",
    () => {
      let last = "no frame";
      const decodesWell = fc.property(anyFrame(examples), anyPort(examples), (bytes, fPort) => {
        last = `${Buffer.from(bytes).toString("hex")} on port ${fPort}`;
        holdTheRules(profile, bytes, profile.decodeUplink(bytes, fPort));
      });
      withinTime(
        timeMs,
        () => fc.assert(decodesWell, { numRuns: framesPerModel }),
        () => last,
      );
    },
    timeMs + 5_000,
  );
});

describe("the watch over the time", () => {
  const forever = () => {
    for (;;);
  };

  it("ends a codec that never comes back, and names the frame", () => {
    expect(() => withinTime(50, forever, () => "0175")).toThrow("not back after 50 ms, at 0175");
  });

  it("lets every other failure through", () => {
    const broken = () => {
      throw new RangeError("offset is outside the bounds");
    };
    expect(() => withinTime(10_000, broken, () => "0175")).toThrow("offset is outside the bounds");
  });
});
