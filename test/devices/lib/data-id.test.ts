import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crc16, KERMIT } from "#devices/lib/crc16.ts";
import { dataIdProfile } from "#devices/lib/data-id.ts";
import { u16At } from "#devices/lib/fixed-layout-place.ts";
import { information, quantity } from "#devices/lib/fixed-layout-table.ts";
import type { Measurement } from "#shared/domain/observation.ts";
import type { Quantity } from "#shared/domain/quantity.ts";

const camera = dataIdProfile(
  {
    id: "acme/camera",
    vendor: "Acme",
    model: "Camera",
    name: "Camera",
    hazards: ["wild_pig"],
    heartbeatS: 3600,
    defaultFPort: 1,
    reportBytes: 72,
  },
  {
    targets: { first: 0x104f, last: 0x1058 },
    entries: {
      7: [
        quantity("battery_level", u16At(0, "little")),
        information("report_interval_s", u16At(2, "little"), { unitsPerCount: 60, neutral: 60 }),
      ],
      8: [quantity("battery_voltage", u16At(0, "little"), { countsPerUnit: 1000 })],
    },
  },
);

const sealed = (hex: string): Uint8Array => {
  const body = Buffer.from(hex.replaceAll(" ", ""), "hex");
  const crc = crc16(body, KERMIT);
  return Uint8Array.from([...body, crc & 0xff, crc >> 8]);
};
const told = (values: Partial<Record<Quantity, number>>): readonly Measurement[] =>
  Object.entries(values).map(([name, value]) => ({ quantity: name as Quantity, value }));
const encoded = (measurements: readonly Measurement[]): Uint8Array => {
  const result = camera.encodeUplink(measurements);
  if ("error" in result) throw new Error(result.error);
  return result.bytes;
};

describe("what a camera sees", () => {
  it("is a measurement also when it is nothing: zero targets, no class, no confidence", () => {
    expect(camera.decodeUplink(sealed("01 4f10 00000000"), 1)).toEqual({
      measurements: [{ quantity: "vision_target_count", value: 0 }],
      information: {},
      warnings: [],
      errors: [],
    });
  });

  it("is not told by a frame that only speaks of the device", () => {
    const { measurements, information: said } = camera.decodeUplink(sealed("01 0700 64003c00"), 1);
    expect(measurements).toEqual([{ quantity: "battery_level", value: 100 }]);
    expect(said).toEqual({ report_interval_s: 3600 });
  });

  it("gives class and confidence of the surest target, and keeps the others as information", () => {
    const { measurements, information: said } = camera.decodeUplink(
      sealed("01 4f10 3e030000 01 5010 a8070000"),
      1,
    );
    expect(measurements).toEqual(told({ vision_target_count: 2, vision_class: 1, vision_confidence: 96 }));
    expect(said).toEqual({ target_1: "0 at 83 %", target_2: "1 at 96 %" });
  });

  it("takes a whole number as a sure target of the class below, and says the doubt", () => {
    const { measurements, warnings } = camera.decodeUplink(sealed("01 4f10 d0070000"), 1);
    expect(measurements).toEqual(told({ vision_target_count: 1, vision_class: 1, vision_confidence: 100 }));
    expect(warnings).toEqual(["target_1: 2 is class 1 at 100 % or class 2 at 0 %; taken as the first"]);
  });
});

