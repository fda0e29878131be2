import { describe, expect, test } from "vitest";
import { boardClock } from "#dashboards/board/board-clock.ts";
import { siteView } from "#dashboards/board/site-view.ts";
import type { SiteStatus } from "#shared/domain/status.ts";
import { MINUTE_MS } from "#shared/domain/time.ts";
import { bridge, bridgeWarning, exerciseClock, NOW, road } from "./statuses.ts";

const inChinese = (site: SiteStatus, now = NOW) => siteView(site, boardClock(undefined, now), "zh-HK", false);
const inEnglish = (site: SiteStatus, now = NOW) => siteView(site, boardClock(undefined, now), "en", false);
describe("a site with a fresh reading", () => {
  test("says its level, the water, and how old the reading is, in the words of SMS and e-mail", () => {
    expect(inChinese(bridgeWarning())).toMatchObject({
      name: "圍頭橋",
      tone: "warning",
      word: "警告",
      otherWord: "Warning",
      since: "自 23:35 起",
      water: { label: "水位", value: "1.62", unit: "米", share: "81% 滿" },
      trend: { direction: "rising", text: "10分鐘升12厘米" },
      reading: "23:40 讀數 · 剛剛",
      advice: "請離開河邊，移往高處。",
      isOutdated: false,
    });
    expect(inEnglish(bridgeWarning())).toMatchObject({
      name: "Wai Tau bridge",
      word: "Warning",
      since: "since 23:35",
      trend: { text: "Up 12 cm in 10 min" },
      forecast: "Danger level in 10-25 min",
    });
  });

  test("counts a forecast down from the time of its reading", () => {
    const site = bridgeWarning({ staleAfterS: 3600 });
    const forecastAfter = (minutes: number) =>
      inChinese(site, (site.observedAt ?? 0) + minutes * MINUTE_MS).forecast;
    expect(forecastAfter(0)).toBe("料10至25分鐘後達危險");
    expect(forecastAfter(6)).toBe("料5至20分鐘後達危險");
    expect(forecastAfter(10.5)).toBe("料15分鐘內達危險");
    expect(forecastAfter(15.5)).toBe("料9分鐘內達危險");
    expect(forecastAfter(24)).toBe("隨時達危險");
    expect(forecastAfter(40)).toBe("隨時達危險");
  });

  test("tells the time between the earliest and the latest as the text messages do", () => {
    const forecast = (earliestMinutes: number, latestMinutes: number, language: "zh-HK" | "en") => {
      const { observedAt = 0, flood, ...site } = bridgeWarning();
      if (flood === undefined) throw new Error("the bridge has a gauge");
      const told = { level: "danger", inMinutes: 7, earliestMinutes, latestMinutes } as const;
      const status = { ...site, observedAt, flood: { ...flood, forecast: told } };
      return siteView(status, boardClock(undefined, observedAt), language, false).forecast;
    };
    expect(forecast(12, 41, "en")).toBe("Danger level in 10-45 min");
    expect(forecast(3.4, 8.2, "en")).toBe("Danger level in 3-9 min");
    expect(forecast(0.5, 12, "en")).toBe("Danger level within 15 min");
    expect(forecast(20, 20, "en")).toBe("Danger level in about 20 min");
    expect(forecast(3.4, 8.2, "zh-HK")).toBe("料3至9分鐘後達危險");
    expect(forecast(0, 8.2, "zh-HK")).toBe("料9分鐘內達危險");
  });

  test("counts down what a document of an older kind tells, which has no interval", () => {
    const { flood, ...site } = bridgeWarning({ staleAfterS: 3600 });
    if (flood === undefined) throw new Error("the bridge has a gauge");
    const old = { ...site, flood: { ...flood, forecast: { level: "danger", inMinutes: 15 } as const } };
    const forecastAfter = (minutes: number) =>
      inChinese(old, (old.observedAt ?? 0) + minutes * MINUTE_MS).forecast;
    expect(forecastAfter(0)).toBe("約15分鐘後達危險");
    expect(forecastAfter(6)).toBe("約9分鐘後達危險");
    expect(forecastAfter(15)).toBe("隨時達危險");
  });

  test("speaks of depth on a road, and says nothing of full", () => {
    const { water } = inChinese(road({}, { waterLevelM: 0.12 }));
    expect(water).toEqual({ label: "水深", value: "0.12", unit: "米" });
  });

  test("says overflowing from 100 % on", () => {
    expect(inEnglish(bridge({}, { waterLevelM: 2.1, percentFull: 105 }))).toMatchObject({
      water: { share: "overflowing" },
      gauge: { isOverTop: true, fillPercent: 100 },
    });
  });

  test("says falling and steady without a number that would read 0 cm", () => {
    const trend = (flood: Parameters<typeof bridge>[1]) => inEnglish(bridge({}, flood)).trend?.text;
    expect(trend({ trend: "falling", ratePer10MinM: -0.08 })).toBe("Down 8 cm in 10 min");
    expect(trend({ trend: "rising", ratePer10MinM: 0.004 })).toBe("Rising");
    expect(trend({ trend: "steady", ratePer10MinM: 0.01 })).toBe("Steady");
    expect(trend({ trend: "falling", ratePer10MinM: 0 })).toBe("Falling");
  });

  test("shows a hazard it has no word for under its own name", () => {
    const { flood: _, ...site } = bridge({ hazard: "land_slip", level: "danger" });
    expect(inChinese(site)).toMatchObject({ hazard: "land slip", tone: "danger", word: "危險" });
    expect(inChinese(site).water).toBeUndefined();
  });
});

