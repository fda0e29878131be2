import { describe, expect, it } from "vitest";
import * as z from "zod";
import { instant, number, reading, readRecording, yesNo } from "#devices/scoreboard/recording.ts";
import { folderWith } from "./recordings.ts";

const COLUMNS = { t_utc: instant, level_m: reading };
const read = (text: string, path = "flood/levels.csv") =>
  readRecording(folderWith({ [path]: text }), "flood/levels.csv", COLUMNS);

describe("a recording", () => {
  it("is read by its columns, whatever others there are and in whatever order", () => {
    expect(read("note,level_m,t_utc\nfine,1.5,1970-01-01T00:00:01Z\n")).toEqual([
      { level_m: 1.5, t_utc: 1_000 },
    ]);
  });

  it("is found also where all files lie in one folder", () => {
    expect(read("t_utc,level_m\n1970-01-01T00:00:01Z,1.5\n", "levels.csv")).toHaveLength(1);
  });

  it.each(["", "NaN", "NA", "null"])("has a gap where a sensor told nothing: %j", (cell) => {
    expect(read(`t_utc,level_m\n1970-01-01T00:00:01Z,${cell}\n`)).toEqual([{ t_utc: 1_000 }]);
  });

  it("that is not there is absent", () => {
    expect(readRecording(folderWith({}), "flood/levels.csv", COLUMNS)).toEqual({
      reason: "absent: flood/levels.csv",
    });
  });

  it.each([
    ["a column is missing", "t_utc,depth_m\n", "flood/levels.csv has no column level_m"],
    ["it is empty", "", "flood/levels.csv has no rows below its header"],
    ["it ends after its header", "t_utc,level_m\n", "flood/levels.csv has no rows below its header"],
    [
      "a number is none",
      "t_utc,level_m\n1970-01-01T00:00:01Z,1.5\n1970-01-01T00:00:02Z,high\n",
      'flood/levels.csv, row 2, level_m: "high" is no number',
    ],
    [
      "an instant has no offset",
      "t_utc,level_m\n1970-01-01T00:00:01,1.5\n",
      'flood/levels.csv, row 1, t_utc: "1970-01-01T00:00:01" is no instant like 2026-09-08T15:41:00Z',
    ],
  ])("that cannot be used says why: %s", (_, text, reason) => {
    expect(read(text)).toEqual({ reason });
  });

  it("with a row of too few cells says so", () => {
    expect(read("t_utc,level_m\n1970-01-01T00:00:01Z\n")).toMatchObject({
      reason: expect.stringMatching(/^flood\/levels\.csv: .*line 2/),
    });
  });

  it("may say yes and no in several ways, and must have the numbers that cannot be missing", () => {
    const columns = { tidal: yesNo, depth: number, name: z.string() };
    const rows = (text: string) => readRecording(folderWith({ "a.csv": text }), "a.csv", columns);
    expect(rows("tidal,depth,name\nYes,1,x\nFalse,2,y\n")).toEqual([
      { tidal: true, depth: 1, name: "x" },
      { tidal: false, depth: 2, name: "y" },
    ]);
    expect(rows("tidal,depth,name\nYes,,x\n")).toEqual({ reason: 'a.csv, row 1, depth: "" is no number' });
    expect(rows("tidal,depth,name\nperhaps,1,x\n")).toMatchObject({
      reason: expect.stringMatching(/^a\.csv, row 1, tidal: /),
    });
  });
});
