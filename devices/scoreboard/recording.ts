import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { CsvError, parse } from "csv-parse/sync";
import * as z from "zod";
import type { Unscored } from "./score.ts";

/** What stands in a cell of a reading that was not taken. */
const MISSING = new Set(["", "na", "nan", "none", "null"]);

/** A number that a sensor told; undefined where it told none. */
export const reading = z.string().transform((text, context): number | undefined => {
  if (MISSING.has(text.toLowerCase())) return undefined;
  const value = Number(text);
  if (Number.isFinite(value)) return value;
  context.addIssue({ code: "custom", message: `"${text}" is no number` });
  return z.NEVER;
});

/** A number that has to be there. */
export const number = z.string().transform((text, context): number => {
  const value = Number(text);
  if (text !== "" && Number.isFinite(value)) return value;
  context.addIssue({ code: "custom", message: `"${text}" is no number` });
  return z.NEVER;
});

/** An instant, ISO 8601 with its offset; epoch ms inside. */
export const instant = z.string().transform((text, context): number => {
  const value = /(Z|[+-]\d\d:?\d\d)$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isFinite(value)) return value;
  context.addIssue({ code: "custom", message: `"${text}" is no instant like 2026-09-08T15:41:00Z` });
  return z.NEVER;
});

/** Yes or no, as Python and New York write it. */
export const yesNo = z
  .enum(["True", "False", "true", "false", "Yes", "No", "1", "0"])
  .transform((text) => ["True", "true", "Yes", "1"].includes(text));

export const isUnscored = (found: object): found is Unscored => "reason" in found;

/**
 * The rows of a recording, or why there are none: it is absent, lacks a column, or has a row that cannot be read. A recording is looked
 * for under its path and under its bare name.
 *
 * @param path like `flood/troutcreek_lidar.csv`
 * @param columns only those that are needed
 */
export const readRecording = <Columns extends z.ZodRawShape>(
  folder: string,
  path: string,
  columns: Columns,
): readonly z.output<z.ZodObject<Columns>>[] | Unscored => {
  const file = [join(folder, path), join(folder, basename(path))].find((candidate) => existsSync(candidate));
  if (file === undefined) return { reason: `absent: ${path}` };
  const lines = linesOf(readFileSync(file), Object.keys(columns));
  if (isUnscored(lines)) return { reason: `${path}${lines.reason}` };
  const schema = z.object(columns);
  const rows: z.output<typeof schema>[] = [];
  for (const [index, line] of lines.entries()) {
    const row = schema.safeParse(line);
    if (!row.success) return { reason: `${path}, row ${index + 1}, ${complaintOf(row.error)}` };
    rows.push(row.data);
  }
  return rows.length === 0 ? { reason: `${path} has no rows below its header` } : rows;
};

const linesOf = (
  content: Buffer,
  needed: readonly string[],
): readonly Readonly<Record<string, string>>[] | Unscored => {
  let missing: readonly string[] = [];
  try {
    const lines: unknown = parse(content, {
      bom: true,
      trim: true,
      skip_empty_lines: true,
      columns: (names: string[]) => {
        missing = needed.filter((name) => !names.includes(name));
        return names;
      },
    });
    if (missing.length > 0) return { reason: ` has no column ${missing.join(", ")}` };
    return z.array(z.record(z.string(), z.string())).parse(lines);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { reason: missing.length > 0 ? ` has no column ${missing.join(", ")}` : `: ${error.message}` };
  }
};

const complaintOf = ({ issues: [issue] }: z.ZodError): string =>
  issue === undefined ? "it cannot be read" : `${issue.path.join(".")}: ${issue.message}`;