describe("a frame of entries under a checksum", () => {
  it("passes over an id that is unknown, and reads what comes after it", () => {
    const decoded = camera.decodeUplink(sealed("01 0110 11223344 01 0700 64003c00"), 1);
    expect(decoded).toMatchObject({
      measurements: [{ quantity: "battery_level", value: 100 }],
      warnings: ["data id 0x1001 is unknown for this model, it was passed over"],
      errors: [],
    });
  });

  it("does not use a single byte when the checksum does not fit", () => {
    const frame = sealed("01 0700 64003c00 01 4f10 3e030000");
    fc.assert(
      fc.property(fc.nat({ max: frame.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, bend) => {
        const bent = frame.map((byte, index) => (index === at ? byte ^ bend : byte));
        const { measurements, information: said, errors } = camera.decodeUplink(bent, 1);
        expect({ measurements, said, faults: errors.length }).toEqual({
          measurements: [],
          said: {},
          faults: 1,
        });
        expect(errors[0]).toMatch(/^the frame's checksum is 0x[0-9a-f]{4} and its bytes give 0x/);
      }),
    );
  });

  it.each([1, 2, 8, 10])("refuses a length that no entries make: %i B", (length) => {
    expect(camera.decodeUplink(new Uint8Array(length), 1).errors).toEqual([
      `the frame has ${length} B, it should have some entries of 7 B and 2 B of checksum; nothing was read`,
    ]);
  });

  it("never throws, whatever the bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.boolean(), (bytes, seal) => {
        const frame = seal ? sealed(Buffer.from(bytes).toString("hex")) : bytes;
        expect(() => camera.decodeUplink(frame, 1)).not.toThrow();
      }),
    );
  });
});

describe("encoding what a camera would send", () => {
  it("decodes to the same measurements, to a tenth of a per cent", () => {
    const seen = fc.record({
      vision_target_count: fc.integer({ min: 1, max: 10 }),
      vision_class: fc.integer({ min: 0, max: 255 }),
      vision_confidence: fc.integer({ min: 1, max: 999 }).map((thousandths) => thousandths / 10),
    });
    const sight = fc.oneof(seen, fc.constant({ vision_target_count: 0 }), fc.constant({}));
    const battery = fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined });
    fc.assert(
      fc.property(sight, battery, (what, level) => {
        const measurements = [...told(level === undefined ? {} : { battery_level: level }), ...told(what)];
        const decoded = camera.decodeUplink(encoded(measurements), 1);
        expect(decoded.measurements).toEqual(measurements);
        expect(decoded.errors).toEqual([]);
      }),
    );
  });

  it("keeps a target that is sure", () => {
    const sure = told({ vision_target_count: 1, vision_class: 4, vision_confidence: 100 });
    expect(camera.decodeUplink(encoded(sure), 1).measurements).toEqual(sure);
  });

  it("tells nothing in an empty frame", () => {
    expect(encoded([])).toHaveLength(0);
  });

  it.each([
    ["water_level: this model has no frame for it", told({ water_level: 1 })],
    [
      "battery_level: this model has no frame for it",
      [{ quantity: "battery_level", value: 1, measuredAt: 0 }],
    ],
    ["battery_voltage: 70 cannot be told by this model", told({ battery_voltage: 70 })],
    ["vision_target_count: it must be told with what the camera saw", told({ vision_class: 1 })],
    ["vision_target_count: 11 cannot be told by this model", told({ vision_target_count: 11 })],
    ["vision_target_count: -1 cannot be told by this model", told({ vision_target_count: -1 })],
    ["vision_target_count: 0.5 cannot be told by this model", told({ vision_target_count: 0.5 })],
    [
      "vision_target_count: 0 goes with no class and no confidence",
      told({ vision_target_count: 0, vision_class: 1 }),
    ],
    [
      "vision_target_count: 0 goes with no class and no confidence",
      told({ vision_target_count: 0, vision_confidence: 1 }),
    ],
    ["vision_class: NaN cannot be told by this model", told({ vision_target_count: 1 })],
    [
      "vision_class: 256 cannot be told by this model",
      told({ vision_target_count: 1, vision_class: 256, vision_confidence: 50 }),
    ],
    [
      "vision_confidence: 0 cannot be told by this model",
      told({ vision_target_count: 1, vision_class: 1, vision_confidence: 0 }),
    ],
    [
      "vision_confidence: NaN cannot be told by this model",
      told({ vision_target_count: 1, vision_class: 1 }),
    ],
  ] as const)("refuses with a reason: %s", (error, measurements) => {
    expect(camera.encodeUplink(measurements)).toEqual({ error });
  });
});
