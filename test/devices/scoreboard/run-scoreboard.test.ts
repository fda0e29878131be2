import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { datasetsArgument, seedArgument, sensorDaysArgument } from "#devices/scoreboard/arguments.ts";
import { MEASURES } from "#devices/scoreboard/measures.ts";
import { peopleLines, peopleTable } from "#devices/scoreboard/people-table.ts";
import { runScoreboard } from "#devices/scoreboard/run-scoreboard.ts";
import { type ScoreRow, type Scoring, scoreRowSchema, scoresOf } from "#devices/scoreboard/score.ts";
import { SCORINGS } from "#devices/scoreboard/scorings.ts";
import { targetText, verdictOf } from "#devices/scoreboard/verdict.ts";
import { at, csv, DRAWN, folderWith } from "./recordings.ts";

const said: string[] = [];
const run = (scorings: readonly Scoring[], folder = "/nowhere") =>
  runScoreboard(scorings, { folder, ...DRAWN }, (dataset) => said.push(dataset));

const nameOf = ({ dataset, case: name, metric }: Pick<ScoreRow, "dataset" | "case" | "metric">) =>
  `${dataset}/${name}/${metric}`;

describe("the scoreboard", () => {
  it("has a row for every measure, each once, also where no recording is there: without a value and with the reason", () => {
    const ofRecordings = SCORINGS.filter(({ dataset }) => dataset !== "scenarios");
    const measures = MEASURES.filter(({ dataset }) => dataset !== "scenarios");
    const rows = run(ofRecordings);
    expect(z.array(scoreRowSchema).safeParse(rows).error).toBeUndefined();
    expect(new Set(rows.map(nameOf)).size).toBe(rows.length);
    expect(measures.map(nameOf).filter((name) => !rows.some((row) => nameOf(row) === name))).toEqual([]);
    expect(rows.find(({ dataset }) => dataset === "leabridge")).toEqual({
      dataset: "leabridge",
      case: "",
      metric: "alarms",
      value: null,
      unit: "1",
      reason: "absent: flood/leabridge_level_2024.csv",
    });
    const withValue = rows.filter(({ value }) => value !== null).map(({ dataset }) => dataset);
    expect([...new Set(withValue)]).toEqual(["FFWI", "FFDI"]);
  });

  it("scores every dataset that has measures", () => {
    const scored = SCORINGS.map(({ dataset }) => dataset);
    expect([...new Set(MEASURES.map(({ dataset }) => dataset))]).toEqual(scored);
  });

  it("says before each dataset that it comes", () => {
    said.length = 0;
    run(SCORINGS.slice(1, 3));
    expect(said).toEqual(["housemill", "leabridge"]);
  });

  it("a scoring that fails costs its own rows only, and one that forgets a measure is seen", () => {
    const failing: Scoring = {
      dataset: "leabridge",
      score: () => {
        throw new Error("no such thing");
      },
    };
    const forgetful: Scoring = { dataset: "usgs_quiet", score: () => scoresOf("", { days: 30 }) };
    const rows = run([failing, forgetful]);
    expect(rows.map(({ metric, value, reason }) => [metric, value, reason])).toEqual([
      ["alarms", null, "its scoring failed: no such thing"],
      ["alarms", null, "it was not scored"],
      ["days", 30, undefined],
    ]);
  });

  it("takes no row without a value and without a reason, nor one with both", () => {
    const row = { dataset: "a", case: "", metric: "b", unit: "1" };
    expect(scoreRowSchema.safeParse({ ...row, value: null }).success).toBe(false);
    expect(scoreRowSchema.safeParse({ ...row, value: 1, reason: "because" }).success).toBe(false);
    expect(scoreRowSchema.safeParse({ ...row, value: 1 }).success).toBe(true);
  });
});

