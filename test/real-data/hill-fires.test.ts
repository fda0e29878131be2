import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import type { Device } from "#shared/domain/device.ts";
import type { Quantity } from "#shared/domain/quantity.ts";
import type { Arrival } from "#shared/rules/arrival.ts";
import { evaluateSite } from "#shared/rules/evaluate.ts";
import { dayLengthFactors } from "#shared/rules/hill-fire/day-length.ts";
import {
  DEFAULT_START,
  type FuelMoistureCodes,
  fireWeatherDay,
} from "#shared/rules/hill-fire/fire-weather-day.ts";
import { hillFireFacts } from "#shared/rules/hill-fire/hill-fire-facts.ts";
import { observe } from "#shared/rules/observe.ts";
import type { SiteContext } from "#shared/rules/site-context.ts";
import { newSiteState } from "#shared/rules/site-state.ts";
import { recording } from "./real-data.ts";

type Row = Readonly<Record<string, string>>;
const rowsOf = (path: string | undefined): readonly Row[] =>
  path === undefined
    ? []
    : z.array(z.record(z.string(), z.string())).parse(parse(readFileSync(path), { columns: true }));

const devEui = "020000fffe000021";

/** A site with one sensor that reports so often, and not a word about what it will tell. */
const siteWith = (reportIntervalS: number): SiteContext => {
  const device: Device = {
    devEui,
    profileId: "test/recording",
    reportIntervalS,
    assignments: [{ siteId: "recording", validFrom: 0 }],
  };
  return {
    site: {
      siteId: "recording",
      name: { "zh-HK": "紀錄", en: "Recording" },
      position: [114.1, 22.4],
      hazards: [{ hazard: "hill_fire", settings: {}, validFrom: 0 }],
    },
    devices: [device],
  };
};

const arrival = (
  t: string,
  fCnt: number,
  measurements: readonly { quantity: Quantity; value: number }[],
): Arrival => {
  const observedAt = Date.parse(t);
  const identity = `${devEui}|${fCnt}|${measurements.map(({ value }) => value).join("|")}`;
  return { devEui, identity, fCnt, observedAt, receivedAt: observedAt, measurements };
};

/** Every change of the alarm's level, with what it was of; frames in the order of the file. */
const alarmsIn = (arrivals: readonly Arrival[], context: SiteContext) => {
  let state = newSiteState({ villageId: "recorded", siteId: "recording" });
  const seen = new Map<number, { at: string; to: string; of: string }>();
  for (const one of arrivals) {
    state = observe(state, [one], context).state;
    const timeline = evaluateSite(state, context, one.observedAt).find(
      ({ hazard }) => hazard === "hill_fire",
    );
    for (const { at, to, assessment } of timeline?.transitions ?? []) {
      const { alarmOf } = hillFireFacts(assessment.evidence);
      seen.set(at, { at: new Date(at).toISOString(), to, of: alarmOf });
    }
  }
  return [...seen.values()];
};

const soberanes = recording("fire/airnow_carmelvalley_soberanes2016.csv");

// EPA AirNow, Carmel Valley, July and August 2016: hourly PM2.5 downwind of the Soberanes fire.
describe.skipIf(soberanes === undefined)("the smoke of the Soberanes fire", () => {
  const alarms = alarmsIn(
    rowsOf(soberanes).map((row, index) =>
      arrival(row.t_utc ?? "", index, [{ quantity: "pm2_5", value: Number(row.pm25) }]),
    ),
    siteWith(3600),
  );

  it("is told as smoky air in the first hour above 55 ug/m3", () => {
    expect(alarms[0]).toEqual({ at: "2016-07-26T08:00:00.000Z", to: "advisory", of: "smoky_air" });
    console.info("soberanes: notices", alarms.filter(({ to }) => to === "advisory").length);
  });

  it("is never taken for a hill fire at the sensor", () => {
    expect(alarms.filter(({ of }) => of === "fire")).toEqual([]);
    expect(alarms.every(({ to }) => to === "advisory" || to === "normal")).toBe(true);
  });
});

const tourPerret = recording("lorawan/tourperret_elsys_ems_2023-01_06.csv");

// CampusIoT, TourPerret, Grenoble: temperature and humidity of half a year, to 39 °C.
describe.skipIf(tourPerret === undefined)("half a year in the sun on a tower", () => {
  it("is no fire on any hot dry day", () => {
    const frames = rowsOf(tourPerret)
      .filter(({ temp_c }) => temp_c !== "")
      .map((row) =>
        arrival(row.t_utc ?? "", Number(row.fcnt), [
          { quantity: "air_temperature", value: Number(row.temp_c) },
          { quantity: "relative_humidity", value: Number(row.rh_pct) },
        ]),
      );
    expect(frames.length).toBeGreaterThan(6000);
    expect(alarmsIn(frames, siteWith(1800))).toEqual([]);
  }, 120_000);
});

const algerian = recording("fire/algerian_daily_block0.csv");

/** How often a value of one class is above one of the other: the area under the receiver's operating curve. */
const areaUnderCurve = (positive: readonly number[], negative: readonly number[]): number => {
  const wins = positive.flatMap((high) =>
    negative.map((low): number => (high > low ? 1 : high === low ? 0.5 : 0)),
  );
  return wins.reduce((sum, win) => sum + win, 0) / wins.length;
};

// UCI Algerian Forest Fires (CC BY 4.0), Bejaia, 36.75 N: 122 days of 2012, 59 of them with fires.
describe.skipIf(algerian === undefined)("a summer of forest fires in Algeria", () => {
  const rows = rowsOf(algerian);
  const auc = (values: readonly number[]): number => {
    const ofDays = (fire: string) => values.filter((_, index) => rows[index]?.fire === fire);
    return areaUnderCurve(ofDays("1"), ofDays("0"));
  };

  it("is told apart by the file's own index: the measure is right", () => {
    expect(auc(rows.map(({ fwi }) => Number(fwi)))).toBeCloseTo(0.988, 2);
  });

  it("is told apart by our chain from the weather of each day", () => {
    let codes: FuelMoistureCodes = DEFAULT_START;
    const own = rows.map((row) => {
      const noon = {
        airTemperatureC: Number(row.temp_c),
        relativeHumidityPercent: Number(row.rh_pct),
        windSpeedKmh: Number(row.ws_kmh),
        rain24hMm: Number(row.rain_mm),
      };
      const day = fireWeatherDay(codes, noon, dayLengthFactors(36.75, Number(row.date?.slice(5, 7))));
      codes = day;
      return day.fwi;
    });
    console.info("algerian: auc_own_chain", auc(own).toFixed(3));
    expect(auc(own)).toBeGreaterThanOrEqual(0.8);
  });
});
