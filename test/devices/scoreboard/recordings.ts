import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import type { Score, Scoring, Unscored } from "#devices/scoreboard/score.ts";

/** A folder of invented recordings, gone after the test. */
export const folderWith = (files: Readonly<Record<string, string>>): string => {
  const folder = mkdtempSync(join(tmpdir(), "village-watch-recordings-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
};

export const csv = (columns: string, rows: readonly (readonly (string | number)[])[]): string =>
  `${columns}\n${rows.map((row) => row.join(",")).join("\n")}\n`;

export const DRAWN = { seed: 1, sensorDays: 1 };

const found = (scoring: Scoring, files: Readonly<Record<string, string>>): readonly Score[] | Unscored =>
  scoring.score({ folder: folderWith(files), ...DRAWN });

/** What a dataset comes to, as `case metric` with its value. */
export const valuesOf = (
  scoring: Scoring,
  files: Readonly<Record<string, string>>,
): Readonly<Record<string, unknown>> => {
  const scores = found(scoring, files);
  if ("reason" in scores) throw new Error(scores.reason);
  return Object.fromEntries(
    scores.map(({ case: name, metric, value }) => [`${name} ${metric}`.trim(), value]),
  );
};

/** Why a dataset has no value at all. */
export const reasonOf = (scoring: Scoring, files: Readonly<Record<string, string>>): string => {
  const scores = found(scoring, files);
  return "reason" in scores ? scores.reason : "it has values";
};

/** `2024-01-01T00:10:00.000Z`: so many minutes after the first of January 2024. */
export const at = (minutes: number): string =>
  new Date(Date.UTC(2024, 0, 1) + minutes * 60_000).toISOString();
