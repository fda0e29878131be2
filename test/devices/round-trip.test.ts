import { describe, expect, it } from "vitest";
import { profiles } from "#devices/registry.ts";
import { QUANTITIES } from "#shared/domain/quantity.ts";
import { readExamples } from "./profile-files.ts";

const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex, "hex"));

/** Good frames: what they tell is what a replay or a drill would have a device say. */
const frames = profiles.flatMap((profile) =>
  readExamples(profile.id)
    .filter(
      ({ measurements, warnings, errors }) =>
        measurements.length > 0 && warnings.length + errors.length === 0,
    )
    .map(({ name, hex, fPort }) => ({
      id: profile.id,
      name,
      profile,
      measurements: profile.decodeUplink(bytesOf(hex), fPort).measurements,
    })),
);

describe("what a device tells, told again for a replay or a drill", () => {
  it.each(frames)("$id: $name", ({ profile, measurements }) => {
    const encoded = profile.encodeUplink(measurements);
    if ("error" in encoded) {
      const [subject = ""] = encoded.error.split(":");
      const named = subject.split(", ").every((name) => profile.quantities.some((own) => own === name));
      expect(named, `names no quantity of this model: ${encoded.error}`).toBe(true);
      return;
    }
    const again = profile.decodeUplink(encoded.bytes, profile.defaultFPort);
    expect([...again.errors, ...again.warnings]).toEqual([]);
    for (const { quantity, value, measuredAt } of measurements) {
      const same = again.measurements.find(
        (other) => other.quantity === quantity && other.measuredAt === measuredAt,
      );
      const off = Math.abs((same?.value ?? Number.NaN) - value);
      expect(off, `${quantity}: ${value} became ${same?.value}`).toBeLessThan(
        QUANTITIES[quantity].resolution,
      );
    }
  });

  it("is possible for most of them", () => {
    const told = frames.filter(({ profile, measurements }) => "bytes" in profile.encodeUplink(measurements));
    expect(told.length / frames.length).toBeGreaterThan(0.85);
  });
});
