import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { i16le, lowestBit, tilt15, u8, u16le, u32le } from "#devices/lib/byte-formats.ts";
import { tlvProfile } from "#devices/lib/tlv.ts";
import { eventBits, information, measuredAt, quantity, reserved } from "#devices/lib/tlv-table.ts";
import type { Measurement } from "#shared/domain/observation.ts";

const temperature = quantity("air_temperature", i16le, { countsPerUnit: 10, noValue: { [-2]: "disabled" } });
const humidity = quantity("relative_humidity", u8, { countsPerUnit: 2 });
const pressure = quantity("air_pressure", u16le, { unitsPerCount: 10 });

const station = tlvProfile(
  {
    id: "acme/station",
    vendor: "Acme",
    model: "Station",
    name: "Station",
    hazards: ["hill_fire"],
    heartbeatS: 600,
    defaultFPort: 85,
    reportBytes: 11,
  },
  {
    "0367": [temperature],
    "0468": [humidity],
    "0673": [pressure],
    "03d4": [
      quantity("tilt_x", tilt15, { countsPerUnit: 100, sharesBytes: true }),
      quantity("tilt_x_alarm", lowestBit),
    ],
    "08ec": [quantity("rainfall_total", u32le, { countsPerUnit: 100 })],
    "0877": [quantity("rainfall_total", u16le, { countsPerUnit: 100 })],
    "8367": [temperature, quantity("temperature_alarm", u8)],
    "20ce": [measuredAt(u32le), temperature, humidity, reserved(1)],
    "21ce": [
      measuredAt(u32le),
      temperature,
      eventBits(u8, [
        { bit: 0, quantity: "temperature_alarm", value: 1 },
        { bit: 1, quantity: "temperature_alarm", value: 0 },
        { bit: 7, quantity: "tilted", value: 1 },
      ]),
    ],
    fe8e: [information("report_interval_s", u16le, { unitsPerCount: 60 })],
  },
);

const decode = (hex: string) => station.decodeUplink(Uint8Array.from(Buffer.from(hex, "hex")), 85);
const hexOf = (measurements: readonly Measurement[]): string => {
  const encoded = station.encodeUplink(measurements);
  return "error" in encoded ? encoded.error : Buffer.from(encoded.bytes).toString("hex");
};
const nothing = { measurements: [], information: {}, warnings: [], errors: [] };

describe("what a table of fields can say", () => {
  it("knows the quantities of event bits too", () => {
    expect(station.quantities).toContain("tilted");
  });

  it("reads numbers below zero, halves, and tenths of a hectopascal as whole pascals", () => {
    expect(decode("0367c9ff0468790673a327").measurements).toEqual([
      { quantity: "air_temperature", value: -5.5 },
      { quantity: "relative_humidity", value: 60.5 },
      { quantity: "air_pressure", value: 101_470 },
    ]);
  });

  it("reads an angle and the flag in its lowest bit", () => {
    expect(decode("03d4d9dc").measurements).toEqual([
      { quantity: "tilt_x", value: -45 },
      { quantity: "tilt_x_alarm", value: 1 },
    ]);
  });

  it("says in the maker's words why there is no value", () => {
    expect(decode("0367feff")).toEqual({
      ...nothing,
      warnings: ["air_temperature: the device says disabled (code 0xfffe)"],
      unmeasured: { air_temperature: "air_temperature: the device says disabled (code 0xfffe)" },
    });
  });

  it("gives every value of a record the record's time, and skips what is reserved", () => {
    const measuredAtMs = 1_665_561_758_000;
    expect(decode("20ce9e74466310015d00")).toEqual({
      ...nothing,
      measurements: [
        { quantity: "air_temperature", value: 27.2, measuredAt: measuredAtMs },
        { quantity: "relative_humidity", value: 46.5, measuredAt: measuredAtMs },
      ],
    });
  });

  it("tells the events that happened and none that did not", () => {
    const measuredAtMs = 1_665_561_758_000;
    const temperatureThen = { quantity: "air_temperature", value: 27.2, measuredAt: measuredAtMs };
    expect(decode("21ce9e744663100100").measurements).toEqual([temperatureThen]);
    expect(decode("21ce9e744663100180").measurements).toEqual([
      temperatureThen,
      { quantity: "tilted", value: 1, measuredAt: measuredAtMs },
    ]);
    expect(decode("21ce9e744663100103")).toEqual({
      ...nothing,
      measurements: [temperatureThen, { quantity: "temperature_alarm", value: 1, measuredAt: measuredAtMs }],
      warnings: ["temperature_alarm: one record tells 1 and 0; the first was kept"],
    });
  });

  it("names what a record cut short should have held", () => {
    expect(decode("21ce9e7446631001").errors).toEqual([
      "byte 0: time, air_temperature, events (21 ce) needs 7 B, the frame has 6 B left",
    ]);
    expect(decode("20ce").errors).toEqual([
      "byte 0: time, air_temperature, relative_humidity (20 ce) needs 8 B, the frame has 0 B left",
    ]);
  });

  it("tells minutes as seconds", () => {
    expect(decode("fe8e0500").information).toEqual({ report_interval_s: 300 });
  });
});

