import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { profiles } from "#devices/registry.ts";
import { readExamples } from "../profile-files.ts";

const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex, "hex"));

describe.each(profiles.filter(({ vendor }) => vendor === "Milesight"))("$id", (profile) => {
  const whole = readExamples(profile.id).filter(({ hex, errors }) => hex !== "" && errors.length === 0);
  const frame = fc.constantFrom(...whole.map(({ hex }) => bytesOf(hex)));
  const decode = (bytes: Uint8Array) => profile.decodeUplink(bytes, 85);

  it("keeps what stands before a fault, and names the fault and where it lies", () => {
    const fault = fc.constantFrom(bytesOf("eeee"), bytesOf("0175"), bytesOf("03"), bytesOf("ff16aabb"));
    fc.assert(
      fc.property(frame, fault, (good, bad) => {
        const { measurements, information, errors } = decode(good);
        expect(errors).toEqual([]);
        const faulty = decode(Uint8Array.from([...good, ...bad]));
        expect(faulty.measurements).toEqual(measurements);
        expect(faulty.information).toEqual(information);
        expect(faulty.errors).toHaveLength(1);
        expect(faulty.errors[0]).toMatch(new RegExp(`^byte ${good.length}: `));
      }),
    );
  });

  it("tells of a frame cut anywhere no more than of the whole, and what it tells is the same", () => {
    fc.assert(
      fc.property(frame, fc.nat({ max: 60 }), (good, length) => {
        const all = decode(good).measurements;
        const { measurements } = decode(good.subarray(0, length));
        expect(measurements).toEqual(all.slice(0, measurements.length));
      }),
    );
  });

  it("encodes what it decoded to the same again, where the model has a frame for it", () => {
    const told = whole.map(({ hex }) => decode(bytesOf(hex)).measurements).filter(({ length }) => length > 0);
    const encoded = told.map((measurements) => profile.encodeUplink(measurements));
    expect(encoded.some((one) => "bytes" in one)).toBe(true);
    for (const [index, one] of encoded.entries()) {
      if ("bytes" in one) expect(decode(one.bytes).measurements).toEqual(told[index]);
    }
  });
});
