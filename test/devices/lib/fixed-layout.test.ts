import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hex } from "#devices/lib/byte-formats.ts";
import type { DeviceProfile } from "#devices/lib/device-profile.ts";
import { fixedLayoutProfile } from "#devices/lib/fixed-layout.ts";
import {
  bitsAt,
  f32At,
  holds,
  i8At,
  i16At,
  i32At,
  nowhere,
  type Place,
  readPlace,
  textAt,
  u8At,
  u16At,
  u24At,
  u32At,
  within,
  writePlace,
} from "#devices/lib/fixed-layout-place.ts";
import {
  absent,
  alarm,
  type FixedLayout,
  fault,
  information,
  measuredAt,
  quantity,
} from "#devices/lib/fixed-layout-table.ts";
import type { Measurement } from "#shared/domain/observation.ts";

const identity = {
  id: "acme/gauge",
  vendor: "Acme",
  model: "Gauge",
  name: "Gauge",
  hazards: ["flood"],
  heartbeatS: 600,
  defaultFPort: 2,
  reportBytes: 8,
} as const;

const gauge = (...layouts: readonly FixedLayout[]): DeviceProfile => fixedLayoutProfile(identity, layouts);
const frame = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(" ", ""), "hex"));
const encodedBy = (profile: DeviceProfile, measurements: readonly Measurement[]): string => {
  const encoded = profile.encodeUplink(measurements);
  return "error" in encoded ? encoded.error : Buffer.from(encoded.bytes).toString("hex");
};

const report: FixedLayout = {
  name: "report",
  ports: [2],
  fields: [
    quantity("battery_voltage", within(u16At(0), 0, 14), { countsPerUnit: 1000, neutral: 3600 }),
    quantity("distance", u16At(2), {
      countsPerUnit: 1000,
      codes: [fault(0, "no sensor"), fault([20, 30], "no valid reading")],
      unless: { place: u8At(7), codes: [fault(0, "no ultrasonic sensor")] },
    }),
    information("interrupt", u8At(4), { labels: { 1: "by interrupt" } }),
    quantity("water_temperature", i16At(5), {
      countsPerUnit: 10,
      codes: [absent([3270, 32767], "no probe")],
    }),
    information("sensor", u8At(7), { neutral: 1 }),
  ],
};

