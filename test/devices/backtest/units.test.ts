import { describe, expect, it } from "vitest";
import { converter } from "#devices/backtest/units.ts";
import { QUANTITIES } from "#shared/domain/quantity.ts";

const turned = (value: number, from: string, to: string): number => {
  const found = converter(from, to);
  if ("error" in found) throw new Error(found.error);
  return found.convert(value);
};

describe("units of a recording", () => {
  // Exact by definition, or as NIST SP 811 (2008), appendix B.8 and B.9, gives them.
  it.each([
    [2480, "mm", "m", 2.48],
    [367, "cm", "m", 3.67],
    [12.13, "ft", "m", 3.697224],
    [1, "in", "mm", 25.4],
    [100, "cfs", "m3/s", 2.8316846592],
    [36, "km/h", "m/s", 10],
    [10, "mph", "m/s", 4.4704],
    [1, "kn", "m/s", 1852 / 3600],
    [90, "degF", "Cel", 32.2222222222],
    [90, "°F", "Cel", 32.2222222222],
    [-40, "F", "degC", -40],
    [273.15, "K", "Cel", 0],
    [1013.25, "hPa", "Pa", 101_325],
    [1, "mm/h", "mm/h", 1],
    [1, "in/h", "mm/h", 25.4],
    [0.35, "1", "%", 35],
    [250, "ppb", "ppm", 0.25],
    [0.055, "mg/m³", "µg/m3", 55],
    [300, "uS/cm", "S/m", 0.03],
    [5, "min", "s", 300],
  ])("%d %s are %s: %d", (value, from, to, expected) => {
    expect(turned(value, from, to)).toBeCloseTo(expected, 9);
  });

  it("leaves no dust of binary fractions behind", () => {
    expect(turned(2.067, "m", "mm")).toBe(2067);
    expect(turned(51.1, "mm", "m")).toBe(0.0511);
  });

  it.each(Object.entries(QUANTITIES))("the catalogue's unit of %s is known", (_, { unit }) => {
    expect(turned(1, unit, unit)).toBe(1);
  });

  it("says which units are possible in place of one that is not known, or of another kind", () => {
    expect(converter("furlong", "m")).toEqual({
      error: '"furlong" is no unit known here; possible: m, km, cm, mm, um, ft, in',
    });
    expect(converter("cfs", "m")).toEqual({ error: expect.stringContaining("cfs is a flow, not a length") });
    expect(converter("", "m")).toEqual({ error: expect.stringContaining('"" is no unit known here') });
  });
});