describe("a target", () => {
  it.each([
    ["at least", 0.92, { atLeast: 0.92 }, "met", ">= 0.92"],
    ["at least, not reached", 0.9199, { atLeast: 0.92 }, "missed", ">= 0.92"],
    ["at most", 0.42, { atMost: 0.42 }, "met", "<= 0.42"],
    ["at most, passed", 0.43, { atMost: 0.42 }, "missed", "<= 0.42"],
    ["exactly", 1, { exactly: 1 }, "met", "1"],
    ["exactly, too many", 2, { exactly: 1 }, "missed", "1"],
    ["near", 0.99, { near: 0.988, within: 0.002 }, "met", "0.988 +- 0.002"],
    ["near, too far", 0.9901, { near: 0.988, within: 0.002 }, "missed", "0.988 +- 0.002"],
    [
      "by an instant",
      "2016-07-26T08:00:00.000Z",
      { by: "2016-07-26T08:00:00Z" },
      "met",
      "by 2016-07-26T08:00:00Z",
    ],
    [
      "by an instant, later",
      "2016-07-26T09:00:00.000Z",
      { by: "2016-07-26T08:00:00Z" },
      "missed",
      "by 2016-07-26T08:00:00Z",
    ],
    ["without a value", null, { atLeast: 1 }, "missed", ">= 1"],
    ["none", 3, undefined, "reported", ""],
  ] as const)("%s", (_, value, target, verdict, text) => {
    expect(verdictOf({ value }, target)).toBe(verdict);
    expect(targetText(target)).toBe(text);
  });

  it("stands beside its value for people, who see at once what is missed", () => {
    const row = { dataset: "leabridge", case: "", metric: "alarms", unit: "1" };
    expect(peopleLines([{ ...row, value: 2 }])).toEqual([
      { dataset: "leabridge", case: "", metric: "alarms", value: "2", target: "1", verdict: "MISSED" },
    ]);
    const [line] = peopleLines([{ ...row, value: null, reason: "absent" }]);
    expect(line).toMatchObject({ value: "- (absent)", verdict: "" });
    const table = peopleTable([
      { ...row, value: 1 },
      {
        ...row,
        dataset: "floodnet",
        case: "rain 1m",
        metric: "lead_median_min",
        unit: "min",
        value: 8.123456,
      },
      { ...row, dataset: "new", value: null, reason: "absent" },
    ]);
    expect(table).toContain("8.1235 min");
    expect(table).toMatch(/1 met, 1 missed, 1 without a value, the rest reported only$/);
  });
});

describe("a target that can be reached in two ways", () => {
  const told = { dataset: "gmu8", case: "motion only", metric: "told", unit: "1" };
  const precision = { ...told, metric: "precision" };
  const table = (toldValue: number, of: number | null) =>
    peopleLines([
      { ...told, value: toldValue },
      { ...precision, value: of, ...(of === null ? { reason: "there is no message to villagers" } : {}) },
    ]).map(({ metric, target, verdict }) => [metric, target, verdict]);

  it("is met where motion alone told no villager, and nothing can be said of how often it was right", () => {
    expect(table(0, null)).toEqual([
      ["told", "0, or precision >= 0.8", "met"],
      ["precision", "", ""],
    ]);
  });

  it("is met where villagers were told and four messages in five were right, and missed below", () => {
    expect(table(10, 0.8)[0]).toEqual(["told", "0, or precision >= 0.8", "met"]);
    expect(table(10, 0.79)[0]).toEqual(["told", "0, or precision >= 0.8", "MISSED"]);
    expect(peopleLines([{ ...told, value: 3 }])[0]?.verdict).toBe("MISSED");
  });

  it("is one of the 38 rows that the README shows", () => {
    expect(MEASURES.filter(({ target }) => target !== undefined)).toHaveLength(38);
  });
});

describe("npm run scoreboard", () => {
  const command = fileURLToPath(new URL("../../../devices/scoreboard/scoreboard.ts", import.meta.url));
  const scoreboard = (args: readonly string[], folder: string) =>
    execa(process.execPath, [command, ...args], { env: { REAL_DATA: folder }, reject: false });

  it("prints one JSON array of what is in the folder that REAL_DATA names, and its progress aside", async () => {
    const levels = Array.from({ length: 40 }, (_, index) => [at(15 * index), 5.85] as const);
    const folder = folderWith({ "flood/leabridge_level_2024.csv": csv("t_utc,level_m", levels) });
    const { stdout, stderr, exitCode } = await scoreboard(
      ["--json", "--only", "leabridge,usgs_quiet"],
      folder,
    );
    expect(exitCode).toBe(0);
    expect(stderr).toBe("leabridge ...\nusgs_quiet ...");
    expect(z.array(scoreRowSchema).parse(JSON.parse(stdout))).toEqual([
      { dataset: "leabridge", case: "", metric: "alarms", value: 0, unit: "1" },
      {
        dataset: "usgs_quiet",
        case: "",
        metric: "alarms",
        value: null,
        unit: "1",
        reason: "absent: flood/usgs_quiet_month.csv",
      },
    ]);
  });

  it.each(["-1", "1e3", "4294967296", "", "one"])("refuses %j for a seed", (text) => {
    expect(() => seedArgument(text)).toThrow("it is a whole number from 0 to 4294967295");
  });

  it.each(["0", "1000001", "-1", "ten"])("refuses %j sensor-days", (text) => {
    expect(() => sensorDaysArgument(text)).toThrow("it is a whole number from 1 to 1000000");
  });

  it("takes some of the datasets by their names", () => {
    expect(sensorDaysArgument("250")).toBe(250);
    expect(seedArgument("4294967295")).toBe(4_294_967_295);
    expect(datasetsArgument("floodnet, FFWI")).toEqual(["floodnet", "FFWI"]);
    expect(() => datasetsArgument("atlantis")).toThrow('"atlantis" is none; there are floodnet, housemill');
  });
});