describe("a frame with fields at fixed places", () => {
  it("gives each value in the unit of the catalogue, and what the device says of itself", () => {
    expect(gauge(report).decodeUplink(frame("4d0a 07e9 01 ff9c 01"), 2)).toEqual({
      measurements: [
        { quantity: "battery_voltage", value: 3.338 },
        { quantity: "distance", value: 2.025 },
        { quantity: "water_temperature", value: -10 },
      ],
      information: { interrupt: "by interrupt", sensor: 1 },
      warnings: [],
      errors: [],
    });
  });

  it("says what a code of the device means in place of a value", () => {
    const { measurements, warnings } = gauge(report).decodeUplink(frame("0d0a 0014 00 0000 01"), 2);
    expect(measurements.map(({ quantity: name }) => name)).toEqual(["battery_voltage", "water_temperature"]);
    expect(warnings).toEqual(["distance: the device says no valid reading (code 20)"]);
  });

  it("notes what is not fitted without a warning: it is so every time", () => {
    const decoded = gauge(report).decodeUplink(frame("0d0a 07e9 00 7fff 01"), 2);
    expect(decoded.information).toMatchObject({ water_temperature: "no probe" });
    expect(decoded.warnings).toEqual([]);
  });

  it("keeps a value with an alarm, and says the alarm", () => {
    const alarming = gauge({
      name: "report",
      fields: [quantity("device_fault", u8At(0), { codes: [alarm(1, "maintenance required")] })],
    });
    expect(alarming.decodeUplink(frame("01"), 2)).toMatchObject({
      measurements: [{ quantity: "device_fault", value: 1 }],
      warnings: ["device_fault: the device says maintenance required (code 1)"],
    });
    expect(encodedBy(alarming, [{ quantity: "device_fault", value: 1 }])).toBe("01");
  });

  it("brings a value a little beyond the sensor's range back to its end", () => {
    const damp = gauge({
      name: "report",
      fields: [quantity("relative_humidity", i8At(0), { cropTo: [0, 100] })],
    });
    const humidityOf = (hexadecimal: string) =>
      damp.decodeUplink(frame(hexadecimal), 2).measurements.map(({ value }) => value);
    expect([humidityOf("66"), humidityOf("63"), humidityOf("fe")]).toEqual([[100], [99], [0]]);
  });

  it("says of a number that is none that there is none", () => {
    const located = gauge({ name: "report", fields: [information("latitude", f32At(0))] });
    expect(located.decodeUplink(frame("7fffffff"), 2).information).toEqual({ latitude: "none" });
  });

  it("reads counts that are names by what they stand for, and says one that stands for nothing", () => {
    const named = gauge({
      name: "report",
      fields: [quantity("temperature_alarm", within(u8At(0), 0, 2), { values: { 2: 0, 0: 1, 1: 2 } })],
    });
    expect([0, 1, 2].map((count) => named.decodeUplink(Uint8Array.of(count), 2).measurements)).toEqual(
      [1, 2, 0].map((value) => [{ quantity: "temperature_alarm", value }]),
    );
    expect(named.decodeUplink(Uint8Array.of(3), 2)).toMatchObject({
      measurements: [],
      warnings: ["temperature_alarm: code 3 is unknown for this model"],
    });
    expect(encodedBy(named, [{ quantity: "temperature_alarm", value: 0 }])).toBe("02");
    expect(encodedBy(named, [{ quantity: "temperature_alarm", value: 3 }])).toBe(
      "temperature_alarm: 3 cannot be told by this model",
    );
  });

  it("tells what a kind of frame says by being sent at all", () => {
    const removal = gauge({
      name: "removal",
      lead: "20",
      fields: [quantity("device_fault", nowhere, { valueAtZero: 288 })],
    });
    expect(removal.decodeUplink(Uint8Array.of(0x20), 2).measurements).toEqual([
      { quantity: "device_fault", value: 288 },
    ]);
    expect(encodedBy(removal, [{ quantity: "device_fault", value: 289 }])).toBe(
      "device_fault: 289 cannot be told by this model",
    );
  });

  it("does not use a value when another field says that it means nothing", () => {
    expect(gauge(report).decodeUplink(frame("0d0a 07e9 00 0000 00"), 2)).toMatchObject({
      measurements: [{ quantity: "battery_voltage" }, { quantity: "water_temperature" }],
      warnings: ["distance: not used, the device says no ultrasonic sensor (code 0)"],
    });
  });

  it("keeps what was read of a frame cut short, and names what was lost", () => {
    expect(gauge(report).decodeUplink(frame("0d0a 07e9 01 ff"), 2)).toEqual({
      measurements: [
        { quantity: "battery_voltage", value: 3.338 },
        { quantity: "distance", value: 2.025 },
      ],
      information: { interrupt: "by interrupt" },
      warnings: [],
      errors: ["the frame has 6 B, a report has 8 B; cut off: water_temperature, sensor"],
    });
  });

  it("says when bytes are left over", () => {
    const decoded = gauge(report).decodeUplink(frame("0d0a 07e9 00 0000 01 beef"), 2);
    expect(decoded.measurements).toHaveLength(3);
    expect(decoded.warnings).toEqual(["the frame has 10 B, a report has 8 B; be ef was not read"]);
  });

  it("says when only reserved bytes are missing, or nothing is there at all", () => {
    const padded = gauge({ name: "report", byteLength: 3, fields: [quantity("battery_level", u8At(0))] });
    expect(padded.decodeUplink(frame("2200"), 2)).toMatchObject({
      measurements: [{ quantity: "battery_level", value: 34 }],
      errors: ["the frame has 2 B, a report has 3 B"],
    });
    expect(padded.decodeUplink(frame(""), 2).warnings).toEqual(["the payload is empty"]);
    expect(encodedBy(padded, [{ quantity: "battery_level", value: 34 }])).toBe("220000");
  });

  it("reads a frame that lies within a larger buffer", () => {
    const larger = frame("ffff 0d0a 07e9 00 0000 01 ffff");
    expect(gauge(report).decodeUplink(larger.subarray(2, 10), 2).measurements).toHaveLength(3);
  });
});

describe("fields that may be missing", () => {
  const parking = gauge({
    name: "heartbeat",
    fields: [
      quantity("vehicle_present", within(u8At(0), 0)),
      quantity("internal_temperature", i16At(1), { optional: true }),
      information("reset", u8At(3), { optional: true }),
    ],
  });

  it("are no fault when the frame ends before them", () => {
    expect(parking.decodeUplink(frame("01"), 2)).toMatchObject({ errors: [], warnings: [] });
    expect(parking.decodeUplink(frame("01 0005"), 2).errors).toEqual([]);
    expect(parking.decodeUplink(frame("01 0005 02"), 2).information).toEqual({ reset: 2 });
  });

  it("are one when the frame ends within them", () => {
    expect(parking.decodeUplink(frame("01 00"), 2).errors).toEqual([
      "the frame has 2 B, a heartbeat has 3 B; cut off: internal_temperature",
    ]);
  });

  it("are written when they are told", () => {
    expect(encodedBy(parking, [{ quantity: "vehicle_present", value: 1 }])).toBe("01");
    expect(
      encodedBy(parking, [
        { quantity: "vehicle_present", value: 0 },
        { quantity: "internal_temperature", value: -2 },
      ]),
    ).toBe("00fffe");
  });
});

