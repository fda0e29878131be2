import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeFixedInterval, sealedWithCrc16 } from "#devices/lib/fixed-layout-downlink.ts";
import { u16At, u24At } from "#devices/lib/fixed-layout-place.ts";
import { information, quantity } from "#devices/lib/fixed-layout-table.ts";
import { centred, flaggedWordsProfile, word } from "#devices/lib/flagged-words.ts";
import type { Measurement } from "#shared/domain/observation.ts";

const probe = flaggedWordsProfile(
  {
    id: "acme/probe",
    vendor: "Acme",
    model: "Probe",
    name: "Probe",
    hazards: ["flood"],
    heartbeatS: 600,
    defaultFPort: 1,
    reportBytes: 13,
  },
  [
    {
      words: 3,
      fields: [
        quantity("water_depth", word(0), centred(1000)),
        quantity("water_temperature", word(1), centred(10)),
        information("freezing_code", word(2)),
      ],
    },
    { words: 1, fields: [quantity("battery_voltage", word(0), { countsPerUnit: 1000 })] },
  ],
);

const frame = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(" ", ""), "hex"));
const encodedBy = (measurements: readonly Measurement[]): string => {
  const encoded = probe.encodeUplink(measurements);
  return "error" in encoded ? encoded.error : Buffer.from(encoded.bytes).toString("hex");
};

