import { CsvError, parse } from "csv-parse/sync";
import * as z from "zod";
import { QUANTITIES } from "#shared/domain/quantity.ts";
import { SECOND_MS } from "#shared/domain/time.ts";
import { devEuiSchema } from "#shared/domain/uplink.ts";
import { TRANSMISSIONS, type Trace, type TraceReading } from "./trace.ts";

export type ReadTrace = { readonly trace: Trace } | { readonly errors: readonly string[] };

const REQUIRED = ["time", "distance_m"] as const;
const COLUMNS: readonly string[] = [...REQUIRED, "device", "battery_percent", "transmission"];
/** Whoever made a hundred mistakes made one. */
const SHOWN_ERRORS = 10;

const blankAsAbsent = <T extends z.ZodType>(schema: T) =>
  z.preprocess((cell) => (cell === "" ? undefined : cell), schema.optional());

const number = (minimum: number, maximum: number, unit: string) =>
  z
    .string()
    .regex(/^[+-]?(\d+\.?\d*|\.\d+)$/, `a number of ${unit} is expected, with a point for decimals`)
    .transform(Number)
    .refine((value) => value >= minimum && value <= maximum, `${minimum} to ${maximum} ${unit} are possible`);

const WRONG_TIME = "an instant like 2026-09-08T15:41:00Z or seconds since the start are expected";
const timeSchema = z.union([number(0, 1e9, "seconds"), z.iso.datetime({ offset: true, error: WRONG_TIME })]);

const rowSchema = z.object({
  time: timeSchema,
  device: blankAsAbsent(devEuiSchema),
  distance_m: number(QUANTITIES.distance.minimum, QUANTITIES.distance.maximum, "metres"),
  battery_percent: blankAsAbsent(number(0, 100, "percent")),
  transmission: blankAsAbsent(
    z.enum(TRANSMISSIONS, { error: `one of ${TRANSMISSIONS.join(", ")} is expected` }),
  ),
});

interface Line {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number };
}

/** Reads a trace (see README.md beside this file). What is wrong is told by line and column, the first ten at once. */
export const readTrace = (csv: string): ReadTrace => {
  const lines = linesOf(csv);
  if ("errors" in lines) return lines;
  const errors: string[] = [];
  const readings: TraceReading[] = [];
  let kind: string | undefined;
  for (const { record, info } of lines.lines) {
    const row = rowSchema.safeParse(record);
    if (!row.success) {
      for (const { path, message } of row.error.issues) {
        const column = String(path[0]);
        errors.push(`line ${info.lines}, ${column}: ${message}, not "${record[column] ?? ""}"`);
      }
      continue;
    }
    const reading = readingOf(row.data);
    const previous = readings.at(-1);
    kind ??= typeof row.data.time;
    if (kind !== typeof row.data.time) {
      errors.push(`line ${info.lines}, time: instants and seconds do not mix in one trace`);
    } else if (previous !== undefined && reading.atMs < previous.atMs) {
      errors.push(`line ${info.lines}, time: ${record.time} is earlier than the line before`);
    } else readings.push(reading);
  }
  if (errors.length > 0) return { errors: shorten(errors) };
  const [first, ...rest] = readings;
  return first === undefined
    ? { errors: ["the trace has no readings below its header"] }
    : { trace: [first, ...rest] };
};

const readingOf = (row: z.infer<typeof rowSchema>): TraceReading => ({
  atMs: typeof row.time === "number" ? Math.round(row.time * SECOND_MS) : Date.parse(row.time),
  distanceM: row.distance_m,
  transmission: row.transmission ?? "once",
  ...(row.device === undefined ? {} : { devEui: row.device }),
  ...(row.battery_percent === undefined ? {} : { batteryPercent: row.battery_percent }),
});

const linesOf = (
  csv: string,
): { readonly lines: readonly Line[] } | { readonly errors: readonly string[] } => {
  if (csv.trim() === "")
    return { errors: [`the trace is empty; its first line names the columns: ${header()}`] };
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
    return { errors: wrongColumns(columns).concat(wrongCsv(error)).slice(0, 1) };
  }
};

const header = (): string => COLUMNS.join(",");

const wrongColumns = (columns: readonly string[]): string[] => [
  ...REQUIRED.filter((name) => !columns.includes(name)).map(
    (name) => `the header lacks the column ${name}; it has: ${columns.join(", ") || "none"}`,
  ),
  ...columns
    .filter((name) => !COLUMNS.includes(name))
    .map((name) => `the header names a column "${name}", which a trace does not have; possible: ${header()}`),
];

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