describe("a unit told by a code in the frame", () => {
  const radar = gauge({
    name: "report",
    fields: [
      quantity("distance", f32At(0), {
        unit: { place: u8At(4), countsPerUnit: { 45: 1, 49: 1000 }, written: 49 },
      }),
    ],
  });

  it("is the one used", () => {
    expect(radar.decodeUplink(frame("40200000 2d"), 1).measurements).toEqual([
      { quantity: "distance", value: 2.5 },
    ]);
    expect(radar.decodeUplink(frame("451c4000 31"), 1).measurements).toEqual([
      { quantity: "distance", value: 2.5 },
    ]);
    expect(encodedBy(radar, [{ quantity: "distance", value: 2.5 }])).toBe("451c400031");
  });

  it("unknown makes the value useless, and cut off too", () => {
    expect(radar.decodeUplink(frame("40200000 39"), 1)).toMatchObject({
      measurements: [],
      warnings: ["distance: unit code 57 is unknown for this model"],
    });
    expect(radar.decodeUplink(frame("40200000"), 1)).toMatchObject({
      measurements: [],
      errors: ["the frame has 4 B, a report has 5 B; cut off: distance"],
    });
  });

  it("does not make a number of what is none", () => {
    expect(radar.decodeUplink(frame("7fc00000 2d"), 1).warnings).toEqual([
      "distance: not used, the device sends no number",
    ]);
  });
});

describe("a value told as a step from another", () => {
  const range = gauge({
    name: "report",
    fields: [
      quantity("air_temperature", i8At(0), { codes: [fault(127, "sensor error")] }),
      quantity("air_temperature_minimum", u8At(1), {
        addedTo: "air_temperature",
        countsPerUnit: -10,
        neutral: 0,
      }),
    ],
  });

  it("is told in full", () => {
    expect(range.decodeUplink(frame("14 19"), 1).measurements).toEqual([
      { quantity: "air_temperature", value: 20 },
      { quantity: "air_temperature_minimum", value: 17.5 },
    ]);
  });

  it("says nothing without the other", () => {
    expect(range.decodeUplink(frame("7f 19"), 1)).toMatchObject({
      measurements: [],
      warnings: ["air_temperature: the device says sensor error (code 127)"],
    });
  });

  it("is encoded beside the other", () => {
    const low: Measurement = { quantity: "air_temperature_minimum", value: 17.5 };
    expect(encodedBy(range, [{ quantity: "air_temperature", value: 20 }, low])).toBe("1419");
    expect(encodedBy(range, [{ quantity: "air_temperature", value: 20 }])).toBe("1400");
    const slim = gauge({
      name: "report",
      fields: [quantity("air_temperature_minimum", u8At(0), { addedTo: "air_temperature" })],
    });
    expect(encodedBy(slim, [low])).toBe(
      "air_temperature_minimum: this model tells it as a step from air_temperature, which was not given",
    );
  });
});

