import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { u8, u16le, u32le } from "#devices/lib/byte-formats.ts";
import type { DeviceProfile } from "#devices/lib/device-profile.ts";
import { tlvProfile } from "#devices/lib/tlv.ts";
import { information, measuredAt, quantity, type TlvTable } from "#devices/lib/tlv-table.ts";
import type { Measurement } from "#shared/domain/observation.ts";

const identity = {
  id: "acme/gauge",
  vendor: "Acme",
  model: "Gauge",
  name: "Gauge",
  hazards: ["flood"],
  heartbeatS: 600,
  defaultFPort: 85,
  reportBytes: 7,
};
const distance = quantity("distance", u16le, { countsPerUnit: 1000, outOfRangeFrom: 0xfff0 });
const gauge = (table: TlvTable): DeviceProfile => tlvProfile(identity, table);
const full = gauge({
  ff0b: [information("power_status", u8)],
  "0000": [],
  "83e9": [distance, quantity("distance_change", u16le, { countsPerUnit: 1000 })],
  "0175": [quantity("battery_level", u8)],
  "0382": [distance],
  "20ce": [measuredAt(u32le), distance],
});

const bytesOf = (profile: DeviceProfile, measurements: readonly Measurement[]): Uint8Array => {
  const encoded = profile.encodeUplink(measurements);
  if ("error" in encoded) throw new Error(encoded.error);
  return encoded.bytes;
};

describe("a table of channel-type-value entries", () => {
  it("is refused when a key is no pair of channel and type", () => {
    expect(() => gauge({ "03 82": [distance] })).toThrow(
      'acme/gauge: "03 82" is no pair of channel and type',
    );
  });

  it("tells which quantities the model knows, each once", () => {
    expect(full.quantities).toEqual(["battery_level", "distance", "distance_change"]);
  });

  it("names a pair that the model does not know", () => {
    const frame = Uint8Array.from([0xfe, 0xed]);
    expect(full.decodeUplink(frame, 85).errors).toEqual([
      "byte 0: channel and type fe ed are unknown for this model; the frame was read up to there",
    ]);
  });

  it("names the information that a frame cuts short", () => {
    expect(full.decodeUplink(Uint8Array.from([0xff, 0x0b]), 85).errors).toEqual([
      "byte 0: power_status (ff 0b) needs 1 B, the frame has 0 B left",
    ]);
  });

  it("reads a frame that lies within a larger buffer", () => {
    const larger = Uint8Array.from([9, 9, 0x03, 0x82, 0xd2, 0x04, 9]);
    expect(full.decodeUplink(larger.subarray(2, 6), 85).measurements).toEqual([
      { quantity: "distance", value: 1.234 },
    ]);
  });
});

describe("encoding what a device would send", () => {
  it("gives the vendor's own example frame", () => {
    const bytes = bytesOf(full, [
      { quantity: "battery_level", value: 100 },
      { quantity: "distance", value: 0.03 },
    ]);
    expect(Buffer.from(bytes).toString("hex")).toBe("01756403821e00");
  });

  it("decodes to the same measurements, to the resolution of the device", () => {
    const measurement = fc.oneof(
      fc.record({
        quantity: fc.constant("distance" as const),
        value: fc.integer({ min: 0, max: 60_000 }).map((mm) => mm / 1000),
      }),
      fc.record({
        quantity: fc.constant("battery_level" as const),
        value: fc.integer({ min: 0, max: 100 }),
      }),
    );
    const record = fc.record({
      quantity: fc.constant("distance" as const),
      value: fc.integer({ min: 0, max: 60_000 }).map((mm) => mm / 1000),
      measuredAt: fc.integer({ min: 0, max: 0xffff_ffff }).map((seconds) => seconds * 1000),
    });
    const frame = fc
      .tuple(
        fc.uniqueArray(measurement, { selector: ({ quantity: name }) => name, maxLength: 2 }),
        fc.array(record, { maxLength: 5 }),
      )
      .map(([now, history]) => [...now, ...history])
      .filter((measurements) => measurements.length > 0);
    fc.assert(
      fc.property(frame, (measurements) => {
        expect(full.decodeUplink(bytesOf(full, measurements), 85)).toEqual({
          measurements,
          information: {},
          warnings: [],
          errors: [],
        });
      }),
    );
  });

  it.each<[string, Measurement]>([
    ["distance: 65.6 cannot be told by this model", { quantity: "distance", value: 65.6 }],
    ["distance: -0.1 cannot be told by this model", { quantity: "distance", value: -0.1 }],
    ["distance: NaN cannot be told by this model", { quantity: "distance", value: Number.NaN }],
    ["water_level: this model has no frame for it", { quantity: "water_level", value: 1 }],
    ["distance_change: this model has no frame for it", { quantity: "distance_change", value: 1 }],
    ["battery_level: this model has no frame for it", { quantity: "battery_level", value: 1, measuredAt: 0 }],
    [
      "distance: the time -1000 cannot be told by this model",
      { quantity: "distance", value: 1, measuredAt: -1000 },
    ],
    [
      "distance: the time 4294967296000 cannot be told by this model",
      { quantity: "distance", value: 1, measuredAt: 4_294_967_296_000 },
    ],
  ])("refuses with a reason: %s", (error, measurement) => {
    expect(full.encodeUplink([measurement])).toEqual({ error });
  });

  it("never tells a count that means out of range", () => {
    const narrow = gauge({
      "0382": [quantity("distance", u16le, { countsPerUnit: 1000, outOfRangeFrom: 5000 })],
    });
    expect(narrow.encodeUplink([{ quantity: "distance", value: 5 }])).toEqual({
      error: "distance: 5 cannot be told by this model",
    });
    expect(bytesOf(narrow, [{ quantity: "distance", value: 4.999 }])).toHaveLength(4);
  });
});
