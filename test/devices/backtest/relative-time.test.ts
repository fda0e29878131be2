import { describe, expect, it } from "vitest";
import { countedColumn, countedTimeReader } from "#devices/backtest/relative-time.ts";
import { toIso } from "#shared/domain/time.ts";

const START = Date.UTC(2021, 8, 1, 23, 30);

describe("a time that counts from a start", () => {
  const read = (text: string, countedIn: "s" | "ms" | "min" | "h"): string => {
    const at = countedTimeReader({ at: START, countedIn })(text);
    return typeof at === "number" ? toIso(at) : at.error;
  };

  it.each([
    ["0", "s", "2021-09-01T23:30:00.000Z"],
    ["250", "s", "2021-09-01T23:34:10.000Z"],
    ["-90.5", "s", "2021-09-01T23:28:29.500Z"],
    ["1500", "ms", "2021-09-01T23:30:01.500Z"],
    ["12.5", "min", "2021-09-01T23:42:30.000Z"],
    ["48", "h", "2021-09-03T23:30:00.000Z"],
  ] as const)("%s %s after it is %s", (text, countedIn, expected) => {
    expect(read(text, countedIn)).toBe(expected);
  });

  it.each(["", "2021-09-01T23:30:00Z", "1:30", "NaN", "1e3"])("%j is none", (text) => {
    expect(read(text, "s")).toBe(`"${text}" is no number of s since --start`);
  });

  it("is none that was counted from 1970", () => {
    expect(read("1630539000", "s")).toBe(
      "1630539000 s is longer than 20 years since --start, 2021-09-01T23:30:00.000Z",
    );
  });
});

describe("the column of such times", () => {
  it("says after a colon what it counts in, unless that is its name", () => {
    expect(countedColumn("t_s", ["t_s"])).toEqual({ column: "t_s" });
    expect(countedColumn("t:min", ["t", "depth"])).toEqual({ column: "t", countedIn: "min" });
    expect(countedColumn("t:min", ["t:min", "depth"])).toEqual({ column: "t:min" });
    expect(countedColumn("date:day", ["date:day"])).toEqual({ column: "date:day" });
    expect(countedColumn("a:toString", ["a"])).toEqual({ column: "a:toString" });
  });
});
