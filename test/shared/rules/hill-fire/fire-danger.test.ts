import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayLengthFactors } from "#shared/rules/hill-fire/day-length.ts";
import {
  DEFAULT_START,
  type FireWeatherDay,
  fireWeatherDay,
} from "#shared/rules/hill-fire/fire-weather-day.ts";
import {
  buildUpIndex,
  fireWeatherIndex,
  initialSpreadIndex,
} from "#shared/rules/hill-fire/fire-weather-index.ts";
import { fosbergIndex } from "#shared/rules/hill-fire/fosberg.ts";
import { DRIEST_DROUGHT_FACTOR, forestDangerBand, mcArthurIndex } from "#shared/rules/hill-fire/mcarthur.ts";

const MPH = 1.609344;
const inFahrenheit = (f: number, relativeHumidityPercent: number, mph: number) =>
  fosbergIndex({
    airTemperatureC: ((f - 32) * 5) / 9,
    relativeHumidityPercent,
    windSpeedKmh: mph * MPH,
  });

const dryBreeze = { airTemperatureC: 25, relativeHumidityPercent: 30, windSpeedKmh: 20 };

describe("the Fosberg index", () => {
  it.each([
    [90, 5, 10, 30.9255],
    [70, 30, 15, 32.8611],
    [60, 70, 5, 6.3384],
  ])("at %d °F, %d %% and %d mph is %d", (f, humidity, mph, index) => {
    expect(inFahrenheit(f, humidity, mph)).toBeCloseTo(index, 4);
  });

  it("is given in metric units", () => {
    expect(fosbergIndex(dryBreeze)).toBeCloseTo(27.46, 2);
  });

  it("stays within 0 and 100 in any weather", () => {
    const weather = fc.record({
      airTemperatureC: fc.double({ min: -60, max: 100, noNaN: true }),
      relativeHumidityPercent: fc.double({ min: 0, max: 100, noNaN: true }),
      windSpeedKmh: fc.double({ min: 0, max: 430, noNaN: true }),
    });
    fc.assert(
      fc.property(weather, (given) => {
        const index = fosbergIndex(given);
        expect(index).toBeGreaterThanOrEqual(0);
        expect(index).toBeLessThanOrEqual(100);
      }),
    );
  });
});

describe("the McArthur index", () => {
  it("is 16.34 in a dry breeze over dry fuel, which is high", () => {
    const index = mcArthurIndex(dryBreeze, DRIEST_DROUGHT_FACTOR);
    expect(index).toBeCloseTo(16.34, 2);
    expect(forestDangerBand(index)).toBe("high");
  });

  it("is nothing over wet fuel", () => {
    expect(mcArthurIndex(dryBreeze, 0)).toBe(0);
  });

  it.each([
    [11.9, "low"],
    [12, "high"],
    [24, "very_high"],
    [50, "severe"],
    [75, "extreme"],
    [100, "catastrophic"],
  ] as const)("%d is %s", (index, band) => {
    expect(forestDangerBand(index)).toBe(band);
  });
});

const NOON = { airTemperatureC: 20, relativeHumidityPercent: 45, windSpeedKmh: 15, rain24hMm: 0 };
const HONG_KONG = dayLengthFactors(22.3, 1);

