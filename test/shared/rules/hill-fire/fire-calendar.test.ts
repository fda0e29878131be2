import { describe, expect, it } from "vitest";
import { DAY_MS, MINUTE_MS } from "#shared/domain/time.ts";
import {
  festivalsOf,
  fireCalendarAt,
  hongKongDay,
  hongKongHour,
} from "#shared/rules/hill-fire/fire-calendar.ts";

const inHongKong = (date: string) => Date.parse(`${date}+08:00`);

describe("the calendar of fires", () => {
  it("counts the week before and after Ching Ming 2026, 5 April, to the minute of Hong Kong's midnights", () => {
    const from = inHongKong("2026-03-29T00:00:00");
    const until = inHongKong("2026-04-13T00:00:00");
    expect(fireCalendarAt(from - MINUTE_MS).festival).toBeUndefined();
    expect(fireCalendarAt(from).festival).toBe("ching_ming");
    expect(fireCalendarAt(until - MINUTE_MS).festival).toBe("ching_ming");
    expect(fireCalendarAt(until).festival).toBeUndefined();
  });

  it("finds Chung Yeung by the moon", () => {
    expect(fireCalendarAt(inHongKong("2025-10-29T09:00:00")).festival).toBe("chung_yeung");
    expect(fireCalendarAt(inHongKong("2026-10-29T09:00:00")).festival).toBeUndefined();
    expect(fireCalendarAt(inHongKong("2026-10-18T09:00:00")).festival).toBe("chung_yeung");
  });

  it("knows a weekend by Hong Kong's days, not by Greenwich's", () => {
    expect(fireCalendarAt(Date.UTC(2026, 0, 2, 16)).weekend).toBe("saturday");
    expect(fireCalendarAt(Date.UTC(2026, 0, 4, 15)).weekend).toBe("sunday");
    expect(fireCalendarAt(Date.UTC(2026, 0, 4, 16)).weekend).toBeUndefined();
  });

  it("calls October to April dry", () => {
    const dry = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].filter((month) => {
      const midMonth = inHongKong(`2026-${`${month}`.padStart(2, "0")}-15T12:00:00`);
      return fireCalendarAt(midMonth).isDrySeason;
    });
    expect(dry).toEqual([1, 2, 3, 4, 10, 11, 12]);
  });

  it("goes on without festivals where the lunar tables end", () => {
    expect(festivalsOf(2150)).toEqual([]);
    expect(fireCalendarAt(inHongKong("2150-04-05T09:00:00"))).toEqual({
      weekend: "sunday",
      isDrySeason: true,
    });
  });

  it("says the same of a day however many others were asked for in between", () => {
    const days = Array.from({ length: 500 }, (_, day) => inHongKong("2026-01-01T09:00:00") + day * DAY_MS);
    const first = days.map((at) => fireCalendarAt(at));
    expect(days.map((at) => fireCalendarAt(at))).toEqual(first);
    expect(first.filter(({ weekend }) => weekend === "sunday")).toHaveLength(71);
  });

  it("tells the hour of Hong Kong's clock", () => {
    expect(hongKongHour(inHongKong("2026-01-01T12:30:00"))).toBeCloseTo(12.5, 9);
    expect(hongKongHour(inHongKong("1969-12-31T23:45:00"))).toBeCloseTo(23.75, 9);
    expect(hongKongDay(inHongKong("1970-01-02T00:00:00"))).toBe(1);
  });
});
