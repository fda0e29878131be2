import { CsvError, parse } from "csv-parse/sync";
import { type Row, readRow } from "./read-row.ts";
import type { Trace, TraceReading } from "./trace.ts";
import { wrongColumns } from "./trace-columns.ts";

export type ReadTrace =
  /** `lines`: where in the file each reading stands, from 1 on. */
  { readonly trace: Trace; readonly lines: readonly number[] } | { readonly errors: readonly string[] };

/** Whoever made a hundred mistakes made one. */
const SHOWN_ERRORS = 10;

interface Line {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number };
}

/** Reads a trace (see README.md beside this file). What is wrong is told by line and column, the first ten at once. */
export const readTrace = (csv: string): ReadTrace => {
  const lines = linesOf(csv);
  if ("errors" in lines) return lines;
  const errors: string[] = [];
  const rows: Row[] = [];
  const numbers: number[] = [];
  for (const { record, info } of lines.lines) {
    const row = readRow(record);
    const faults = "faults" in row ? row.faults : misplaced(row, record.time ?? "", rows);
    errors.push(...faults.map((fault) => `line ${info.lines}${fault}`));
    if ("faults" in row || faults.length > 0) continue;
    rows.push(row);
    numbers.push(info.lines);
  }
  if (errors.length > 0) return { errors: shorten(errors) };
  const [first, ...rest] = rows.map(({ reading }): TraceReading => reading);
  return first === undefined
    ? { errors: ["the trace has no readings below its header"] }
    : { trace: [first, ...rest], lines: numbers };
};

/** What is wrong with a row's time beside those before it. */
const misplaced = (row: Row, time: string, before: readonly Row[]): readonly string[] => {
  const [first, previous] = [before[0], before.at(-1)];
  if (first !== undefined && first.clock !== row.clock) {
    return [", time: instants and seconds do not mix in one trace"];
  }
  return previous !== undefined && row.reading.atMs < previous.reading.atMs
    ? [`, time: ${time} is earlier than the line before`]
    : [];
};

const linesOf = (
  csv: string,
): { readonly lines: readonly Line[] } | { readonly errors: readonly string[] } => {
  if (csv.trim() === "") {
    return { errors: ["the trace is empty; its first line names the columns, like: time,distance"] };
  }
  let columns: readonly string[] = [];
  try {
    const parsed: unknown = parse(csv, {
      bom: true,
      comment: "#",
      trim: true,
      skip_empty_lines: true,
      info: true,
      columns: (names: string[]) => {
        columns = names;
        return names;
      },
    });
    const wrong = wrongColumns(columns);
    return wrong.length > 0 ? { errors: wrong } : { lines: parsed as readonly Line[] };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { errors: [...(columns.length > 0 ? wrongColumns(columns) : []), wrongCsv(error)].slice(0, 1) };
  }
};

const wrongCsv = (error: CsvError): string => {
  const line = typeof error.lines === "number" ? `line ${error.lines}: ` : "";
  return error.code === "CSV_RECORD_INCONSISTENT_COLUMNS"
    ? `${line}it has another number of columns than the header`
    : `${line}this is no CSV: ${error.message}`;
};

const shorten = (errors: readonly string[]): readonly string[] =>
  errors.length <= SHOWN_ERRORS
    ? errors
    : [...errors.slice(0, SHOWN_ERRORS), `and ${errors.length - SHOWN_ERRORS} more`];