describe("a frame of words announced by flags", () => {
  it("tells of every sensor whose flag is set", () => {
    expect(probe.decodeUplink(frame("02 07d9 0003 9088 8081 0001 0c60"), 1)).toEqual({
      measurements: [
        { quantity: "water_depth", value: 4.232 },
        { quantity: "water_temperature", value: 12.9 },
        { quantity: "battery_voltage", value: 3.168 },
      ],
      information: { protocol_version: 2, device_id: 2009, freezing_code: 1 },
      warnings: [],
      errors: [],
    });
    expect(probe.decodeUplink(frame("02 07d9 0002 0c60"), 1).measurements).toEqual([
      { quantity: "battery_voltage", value: 3.168 },
    ]);
  });

  it("tells hundredths as they are, without the dust of binary fractions", () => {
    expect(probe.decodeUplink(frame("02 07d9 0001 8001 7fff 0000"), 1).measurements).toEqual([
      { quantity: "water_depth", value: 0.001 },
      { quantity: "water_temperature", value: -0.1 },
    ]);
  });

  it("reads a frame that lies within a larger buffer", () => {
    expect(probe.decodeUplink(frame("ff 02 07d9 0002 0c60 ff").subarray(1, 8), 1).information).toEqual({
      protocol_version: 2,
      device_id: 2009,
    });
  });

  it("of another version is not read", () => {
    expect(probe.decodeUplink(frame("03 07d9 0002 0c60"), 1)).toMatchObject({
      measurements: [],
      errors: ["byte 0: version 3 of the protocol is unknown, this model speaks version 2; nothing was read"],
    });
  });

  it("cut short keeps what was read, and names what was lost", () => {
    expect(probe.decodeUplink(frame("02 07d9 0003 9088 80"), 1)).toMatchObject({
      measurements: [{ quantity: "water_depth", value: 4.232 }],
      errors: ["the frame has 8 B, sensor 0 ends at 11 B; cut off: water_temperature, freezing_code"],
    });
    expect(probe.decodeUplink(frame("02 07d9"), 1).errors).toEqual([
      "the frame has 3 B, its head alone has 5 B",
    ]);
    const spare = flaggedWordsProfile(probe, [
      { words: 2, fields: [quantity("battery_voltage", word(0), { countsPerUnit: 1000 })] },
    ]);
    expect(spare.decodeUplink(frame("02 07d9 0001 0c60"), 1).errors).toEqual([
      "the frame has 7 B, sensor 0 ends at 9 B",
    ]);
  });

  it("that tells of more sensors than the model has is read up to those", () => {
    expect(probe.decodeUplink(frame("02 07d9 0006 0c60 beef"), 1)).toMatchObject({
      measurements: [{ quantity: "battery_voltage", value: 3.168 }],
      errors: [
        "bytes 3 to 4: flags 110 tell of more than the 2 sensors of this model; the frame was read up to those",
      ],
    });
  });

  it("with nothing in it, or more than it announces, says so", () => {
    expect(probe.decodeUplink(frame(""), 1).warnings).toEqual(["the payload is empty"]);
    expect(probe.decodeUplink(frame("02 07d9 0000"), 1).warnings).toEqual([
      "no flag is set, the frame tells of no sensor",
    ]);
    expect(probe.decodeUplink(frame("02 07d9 0002 0c60 be"), 1).warnings).toEqual([
      "the frame has 8 B, its flags tell of 7 B; be was not read",
    ]);
  });

  it("never throws, and cut anywhere tells only what the whole one tells", () => {
    const anyFrame = fc.tuple(fc.uint8Array({ maxLength: 20 }), fc.boolean(), fc.nat({ max: 20 }));
    fc.assert(
      fc.property(anyFrame, ([noise, likely, length]) => {
        const bytes = likely ? Uint8Array.from([2, 0, 1, 0, 3, ...noise]) : noise;
        const whole = probe.decodeUplink(bytes, 1).measurements;
        const left = probe.decodeUplink(bytes.subarray(0, length), 1).measurements;
        expect(whole.slice(0, left.length)).toEqual(left);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("encoding what such a device would send", () => {
  it("sets the flags of the sensors that are told", () => {
    expect(encodedBy([{ quantity: "battery_voltage", value: 3.168 }])).toBe("02000000020c60");
    expect(encodedBy([])).toBe("0200000000");
  });

  it("names a quantity that is missing, unknown, from another time or too large", () => {
    expect(encodedBy([{ quantity: "water_depth", value: 4 }])).toBe(
      "water_temperature: this model's frame always tells it, and it was not given",
    );
    expect(encodedBy([{ quantity: "pm10", value: 4 }])).toBe("pm10: this model has no frame for it");
    expect(encodedBy([{ quantity: "battery_voltage", value: 3, measuredAt: 0 }])).toBe(
      "battery_voltage: this model has no frame for it",
    );
    expect(encodedBy([{ quantity: "battery_voltage", value: 300 }])).toBe(
      "battery_voltage: 300 cannot be told by this model",
    );
  });

  it("decodes to the same measurements, to the resolution of the device", () => {
    const told = fc.record({
      depth: fc.integer({ min: -5000, max: 32_767 }),
      temperature: fc.integer({ min: -600, max: 1000 }),
      battery: fc.option(fc.integer({ min: 0, max: 30_000 })),
    });
    fc.assert(
      fc.property(told, ({ depth, temperature, battery }) => {
        const measurements: Measurement[] = [
          { quantity: "water_depth", value: depth / 1000 },
          { quantity: "water_temperature", value: temperature / 10 },
        ];
        if (battery !== null) measurements.push({ quantity: "battery_voltage", value: battery / 1000 });
        const decoded = probe.decodeUplink(frame(encodedBy(measurements)), 1);
        expect(decoded.measurements).toEqual(measurements);
        expect([...decoded.warnings, ...decoded.errors]).toEqual([]);
      }),
    );
  });
});

describe("asking such a device for another report interval", () => {
  const decentlab = encodeFixedInterval("acme/probe", {
    fPort: 1,
    lead: "0001",
    byteLength: 4,
    seconds: [u16At(2)],
    minimumS: 1,
    maximumS: 65_535,
    seal: sealedWithCrc16,
  });

  it("gives the maker's own frames", () => {
    // TheThingsNetwork/lorawan-devices, vendor/decentlab/dl-ctd10-codec.yaml
    expect(decentlab({ reportIntervalS: 600 })).toEqual({ fPort: 1, bytes: frame("0001 0258 7e51") });
    expect(sealedWithCrc16(frame("0002 0e10"))).toEqual(frame("0002 0e10 48a4"));
    expect(sealedWithCrc16(frame("fefe 0000"))).toEqual(frame("fefe 0000 3c50"));
  });

  it("fills the rest with zeroes, and needs no check", () => {
    const plain = { fPort: 2, lead: "01", byteLength: 5, seconds: [u24At(1)], minimumS: 6, maximumS: 9000 };
    expect(encodeFixedInterval("acme/gauge", plain)({ reportIntervalS: 600 })).toEqual({
      fPort: 2,
      bytes: frame("01 000258 00"),
    });
  });

  it("names what the model does not take", () => {
    for (const reportIntervalS of [0, 0.5, 65_536, Number.NaN]) {
      expect(decentlab({ reportIntervalS })).toEqual({
        error: `report interval: ${reportIntervalS} s cannot be set, acme/probe takes whole seconds from 1 to 65535`,
      });
    }
  });
});
