import { describe, expect, it } from "vitest";
import { isInCollection, isWithinDayPart } from "#shared/rules/illegal-dumping/dumping-hours.ts";
import { dumpingRule } from "#shared/rules/illegal-dumping/dumping-rule.ts";

const hongKong = (text: string): number => Date.parse(`${text}+08:00`);

describe("what a site's file says of dumping", () => {
  it("has a default for everything", () => {
    expect(dumpingRule.parseSettings({})).toEqual({
      heapM: 0.15,
      tiltDeg: 10,
      staysAfterMin: 10,
      shortestStayMin: 2,
      longestStayMin: 20,
      oddHours: { fromMin: 1200, toMin: 420 },
      collections: [],
      vehicleClasses: [],
      personClasses: [],
      surePercent: 60,
    });
  });

  it.each([
    [{ oddHours: { from: "24:00", to: "06:00" } }, /written like 06:30/],
    [{ oddHours: { from: "06:00", to: "06:00" } }, /the same/],
    [{ collections: [{ weekday: "tuesday", from: "06:00", to: "06:00" }] }, /the same/],
    [{ collections: [{ weekday: "Tue", from: "06:00", to: "07:00" }] }, /weekday/],
    [{ shortestStayMin: 30 }, /longestStayMin must be above shortestStayMin/],
    [{ heap: 1 }, /heap/],
  ])("is refused with the reason: %j", (settings, why) => {
    expect(() => dumpingRule.parseSettings(settings)).toThrow(why);
  });
});

describe("Hong Kong's clock", () => {
  it("knows parts of the day, also past midnight", () => {
    const night = { fromMin: 20 * 60, toMin: 7 * 60 };
    const hours = ["06:59", "07:00", "12:00", "19:59", "20:00", "23:59", "00:00"];
    expect(hours.map((hour) => isWithinDayPart(hongKong(`2026-09-09T${hour}`), night))).toEqual([
      ...[true, false, false, false, true, true, true],
    ]);
  });

  it("knows collections, also past midnight and past the end of the week", () => {
    const sunday = [{ weekday: "sunday", fromMin: 23 * 60 + 30, toMin: 60 }] as const;
    const during = (from: string, to: string) =>
      isInCollection({ from: hongKong(from), to: hongKong(to) }, sunday);
    expect(during("2026-09-06T22:00", "2026-09-06T23:29")).toBe(false);
    expect(during("2026-09-06T22:00", "2026-09-06T23:30")).toBe(true);
    expect(during("2026-09-07T00:59", "2026-09-07T03:00")).toBe(true);
    expect(during("2026-09-07T01:00", "2026-09-07T03:00")).toBe(false);
    expect(during("2026-09-07T02:00", "2026-09-14T02:00")).toBe(true);
    expect(isInCollection({ from: 0, to: 1 }, [])).toBe(false);
  });
});
