import { describe, expect, it } from "vitest";
import { isZone, timeReader } from "#devices/backtest/read-time.ts";
import { toIso } from "#shared/domain/time.ts";

const read = (text: string, zone?: string): string => {
  const at = timeReader(zone)(text);
  return typeof at === "number" ? toIso(at) : at.error;
};

describe("the time of a row", () => {
  it.each([
    ["2024-01-03T10:40:12Z", "2024-01-03T10:40:12.000Z"],
    ["2024-01-03T10:40:12.662Z", "2024-01-03T10:40:12.662Z"],
    ["2024-01-03T10:40:12.123456789Z", "2024-01-03T10:40:12.123Z"],
    ["2024-01-03T18:40+08:00", "2024-01-03T10:40:00.000Z"],
    ["2024-01-03 18:40:00 +0800", "2024-01-03T10:40:00.000Z"],
    ["2024-01-03 10:40", "2024-01-03T10:40:00.000Z"],
    ["2024/1/3 9:05", "2024-01-03T09:05:00.000Z"],
    ["2024-01-03", "2024-01-03T00:00:00.000Z"],
    ["2024-01-03 10:40:00 UTC", "2024-01-03T10:40:00.000Z"],
    ["2024-12-31 24:00", "2025-01-01T00:00:00.000Z"],
    ["1704278412", "2024-01-03T10:40:12.000Z"],
    ["1704278412.5", "2024-01-03T10:40:12.500Z"],
    ["1704278412000", "2024-01-03T10:40:12.000Z"],
  ])("%s is %s", (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it("without a zone is on the clock of the zone that was given", () => {
    expect(read("2024-01-03 18:40", "Asia/Hong_Kong")).toBe("2024-01-03T10:40:00.000Z");
    expect(read("2024-01-03T10:40:12Z", "Asia/Hong_Kong")).toBe("2024-01-03T10:40:12.000Z");
    expect(read("2023-07-01 12:30", "Europe/London")).toBe("2023-07-01T11:30:00.000Z");
    expect(read("2023-12-01 12:30", "Europe/London")).toBe("2023-12-01T12:30:00.000Z");
    expect(read("2015-05-24 01:00", "America/Chicago")).toBe("2015-05-24T06:00:00.000Z");
  });

  it("keeps an hour that comes twice, and one that is left out, within an hour of the truth", () => {
    expect(read("2023-10-29 01:30", "Europe/London")).toBe("2023-10-29T01:30:00.000Z");
    expect(read("2023-03-26 01:30", "Europe/London")).toBe("2023-03-26T01:30:00.000Z");
  });

  it.each([
    "",
    "yesterday",
    "03/01/2024 10:40",
    "2024-13-01 10:00",
    "2024-06-31 10:00",
    "2024-01-03 25:00",
    "NaN",
  ])("%j is none", (text) => {
    expect(read(text)).toMatch(/is no (time like 2026-09-08T15:41:00Z|day and time of the calendar)/);
  });

  it.each(["0", "12", "3600.5"])("%s counts from a start that nobody told", (text) => {
    expect(read(text)).toContain("counts from a start that the file does not tell");
  });

  it("knows a zone by its name", () => {
    expect(isZone("Asia/Hong_Kong")).toBe(true);
    expect(isZone("Hong Kong")).toBe(false);
  });
});
