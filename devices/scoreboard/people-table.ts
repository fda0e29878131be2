import type { ScoreRow } from "./score.ts";
import { aimText, measureOf, verdictAmong } from "./verdict.ts";

/** A line of the table for people. */
export interface PeopleLine {
  readonly dataset: string;
  readonly case: string;
  readonly metric: string;
  readonly value: string;
  readonly target: string;
  /** `met`, `MISSED`, or empty where a value is reported only. */
  readonly verdict: string;
}

const VERDICTS = { met: "met", missed: "MISSED", reported: "" } as const;

/** The scoreboard with the target beside each value. */
export const peopleLines = (rows: readonly ScoreRow[]): readonly PeopleLine[] =>
  rows.map((row) => ({
    dataset: row.dataset,
    case: row.case,
    metric: row.metric,
    value: valueText(row),
    target: aimText(measureOf(row)),
    verdict: row.value === null ? "" : VERDICTS[verdictAmong(row, rows)],
  }));

const valueText = ({ value, unit, reason }: ScoreRow): string => {
  if (value === null) return `- (${reason ?? "no reason"})`;
  if (typeof value === "string") return value;
  const digits = Number.isInteger(value) ? `${value}` : `${Number(value.toFixed(4))}`;
  return unit === "1" ? digits : `${digits} ${unit}`;
};

/** As lines of text in columns, with a summary under them. */
export const peopleTable = (rows: readonly ScoreRow[]): string => {
  const lines = peopleLines(rows);
  const columns = ["dataset", "case", "metric", "value", "target", "verdict"] as const;
  const widths = columns.map((column) =>
    Math.min(48, Math.max(column.length, ...lines.map((line) => line[column].length))),
  );
  const textOf = (cells: readonly string[]) =>
    cells
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join("  ")
      .trimEnd();
  const verdicts = lines.map(({ verdict }) => verdict);
  const count = (verdict: string) => verdicts.filter((one) => one === verdict).length;
  return [
    textOf(columns),
    ...lines.map((line) => textOf(columns.map((column) => line[column]))),
    "",
    `${count(VERDICTS.met)} met, ${count(VERDICTS.missed)} missed, ${rows.filter(({ value }) => value === null).length} without a value, the rest reported only`,
  ].join("\n");
};
