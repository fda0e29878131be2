import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findProfile, profiles } from "#devices/registry.ts";
import { QUANTITIES } from "#shared/domain/quantity.ts";
import { DEVICES, exampleFileIds, profileFileIds, readExamples } from "./profile-files.ts";

const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex, "hex"));
const ids = profiles.map((profile) => profile.id);

describe("the catalogue of models", () => {
  it("lists every profile file", () => {
    const missing = profileFileIds(DEVICES).filter((id) => !ids.includes(id));
    expect(missing, "add these to devices/registry.ts").toEqual([]);
  });

  it("has a file of examples beside every profile, and none without", () => {
    expect(exampleFileIds(DEVICES)).toEqual([...ids].sort());
  });

  it("names each model once, and finds it by its name", () => {
    expect(new Set(ids).size).toBe(ids.length);
    for (const profile of profiles) expect(findProfile(profile.id)).toBe(profile);
    expect(findProfile("acme/no-such-gauge")).toBeUndefined();
  });
});

describe.each(profiles)("$id", (profile) => {
  const examples = readExamples(profile.id);

  it.each(examples)("decodes: $name", ({ fPort, hex, measurements, information, warnings, errors }) => {
    expect(profile.decodeUplink(bytesOf(hex), fPort)).toEqual({
      measurements,
      information,
      warnings,
      errors,
    });
  });

  it("shows a good frame, a warning and an error among its examples", () => {
    const good = examples.filter(({ warnings, errors }) => warnings.length + errors.length === 0);
    expect(good.some(({ measurements }) => measurements.length > 0)).toBe(true);
    expect(examples.some(({ warnings }) => warnings.length > 0)).toBe(true);
    expect(examples.some(({ errors }) => errors.length > 0)).toBe(true);
  });

  it("tells every quantity it promises in some example, and no other", () => {
    const told = new Set(
      examples.flatMap(({ measurements }) => measurements.map(({ quantity }) => quantity)),
    );
    expect([...told].sort()).toEqual([...profile.quantities].sort());
  });

  it("never throws and never tells an impossible value, whatever the bytes, the port and the length", () => {
    fc.assert(
      fc.property(anyFrame(examples), fc.option(fc.integer({ min: 0, max: 255 })), (bytes, fPort) => {
        const { measurements, errors, warnings } = profile.decodeUplink(bytes, fPort ?? undefined);
        for (const { quantity, value } of measurements) {
          expect(value).toBeGreaterThanOrEqual(QUANTITIES[quantity].minimum);
          expect(value).toBeLessThanOrEqual(QUANTITIES[quantity].maximum);
        }
        for (const sentence of [...errors, ...warnings]) expect(sentence).not.toContain("undefined");
        const now = measurements.filter(({ measuredAt }) => measuredAt === undefined);
        expect(new Set(now.map(({ quantity }) => quantity)).size).toBe(now.length);
      }),
      { numRuns: 10_000 },
    );
  });
});

/** Noise, and real frames cut, joined and bent: noise alone seldom gets past the first two bytes. */
const anyFrame = (examples: readonly { readonly hex: string }[]): fc.Arbitrary<Uint8Array> => {
  const real = fc.constantFrom(...examples.map(({ hex }) => bytesOf(hex)));
  const noise = fc.uint8Array({ maxLength: 255 });
  return fc.oneof(
    noise,
    fc.tuple(real, noise).map(([frame, tail]) => Uint8Array.from([...frame, ...tail])),
    fc.tuple(real, fc.nat({ max: 60 })).map(([frame, length]) => frame.subarray(0, length)),
    fc
      .tuple(real, fc.nat({ max: 59 }), fc.integer({ min: 0, max: 255 }))
      .map(([frame, index, byte]) => frame.map((old, at) => (at === index ? byte : old))),
  );
};