describe("several kinds of frame", () => {
  const sensors = gauge(
    { name: "dust report", ports: [2, 6], lead: "0101", fields: [quantity("pm2_5", u16At(2))] },
    {
      name: "gas report",
      ports: [2],
      lead: "0105",
      fields: [quantity("carbon_monoxide", u16At(2), { codes: [absent(0xffff, "not fitted")] })],
    },
    { name: "start-up", ports: [3], fields: [information("serial_number", textAt(0, hex(3)))] },
  );

  it("are told apart by the port and by their first bytes", () => {
    expect(sensors.decodeUplink(frame("0101 0007"), 6).measurements).toEqual([
      { quantity: "pm2_5", value: 7 },
    ]);
    expect(sensors.decodeUplink(frame("0105 0007"), 2).measurements).toEqual([
      { quantity: "carbon_monoxide", value: 7 },
    ]);
    expect(sensors.decodeUplink(frame("0101ff"), 3).information).toEqual({ serial_number: "0101ff" });
  });

  it("can be told apart by some bits", () => {
    const station = gauge({
      name: "report",
      kind: { place: bitsAt(0, 2), counts: [1, 3] },
      fields: [quantity("battery_voltage", bitsAt(2, 6), { countsPerUnit: 10 })],
    });
    expect(station.decodeUplink(frame("55"), 1).measurements).toEqual([
      { quantity: "battery_voltage", value: 2.1 },
    ]);
    expect(station.decodeUplink(frame("15"), 1).errors).toEqual([
      "byte 0: no frame of this model begins with 15; nothing was read",
    ]);
    expect(encodedBy(station, [{ quantity: "battery_voltage", value: 2.1 }])).toBe("55");
    const late = gauge({ name: "report", kind: { place: u8At(1), counts: [1] }, fields: [] });
    expect(late.decodeUplink(frame("55"), 1).errors).toHaveLength(1);
  });

  it("unknown ones are an error that names what is unknown", () => {
    expect(sensors.decodeUplink(frame("0101 0007"), 9).errors).toEqual([
      "port 9 is unknown for this model, it sends on 2, 6, 3; nothing was read",
    ]);
    expect(sensors.decodeUplink(frame("0101 0007"), undefined).errors).toEqual([
      "port (not told) is unknown for this model, it sends on 2, 6, 3; nothing was read",
    ]);
    expect(sensors.decodeUplink(frame("0109 0007"), 2).errors).toEqual([
      "byte 0: no frame of this model begins with 01 09 00; nothing was read",
    ]);
    expect(sensors.decodeUplink(frame("01"), 2).errors).toEqual([
      "byte 0: no frame of this model begins with 01; nothing was read",
    ]);
  });

  it("are encoded as the kind that holds the measurements", () => {
    expect(encodedBy(sensors, [{ quantity: "pm2_5", value: 7 }])).toBe("01010007");
    expect(encodedBy(sensors, [{ quantity: "carbon_monoxide", value: 9 }])).toBe("01050009");
  });

  it("refuse to tell in one frame what the device tells in two", () => {
    const both: Measurement[] = [
      { quantity: "pm2_5", value: 7 },
      { quantity: "carbon_monoxide", value: 9 },
    ];
    expect(encodedBy(sensors, both)).toBe(
      "pm2_5, carbon_monoxide: this model does not tell them in one frame",
    );
  });

  it("fail when loaded if their first bytes are no bytes", () => {
    expect(() => gauge({ name: "report", lead: "01 05", fields: [] })).toThrow(
      'acme/gauge: "01 05" of the report is no row of bytes',
    );
  });
});

describe("a row of records with their own times", () => {
  const logger = gauge(
    {
      name: "record",
      ports: [3],
      repeats: true,
      fields: [quantity("distance", u16At(0), { countsPerUnit: 1000 }), measuredAt(u32At(2))],
    },
    report,
  );

  it("gives every record, and names the one that is cut off", () => {
    expect(logger.decodeUplink(frame("0fa0 6aa04d20 1068 6aa04f78 10"), 3)).toEqual({
      measurements: [
        { quantity: "distance", value: 4, measuredAt: Date.parse("2026-09-08T18:00:00Z") },
        { quantity: "distance", value: 4.2, measuredAt: Date.parse("2026-09-08T18:10:00Z") },
      ],
      information: {},
      warnings: [],
      errors: ["the frame has 1 B, a record has 6 B; cut off: distance, time"],
    });
  });

  it("is not what an encoder writes", () => {
    const old: Measurement = { quantity: "distance", value: 4, measuredAt: 0 };
    expect(encodedBy(logger, [old])).toBe("distance: this model has no frame for it");
  });
});

describe("encoding what a device would send", () => {
  it("gives the maker's frame, and what is not told its neutral count", () => {
    expect(encodedBy(gauge(report), [{ quantity: "distance", value: 2.025 }])).toBe("0e1007e9000cc601");
  });

  it("names the quantity that a frame cannot leave out, or cannot hold", () => {
    expect(encodedBy(gauge(report), [{ quantity: "battery_voltage", value: 3.3 }])).toBe(
      "distance: this model's frame always tells it, and it was not given",
    );
    for (const value of [0, 0.025, 70, -1, Number.NaN]) {
      expect(encodedBy(gauge(report), [{ quantity: "distance", value }])).toBe(
        `distance: ${value} cannot be told by this model`,
      );
    }
    expect(encodedBy(gauge(report), [{ quantity: "battery_voltage", value: 20 }])).toBe(
      "battery_voltage: 20 cannot be told by this model",
    );
    expect(encodedBy(gauge(report), [{ quantity: "pm10", value: 1 }])).toBe(
      "pm10: this model has no frame for it",
    );
  });

  it("decodes to the same measurements, to the resolution of the device", () => {
    const told = fc.record({
      battery_voltage: fc.integer({ min: 0, max: 16_383 }).map((count) => count / 1000),
      distance: fc.integer({ min: 31, max: 60_000 }).map((count) => count / 1000),
      water_temperature: fc.integer({ min: -600, max: 1000 }).map((count) => count / 10),
    });
    fc.assert(
      fc.property(told, (values) => {
        const measurements: Measurement[] = [
          { quantity: "battery_voltage", value: values.battery_voltage },
          { quantity: "distance", value: values.distance },
          { quantity: "water_temperature", value: values.water_temperature },
        ];
        const decoded = gauge(report).decodeUplink(frame(encodedBy(gauge(report), measurements)), 2);
        expect(decoded.measurements).toEqual(measurements);
        expect([...decoded.warnings, ...decoded.errors]).toEqual([]);
      }),
    );
  });
});