describe("the Canadian chain", () => {
  it("begins at the default codes as cffdrs does: 17 °C, 42 %, 25 km/h in April at 40 north", () => {
    // cffdrs, tests/testthat/data/fwi_01.csv, first day.
    const noon = { airTemperatureC: 17, relativeHumidityPercent: 42, windSpeedKmh: 25, rain24hMm: 0 };
    const day = fireWeatherDay(DEFAULT_START, noon, dayLengthFactors(40, 4));
    expect(day.ffmc).toBeCloseTo(87.6494, 3);
    expect(day.dmc).toBeCloseTo(8.545, 2);
    expect(day.dc).toBeCloseTo(19.01, 2);
    expect(day.fwi).toBeCloseTo(10.04, 2);
    expect(day.dsr).toBeCloseTo(1.612, 2);
  });

  it("rises over dry days and falls with the rain", () => {
    const chain: FireWeatherDay[] = [];
    for (const rain24hMm of [0, 0, 0, 0, 0, 30]) {
      chain.push(fireWeatherDay(chain.at(-1) ?? DEFAULT_START, { ...NOON, rain24hMm }, HONG_KONG));
    }
    const fwi = chain.map((day) => day.fwi);
    expect(fwi.slice(0, 5)).toEqual([...fwi.slice(0, 5)].sort((a, b) => a - b));
    expect(fwi[5]).toBeLessThan(0.5);
    expect(chain[5]?.dc).toBeLessThan(chain[4]?.dc ?? 0);
  });

  it("soaks litter that is already wet further, and dries what is damp", () => {
    const soaked = fireWeatherDay({ ffmc: 5, dmc: 0, dc: 0 }, { ...NOON, rain24hMm: 80 }, HONG_KONG);
    expect(soaked.ffmc).toBeGreaterThan(5);
    const wetted = fireWeatherDay(
      { ffmc: 95, dmc: 50, dc: 400 },
      { ...NOON, relativeHumidityPercent: 99 },
      HONG_KONG,
    );
    expect(wetted.ffmc).toBeLessThan(95);
  });

  it("takes rain out of every depth of duff, most out of the driest", () => {
    const lost = [20, 50, 120].map((dmc) => {
      const day = fireWeatherDay({ ffmc: 85, dmc, dc: 300 }, { ...NOON, rain24hMm: 20 }, HONG_KONG);
      return dmc - day.dmc;
    });
    expect(lost[0]).toBeGreaterThan(0);
    expect(lost).toEqual([...lost].sort((a, b) => a - b));
  });

  it("leaves damp litter alone in weather as damp as it is", () => {
    const damp = { ...NOON, airTemperatureC: 15, relativeHumidityPercent: 70 };
    expect(fireWeatherDay({ ffmc: 84, dmc: 10, dc: 50 }, damp, HONG_KONG).ffmc).toBeCloseTo(84, 9);
  });

  it("knows no fire where there is no fuel, and counts much fuel differently", () => {
    expect(buildUpIndex(0, 100)).toBe(0);
    expect(buildUpIndex(100, 1)).toBeGreaterThanOrEqual(0);
    expect(fireWeatherIndex(10, 79.99)).toBeCloseTo(fireWeatherIndex(10, 80.01), 0);
  });

  it("lets a strong wind count for less only where asked to", () => {
    expect(initialSpreadIndex(90, 39, true)).toBe(initialSpreadIndex(90, 39));
    expect(initialSpreadIndex(90, 60, true)).toBeLessThan(initialSpreadIndex(90, 60));
  });

  it("stays finite and never negative in any weather that a sensor can tell", () => {
    const noon = fc.record({
      airTemperatureC: fc.double({ min: -60, max: 100, noNaN: true }),
      relativeHumidityPercent: fc.double({ min: 0, max: 100, noNaN: true }),
      windSpeedKmh: fc.double({ min: 0, max: 430, noNaN: true }),
      rain24hMm: fc.double({ min: 0, max: 1000, noNaN: true }),
    });
    const codes = fc.record({
      ffmc: fc.double({ min: 0, max: 101, noNaN: true }),
      dmc: fc.double({ min: 0, max: 1000, noNaN: true }),
      dc: fc.double({ min: 0, max: 2000, noNaN: true }),
    });
    fc.assert(
      fc.property(codes, noon, (yesterday, weather) => {
        const day = fireWeatherDay(yesterday, weather, HONG_KONG);
        for (const [name, value] of Object.entries(day)) {
          expect(Number.isFinite(value) && value >= 0, `${name} ${value}`).toBe(true);
        }
        expect(day.ffmc).toBeLessThanOrEqual(101);
      }),
    );
  });
});

describe("the length of the day", () => {
  it.each([
    [49, 12.8, 0.9],
    [22.3, 9.5, 0.9],
    [15, 9.5, 1.4],
    [0, 9, 1.4],
    [-15, 8.5, 1.4],
    [-25, 8.5, 0.4],
    [-40, 7.9, 0.4],
  ])("at latitude %d counts %d for the duff and %d for drought in April", (latitude, duff, drought) => {
    expect(dayLengthFactors(latitude, 4)).toEqual({ duff, drought });
  });

  it("has twelve months", () => {
    expect(() => dayLengthFactors(22.3, 13)).toThrow("month must be 1 to 12, not 13");
  });
});
