import { describe, expect, test } from "vitest";
import { boardView } from "#dashboards/board/board-model.ts";
import { heard } from "#dashboards/board/connection.ts";
import { villageStatusSchema, type WeatherStatus } from "#shared/domain/status.ts";
import { MINUTE_MS } from "#shared/domain/time.ts";
import { CYCLONE_SIGNALS, nothingHeard } from "#shared/domain/weather.ts";
import { rememberWeather } from "#shared/rules/weather/remember-weather.ts";
import { weatherStatus } from "#shared/rules/weather/weather-status.ts";
import { bridge, NOW, village } from "./statuses.ts";

const issuedAt = NOW - 60 * MINUTE_MS;
const lines = (language: "en" | "zh-HK", changes: Partial<WeatherStatus>): readonly string[] => {
  const weather = { heardAt: NOW - 4 * MINUTE_MS, staleAfterS: 1800, warnings: {}, ...changes };
  const status = villageStatusSchema.parse({ ...village([bridge()]), weather });
  const view = boardView({
    status,
    connection: heard(NOW),
    deviceNow: NOW,
    offsetMs: 0,
    language,
    isAddressGood: true,
  });
  expect(view.notices.every(({ isLoud }) => !isLoud)).toBe(true);
  return view.notices.map(({ text }) => text);
};

describe("the Observatory's word on the board", () => {
  test("is not there while nothing is in force and no rain falls", () => {
    expect(lines("en", {})).toEqual([]);
    expect(lines("en", { rain: { pastHourMm: 0, observedAt: issuedAt } })).toEqual([]);
  });

  test("names what is in force and what was measured, with its time, in both languages", () => {
    const stormy: Partial<WeatherStatus> = {
      warnings: {
        rainstorm: { signal: "red", issuedAt },
        northernFlooding: { issuedAt },
        tropicalCyclone: { signal: "8NE", issuedAt },
        thunderstorm: { issuedAt },
        landslip: { issuedAt },
      },
      rain: { pastHourMm: 62, observedAt: NOW - 26 * MINUTE_MS },
    };
    expect(lines("en", stormy)).toEqual([
      "Observatory at 23:37: Red rainstorm signal, flooding in the northern New Territories, tropical cyclone signal No. 8NE, thunderstorm warning, landslip warning, 62 mm of rain in the hour to 23:15",
    ]);
    expect(lines("zh-HK", stormy)).toEqual([
      "天文台 23:37：紅色暴雨警告，新界北部水浸特別報告，熱帶氣旋八號東北烈風或暴風信號，雷暴警告，山泥傾瀉警告，至 23:15 一小時雨量62毫米",
    ]);
    expect(lines("en", { warnings: { fireDanger: { signal: "red", issuedAt } } })[0]).toContain(
      "red fire danger",
    );
  });

  test("has a name for every signal that there is", () => {
    for (const signal of CYCLONE_SIGNALS) {
      expect(lines("zh-HK", { warnings: { tropicalCyclone: { signal, issuedAt } } })[0]).toMatch(/號.*信號$/);
    }
  });

  test("is not what was said long ago: then the board says since when nothing is heard", () => {
    const old = {
      heardAt: NOW - 45 * MINUTE_MS,
      warnings: { rainstorm: { signal: "black", issuedAt } },
    } as const;
    expect(lines("en", old)).toEqual([
      "The Observatory was last heard at 22:56: its warnings are not known.",
    ]);
    expect(lines("zh-HK", old)).toEqual(["自 22:56 起未收到天文台資料，警告情況不明。"]);
  });
});

describe("what is published of the weather", () => {
  test("is nothing before anything was heard", () => {
    expect(weatherStatus(undefined, NOW)).toBeUndefined();
    expect(weatherStatus(nothingHeard, NOW)).toBeUndefined();
  });

  test("is the newest word, and no warning that nobody has heard confirmed for long", () => {
    const rain = { place: "Tai Po", pastHourMm: 41, observedAt: NOW - 10 * MINUTE_MS };
    const told = { warnings: { landslip: { issuedAt } }, districtRainfall: rain };
    const weather = rememberWeather(nothingHeard, told, NOW);
    expect(weatherStatus(weather, NOW)).toEqual({
      heardAt: NOW,
      staleAfterS: 1800,
      warnings: { landslip: { issuedAt } },
      rain: { pastHourMm: 41, observedAt: rain.observedAt },
    });
    expect(weatherStatus(weather, NOW + 300 * MINUTE_MS)).toEqual({
      heardAt: NOW,
      staleAfterS: 1800,
      warnings: {},
    });
  });
});