describe("a pair with two layouts", () => {
  const distance = quantity("distance", u16le, { countsPerUnit: 1000 });
  const level = quantity("battery_level", u8);
  const gauge = tlvProfile(
    {
      id: "acme/gauge",
      vendor: "Acme",
      model: "Gauge",
      name: "Gauge",
      hazards: ["flood"],
      heartbeatS: 600,
      defaultFPort: 85,
      reportBytes: 7,
      otherLayouts: { "20ce": [measuredAt(u32le), distance] },
    },
    { "0175": [level], "20ce": [measuredAt(u32le), distance, level] },
  );
  const told = (hex: string) => {
    const { measurements, errors } = gauge.decodeUplink(Uint8Array.from(Buffer.from(hex, "hex")), 85);
    return [...measurements.map(({ quantity: name, value }) => `${name} ${value}`), ...errors];
  };

  it.each([
    ["the table's own, to the end", "20ce204da06aa00f64", ["distance 4", "battery_level 100"]],
    ["the other, to the end", "20ce204da06aa00f", ["distance 4"]],
    ["the other, before a known pair", "20ce204da06aa00f017564", ["distance 4", "battery_level 100"]],
    [
      "neither: the table's own counts, and the fault is named",
      "20ce204da06aa00f64ee",
      ["distance 4", "battery_level 100", "byte 9: ee stands alone, a channel and a type are expected"],
    ],
  ])("is read as %s", (_, hex, expected) => {
    expect(told(hex)).toEqual(expected);
  });
});

describe("encoding entries of several values", () => {
  it("takes the entry that holds most of what is given and nothing that is not", () => {
    const warm = { quantity: "air_temperature", value: 25.5 } as const;
    const alarm = { quantity: "temperature_alarm", value: 1 } as const;
    expect(hexOf([warm])).toBe("0367ff00");
    expect([hexOf([warm, alarm]), hexOf([alarm, warm])]).toEqual(["8367ff0001", "8367ff0001"]);
  });

  it("takes the shorter of two that hold the same", () => {
    expect(hexOf([{ quantity: "rainfall_total", value: 1.23 }])).toBe("08777b00");
  });

  it("writes an angle and its flag into the same bytes, whichever comes first", () => {
    const angle = { quantity: "tilt_x", value: -45 } as const;
    const flag = { quantity: "tilt_x_alarm", value: 1 } as const;
    expect([hexOf([angle, flag]), hexOf([flag, angle])]).toEqual(["03d4d9dc", "03d4d9dc"]);
  });

  it("writes a record whole, or says that it has no frame for a part", () => {
    const measuredAtMs = 1_665_561_758_000;
    const then = { quantity: "air_temperature", value: 27.2, measuredAt: measuredAtMs } as const;
    const humid = { quantity: "relative_humidity", value: 46.5, measuredAt: measuredAtMs } as const;
    expect(hexOf([then, humid])).toBe("20ce9e74466310015d00");
    expect(hexOf([then])).toBe("air_temperature: this model has no frame for it");
  });

  it("makes up no event", () => {
    expect(hexOf([{ quantity: "tilted", value: 1 }])).toBe("tilted: this model has no frame for it");
  });

  it("never tells a count by which the device means something else", () => {
    expect(hexOf([{ quantity: "air_temperature", value: -0.2 }])).toBe(
      "air_temperature: -0.2 cannot be told by this model",
    );
  });

  it("decodes to the same weather", () => {
    const weather = fc.record({
      air_temperature: fc.integer({ min: -600, max: 1000 }).filter((tenths) => tenths !== -2),
      relative_humidity: fc.integer({ min: 0, max: 200 }),
      air_pressure: fc.integer({ min: 3000, max: 12_000 }),
    });
    fc.assert(
      fc.property(weather, (counts) => {
        const measurements = [
          { quantity: "air_temperature", value: counts.air_temperature / 10 },
          { quantity: "relative_humidity", value: counts.relative_humidity / 2 },
          { quantity: "air_pressure", value: counts.air_pressure * 10 },
        ] as const;
        expect(decode(hexOf(measurements)).measurements).toEqual(measurements);
      }),
    );
  });
});
