import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { entryRowProfile } from "#devices/lib/entry-row.ts";
import { i16At, nowhere, u8At, u16At } from "#devices/lib/fixed-layout-place.ts";
import { type EntryLayout, information, quantity } from "#devices/lib/fixed-layout-table.ts";
import type { Measurement } from "#shared/domain/observation.ts";

const identity = {
  id: "acme/station",
  vendor: "Acme",
  model: "Station",
  name: "Station",
  hazards: ["hill_fire"],
  heartbeatS: 3600,
  defaultFPort: 3,
  reportBytes: 9,
} as const;
const air: EntryLayout = {
  name: "air",
  lead: "4a",
  fields: [
    quantity("air_temperature", i16At(1), { countsPerUnit: 10 }),
    quantity("relative_humidity", u8At(3)),
  ],
};
const wind: EntryLayout = {
  name: "wind",
  lead: "4b",
  fields: [quantity("wind_speed", u16At(1), { countsPerUnit: 10 })],
};
const battery: EntryLayout = { name: "battery", lead: "03", fields: [quantity("battery_level", u8At(1))] };
const status: EntryLayout = {
  name: "status",
  lead: "0466",
  byteLength: 6,
  fields: [quantity("battery_level", u8At(2)), information("interval_min", u8At(3), { neutral: 60 })],
};
const station = entryRowProfile(identity, [air, wind, battery, status]);

const frame = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(" ", ""), "hex"));
const bytesOf = (measurements: readonly Measurement[]): Uint8Array => {
  const encoded = station.encodeUplink(measurements);
  if ("error" in encoded) throw new Error(encoded.error);
  return encoded.bytes;
};

describe("a frame that is a row of entries", () => {
  it("reads every entry by its own table, whatever their order", () => {
    expect(station.decodeUplink(frame("4b0011 0466 64 0a 0000 4a 00bf 42"), 3)).toEqual({
      measurements: [
        { quantity: "wind_speed", value: 1.7 },
        { quantity: "battery_level", value: 100 },
        { quantity: "air_temperature", value: 19.1 },
        { quantity: "relative_humidity", value: 66 },
      ],
      information: { interval_min: 10 },
      warnings: [],
      errors: [],
    });
  });

  it("stops at an entry it does not know, and keeps what came before", () => {
    expect(station.decodeUplink(frame("0332 07ff 4b0011"), 3)).toMatchObject({
      measurements: [{ quantity: "battery_level", value: 50 }],
      errors: ["byte 2: no entry of this model begins with 07 ff; the frame was read up to there"],
    });
  });

  it("keeps what an entry that is cut short still holds, and names what was lost", () => {
    expect(station.decodeUplink(frame("0332 4a 00bf"), 3)).toMatchObject({
      measurements: [
        { quantity: "battery_level", value: 50 },
        { quantity: "air_temperature", value: 19.1 },
      ],
      errors: ["byte 2: air needs 4 B, the frame has 3 B left; cut off: relative_humidity"],
    });
    expect(station.decodeUplink(frame("0466 32 0a"), 3)).toMatchObject({
      measurements: [{ quantity: "battery_level", value: 50 }],
      errors: ["byte 0: status needs 6 B, the frame has 4 B left"],
    });
  });

  it("takes the later of two entries that tell the same: it is the state of now", () => {
    expect(station.decodeUplink(frame("0332 0333 0466 31 0a 0000"), 3)).toEqual({
      measurements: [{ quantity: "battery_level", value: 49 }],
      information: { interval_min: 10 },
      warnings: [
        "byte 0: battery is told anew at byte 2, which was kept",
        "byte 2: battery is told anew at byte 4, which was kept",
      ],
      errors: [],
    });
  });

  it("does not give up a whole entry for one that is cut short", () => {
    expect(station.decodeUplink(frame("4b0011 4b00"), 3)).toMatchObject({
      measurements: [{ quantity: "wind_speed", value: 1.7 }],
      errors: ["byte 3: wind needs 3 B, the frame has 2 B left; cut off: wind_speed"],
    });
  });

  it("never throws, and of a frame that is cut it keeps every entry before the cut", () => {
    const whole = frame("4b0011 0332 4a 00bf 42");
    const all = station.decodeUplink(whole, 3).measurements;
    fc.assert(
      fc.property(fc.nat({ max: whole.length }), fc.uint8Array({ maxLength: 30 }), (length, noise) => {
        expect(() => station.decodeUplink(noise, 3)).not.toThrow();
        const { measurements } = station.decodeUplink(whole.subarray(0, length), 3);
        expect(measurements).toEqual(all.slice(0, measurements.length));
        expect(measurements.length).toBeGreaterThanOrEqual([3, 5, 8].filter((end) => end <= length).length);
      }),
    );
  });

  it("goes on after an entry that is nothing but its first bytes", () => {
    const removal: EntryLayout = {
      name: "removal",
      lead: "20",
      fields: [quantity("device_fault", nowhere, { valueAtZero: 288 })],
    };
    const removable = entryRowProfile(identity, [removal, battery]);
    expect(removable.decodeUplink(frame("20 0332"), 3).measurements).toEqual([
      { quantity: "device_fault", value: 288 },
      { quantity: "battery_level", value: 50 },
    ]);
    expect(removable.encodeUplink([{ quantity: "device_fault", value: 288 }])).toEqual({
      bytes: Uint8Array.of(0x20),
    });
  });

  it.each(["", "4", "4A", "4a 4b"])("is refused when an entry begins with no bytes: %s", (lead) => {
    expect(() => entryRowProfile(identity, [{ ...air, lead }])).toThrow(
      /^acme\/station: ".*" of air is no row of bytes/,
    );
  });
});

describe("encoding a row of entries", () => {
  it("decodes to the same measurements, to the resolution of the device", () => {
    const values = fc.record({
      air: fc.option(fc.tuple(fc.integer({ min: -600, max: 1000 }), fc.integer({ min: 0, max: 100 }))),
      wind: fc.option(fc.integer({ min: 0, max: 1200 })),
      level: fc.option(fc.integer({ min: 0, max: 100 })),
    });
    fc.assert(
      fc.property(values, ({ air: air10, wind: wind10, level }) => {
        const measurements: Measurement[] = [];
        if (air10 !== null) {
          measurements.push({ quantity: "air_temperature", value: air10[0] / 10 });
          measurements.push({ quantity: "relative_humidity", value: air10[1] });
        }
        if (wind10 !== null) measurements.push({ quantity: "wind_speed", value: wind10 / 10 });
        if (level !== null) measurements.push({ quantity: "battery_level", value: level });
        const decoded = station.decodeUplink(bytesOf(measurements), 3);
        expect(decoded.measurements).toEqual(measurements);
        expect(decoded.errors).toEqual([]);
      }),
    );
  });

  it("tells what is told twice in the table once", () => {
    expect(Buffer.from(bytesOf([{ quantity: "battery_level", value: 50 }])).toString("hex")).toBe("0332");
  });

  it.each<[string, Measurement]>([
    ["distance: this model has no frame for it", { quantity: "distance", value: 1 }],
    ["wind_speed: this model has no frame for it", { quantity: "wind_speed", value: 1, measuredAt: 0 }],
    ["wind_speed: 121 cannot be told by this model", { quantity: "wind_speed", value: 121 }],
    [
      "relative_humidity: this model's frame always tells it, and it was not given",
      { quantity: "air_temperature", value: 1 },
    ],
  ])("refuses with a reason: %s", (error, measurement) => {
    expect(station.encodeUplink([measurement])).toEqual({ error });
  });
});