describe("in an exercise", () => {
  const site = bridge({ observedAt: NOW - 4 * MINUTE_MS });

  test("age is of the exercise's clock, whatever the wall says", () => {
    const nextYear = NOW + 365 * 24 * 60 * MINUTE_MS;
    const exercise = exerciseClock({ startedAt: nextYear, traceStart: NOW, speed: 1 });
    expect(siteView(site, boardClock(exercise, nextYear), "en", true)).toMatchObject({
      exercise: "EXERCISE",
      tone: "normal",
      reading: "Read 23:37 · 4 min ago",
    });
    expect(siteView(site, boardClock(exercise, nextYear + 2 * MINUTE_MS), "en", true).tone).toBe("unknown");
  });

  test("at 180 times the speed the seconds a document needs to come here make nothing stale", () => {
    const exercise = exerciseClock({ startedAt: NOW, traceStart: NOW, speed: 180 });
    expect(siteView(site, boardClock(exercise, NOW + 3_000), "en", true).tone).toBe("normal");
    expect(siteView(site, boardClock(exercise, NOW + 30_000), "en", true).tone).toBe("unknown");
  });
});

describe("a hazard that this page has no drawing of", () => {
  const { flood: _, ...spot } = bridgeWarning();
  const pigs: SiteStatus = {
    ...spot,
    hazard: "closed_road",
    hazardName: { "zh-HK": "封閉道路有車輛", en: "Vehicles on a closed road" },
    says: { "zh-HK": "15分鐘內有3輛車駛過", en: "3 vehicles in 15 min" },
    endsAt: NOW + 30 * MINUTE_MS,
  };

  test("is named, and told in the words that came with it", () => {
    expect(inChinese(pigs)).toMatchObject({
      hazard: "封閉道路有車輛",
      says: "15分鐘內有3輛車駛過",
      tone: "warning",
    });
    expect(inEnglish(pigs)).toMatchObject({
      hazard: "Vehicles on a closed road",
      says: "3 vehicles in 15 min",
    });
    const { hazardName: __, ...unnamed } = pigs;
    expect(inEnglish(unnamed).hazard).toBe("closed road");
  });

  test("has ended when its time has come, though nobody published that", () => {
    const later = NOW + 40 * MINUTE_MS;
    const view = inEnglish({ ...pigs, observedAt: later, staleAfterS: 3_600 }, later);
    expect(view.tone).toBe("normal");
    expect(view).not.toHaveProperty("says");
  });
});