const BYTES = 8;
const anyPlace: fc.Arbitrary<Place> = fc.oneof(
  fc
    .tuple(fc.constantFrom(u8At, i8At, u16At, i16At, u24At, u32At, i32At, f32At), fc.nat({ max: 4 }))
    .chain(([at, offset]) => fc.constantFrom(at(offset), at(offset, "little"))),
  fc.nat({ max: 4 }).map((offset) => u32At(offset, "low-word-first")),
  fc
    .tuple(fc.nat({ max: 40 }), fc.integer({ min: 1, max: 24 }))
    .map(([first, length]) => bitsAt(first, length)),
  fc
    .tuple(fc.nat({ max: 20 }), fc.integer({ min: 1, max: 12 }), fc.boolean())
    .map(([lowest, length, little]) => within(u32At(2, little ? "little" : "big"), lowest, length)),
);

describe("a place in a frame", () => {
  it("reads as the makers number their bits", () => {
    const bytes = frame("7fab34785fb42bfb");
    expect(readPlace(bitsAt(0, 2), bytes)).toBe(1);
    expect(readPlace(bitsAt(2, 5), bytes)).toBe(31);
    expect(readPlace(bitsAt(7, 11), bytes)).toBe(0b1_10101011_00);
    expect(readPlace(u24At(0), bytes)).toBe(0x7fab34);
    expect(readPlace(u24At(0, "little"), bytes)).toBe(0x34ab7f);
    expect(readPlace(i8At(1), bytes)).toBe(-85);
    expect(readPlace(i32At(5, "little"), frame("0000000000feffffff"))).toBe(-2);
    expect(readPlace(u32At(0, "low-word-first"), bytes)).toBe(0x3478_7fab);
    expect(readPlace(within(u8At(0), 7), bytes)).toBe(0);
    expect(readPlace(f32At(0, "little"), frame("00002040"))).toBe(2.5);
  });

  it("gives back what was written, and leaves the bits around it", () => {
    const background = fc.uint8Array({ minLength: BYTES, maxLength: BYTES });
    fc.assert(
      fc.property(anyPlace, background, background, (place, noise, bytes) => {
        const count = readPlace(place, noise);
        fc.pre(holds(place, count) && holds(place, readPlace(place, bytes)));
        const before = Uint8Array.from(bytes);
        writePlace(place, bytes, count);
        expect(readPlace(place, bytes)).toBe(count);
        writePlace(place, bytes, readPlace(place, before));
        expect(bytes).toEqual(before);
      }),
      { numRuns: 2000 },
    );
  });

  it("holds no more than its bits do", () => {
    expect(holds(u8At(0), 255) && holds(i8At(0), -128) && holds(f32At(0), 0.5)).toBe(true);
    expect(holds(u8At(0), 256) || holds(u8At(0), -1) || holds(i8At(0), 128)).toBe(false);
    expect(holds(u8At(0), 0.5) || holds(f32At(0), Number.NaN) || holds(f32At(0), 1e300)).toBe(false);
  });
});

describe("any bytes on any port", () => {
  it("never throw, and a frame cut short keeps what it told before the cut", () => {
    const cut = fc.tuple(fc.uint8Array({ minLength: 8, maxLength: 8 }), fc.nat({ max: 8 }));
    fc.assert(
      fc.property(cut, fc.option(fc.nat({ max: 255 })), ([bytes, length], port) => {
        gauge(report).decodeUplink(bytes, port ?? undefined);
        const whole = gauge(report).decodeUplink(bytes, 2).measurements;
        const left = gauge(report).decodeUplink(bytes.subarray(0, length), 2).measurements;
        expect(left.filter(({ quantity: name }) => name !== "distance")).toEqual(
          whole.filter(({ quantity: name }) =>
            left.some((other) => other.quantity === name && name !== "distance"),
          ),
        );
      }),
    );
  });
});
