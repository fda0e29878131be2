import { describe, expect, test } from "vitest";
import { minutesBetween, timeOfDay, timeWithDate } from "#dashboards/board/hong-kong-time.ts";
import { textsOf } from "#dashboards/board/texts/of-language.ts";
import { NOW } from "./statuses.ts";

describe("times", () => {
  test("are Hong Kong's, whatever the viewer's zone", () => {
    expect(timeOfDay(NOW)).toBe("23:41");
    expect(timeOfDay(Date.UTC(2026, 8, 8, 16, 5))).toBe("00:05");
  });

  test("carry their date when they are not of today", () => {
    const yesterday = NOW - 24 * 60 * 60_000;
    expect(timeWithDate(NOW - 60_000, NOW, textsOf["zh-HK"])).toBe("23:40");
    expect(timeWithDate(yesterday, NOW, textsOf["zh-HK"])).toBe("9月7日 23:41");
    expect(timeWithDate(yesterday, NOW, textsOf.en)).toBe("7 Sep 23:41");
  });

  test("never count below nothing", () => {
    expect([minutesBetween(NOW, NOW + 119_999), minutesBetween(NOW, NOW - 1)]).toEqual([1, 0]);
  });
});
