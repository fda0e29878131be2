import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { dayLengthFactors } from "#shared/rules/hill-fire/day-length.ts";
import { fineFuelMoistureCode } from "#shared/rules/hill-fire/fine-fuel-moisture.ts";
import { festivalsOf, hongKongDay } from "#shared/rules/hill-fire/fire-calendar.ts";
import {
  DEFAULT_START,
  type FireWeatherDay,
  fireWeatherDay,
} from "#shared/rules/hill-fire/fire-weather-day.ts";
import { fireWeatherIndex, initialSpreadIndex } from "#shared/rules/hill-fire/fire-weather-index.ts";
import { recording } from "./real-data.ts";

type Row = Readonly<Record<string, string>>;
const rowsOf = (path: string | undefined): readonly Row[] =>
  path === undefined
    ? []
    : z.array(z.record(z.string(), z.string())).parse(parse(readFileSync(path), { columns: true }));
const numberIn = (row: Row, column: string): number => z.coerce.number().parse(row[column]);
const largest = (errors: readonly number[]): number => Math.max(...errors.map(Math.abs));

const MAX_ABS_ERROR = 0.01;
const paths = {
  ffmc: recording("fire/cffdrs_FFMC_vectors.csv"),
  isi: recording("fire/cffdrs_ISI_vectors.csv"),
  fwi: recording("fire/cffdrs_FireWeatherIndex_isi_bui.csv"),
  daily: recording("fire/cffdrs_fwi_daily_default_start.csv"),
};

// Test data of the R package cffdrs (see INDEX.md of the recordings): an oracle, never copied.
describe("fire danger against cffdrs", () => {
  it.skipIf(paths.ffmc === undefined)("the fine fuel moisture code", () => {
    const errors = rowsOf(paths.ffmc).map((row) => {
      const noon = {
        airTemperatureC: numberIn(row, "temp"),
        relativeHumidityPercent: numberIn(row, "rh"),
        windSpeedKmh: numberIn(row, "ws"),
        rain24hMm: numberIn(row, "prec"),
      };
      return fineFuelMoistureCode(numberIn(row, "ffmc_yda"), noon) - numberIn(row, "FineFuelMoistureCode");
    });
    expect(errors).toHaveLength(375);
    expect(largest(errors)).toBeLessThanOrEqual(MAX_ABS_ERROR);
  });

  it.skipIf(paths.isi === undefined)("the initial spread index, with the wind damped or not", () => {
    const errors = rowsOf(paths.isi).map((row) => {
      const damped = row.fbpMod === "True";
      const index = initialSpreadIndex(numberIn(row, "ffmc"), numberIn(row, "ws"), damped);
      return index - numberIn(row, "InitialSpreadIndex");
    });
    expect(errors).toHaveLength(1461);
    expect(largest(errors)).toBeLessThanOrEqual(MAX_ABS_ERROR);
  });

  it.skipIf(paths.fwi === undefined)("the fire weather index", () => {
    const errors = rowsOf(paths.fwi).map((row) => {
      const index = fireWeatherIndex(numberIn(row, "isi"), numberIn(row, "bui"));
      return index - numberIn(row, "FireWeatherIndex");
    });
    expect(errors).toHaveLength(1668);
    expect(largest(errors)).toBeLessThanOrEqual(MAX_ABS_ERROR);
  });

  it.skipIf(paths.daily === undefined)("48 days in a chain from the default start", () => {
    const errors = new Map<string, number[]>();
    let day: FireWeatherDay | typeof DEFAULT_START = DEFAULT_START;
    for (const row of rowsOf(paths.daily)) {
      const noon = {
        airTemperatureC: numberIn(row, "TEMP"),
        relativeHumidityPercent: numberIn(row, "RH"),
        windSpeedKmh: numberIn(row, "WS"),
        rain24hMm: numberIn(row, "PREC"),
      };
      const next: FireWeatherDay = fireWeatherDay(
        day,
        noon,

        dayLengthFactors(numberIn(row, "LAT"), numberIn(row, "MON")),
      );
      for (const [name, value] of Object.entries(next)) {
        errors.set(name, [...(errors.get(name) ?? []), value - numberIn(row, name.toUpperCase())]);
      }
      day = next;
    }
    const worst = Object.fromEntries([...errors].map(([name, list]) => [name, largest(list)]));
    console.info("fire danger, max_abs_error over 48 days:", worst);
    expect(Object.keys(worst).sort()).toEqual(["bui", "dc", "dmc", "dsr", "ffmc", "fwi", "isi"]);
    expect(Math.max(...Object.values(worst))).toBeLessThanOrEqual(MAX_ABS_ERROR);
  });
});

const holidays = recording("contracts/hk_holidays_en.json");
const FESTIVALS = { "Ching Ming": "ching_ming", "Chung Yeung": "chung_yeung" } as const;

// Hong Kong's gazetted holidays, 1823.gov.hk: a festival on a Sunday, or on another holiday, is kept on the day after it.
describe.skipIf(holidays === undefined)("the lunar calendar against the gazetted holidays", () => {
  const gazetted =
    holidays === undefined
      ? []
      : z
          .array(z.object({ name: z.string(), date: z.string() }))
          .parse(JSON.parse(readFileSync(holidays, "utf8")))
          .flatMap(({ name, date }) => {
            const festival = Object.entries(FESTIVALS).find(([words]) => name.includes(words))?.[1];
            return festival === undefined ? [] : [{ festival, date, isDayAfter: /following/.test(name) }];
          });

  it("holds two festivals a year from 2012 to 2026", () => {
    expect(gazetted).toHaveLength(30);
  });

  it.each(gazetted)("$festival $date", ({ festival, date, isDayAfter }) => {
    const found = festivalsOf(Number(date.slice(0, 4))).find(([name]) => name === festival)?.[1];
    const day = hongKongDay(Date.parse(`${date}T12:00:00+08:00`));
    expect(day - (found ?? 0)).toBe(isDayAfter ? 1 : 0);
  });
});
