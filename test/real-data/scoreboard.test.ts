import { describe, expect, it } from "vitest";
import * as z from "zod";
import { MEASURES } from "#devices/scoreboard/measures.ts";
import { runScoreboard } from "#devices/scoreboard/run-scoreboard.ts";
import { type ScoreRow, scoreRowSchema } from "#devices/scoreboard/score.ts";
import { SCORINGS } from "#devices/scoreboard/scorings.ts";
import { aimText, verdictAmong } from "#devices/scoreboard/verdict.ts";
import { REAL_DATA } from "./real-data.ts";

/** What no rule reaches today. A line leaves this list when it is reached, and never comes back. */
const MISSED_TODAY: readonly string[] = [];

const nameOf = ({ dataset, case: name, metric }: Pick<ScoreRow, "dataset" | "case" | "metric">) =>
  `${dataset}/${name}/${metric}`;

describe("the scoreboard on the recordings", () => {
  const rows = runScoreboard(SCORINGS, { folder: REAL_DATA, seed: 1, sensorDays: 500 }, () => undefined);
  const targets = MEASURES.flatMap((measure) => {
    const row = rows.find((one) => nameOf(one) === nameOf(measure));
    return row === undefined || measure.target === undefined ? [] : [{ row, measure }];
  });

  it("is an array of rows that others can read", () => {
    expect(z.array(scoreRowSchema).safeParse(rows).error).toBeUndefined();
  });

  it("what was reached stays reached", () => {
    const withValue = targets.filter(({ row }) => row.value !== null);
    for (const { row } of targets.filter(({ row }) => row.value === null)) {
      console.warn(`not scored: ${nameOf(row)}: ${row.reason}`);
    }
    const missed = withValue.filter(({ row }) => verdictAmong(row, rows) === "missed");
    const lost = missed.filter(({ row }) => !MISSED_TODAY.includes(nameOf(row)));
    expect(
      lost.map(({ row, measure }) => `${nameOf(row)}: ${row.value}, to reach ${aimText(measure)}`),
    ).toEqual([]);
    const reached = MISSED_TODAY.filter(
      (name) =>
        withValue.some(({ row }) => nameOf(row) === name) && !missed.some(({ row }) => nameOf(row) === name),
    );
    if (reached.length > 0) console.info(`reached now, take them off the list: ${reached.join(", ")}`);
  });
});
