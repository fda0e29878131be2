import { parse } from "csv-parse/sync";
import { cellReader, type RowFault } from "./read-cells.ts";
import { missingColumns, type SeriesColumns } from "./series-columns.ts";
import { receivedAtOf, type SeriesRow } from "./series-row.ts";

/** What a file of readings held. */
export interface ReadSeries {
  /** In the order they came. */
  readonly rows: readonly SeriesRow[];
  /** Rows of others, which `--where` left out. */
  readonly elsewhere: number;
  /** Rows that told no value at all. */
  readonly empty: number;
  readonly malformed: number;
  /** The first few that could not be read, each named by line and column. */
  readonly faults: readonly string[];
  /** The rows were not in the order of time, and were brought into it. */
  readonly sorted: boolean;
}

export interface SeriesFormat {
  readonly columns: SeriesColumns;
  /** Zone of times that tell none (IANA name). Default: UTC. */
  readonly zone?: string | undefined;
  /** Of rows whose device nobody names. */
  readonly devEui: string;
}

const NAMED_FAULTS = 5;
const DELIMITERS = [",", ";", "\t"] as const;

/** The names in the first line of a series; empty when there is none. */
export const headerOf = (text: string): readonly string[] => {
  const line = firstLine(text);
  const [header = []] = line === "" ? [] : parse(line, { ...LOOSE, delimiter: delimiterOf(line) });
  return header;
};

/** Reads a series. Rows that cannot be read are counted, and the first few named; the others are read. */
export const readSeries = (
  text: string,
  { columns, zone, devEui }: SeriesFormat,
): ReadSeries | { readonly errors: readonly string[] } => {
  const header = headerOf(text);
  if (header.length === 0) return { errors: ["it is empty; its first line names the columns"] };
  const missing = missingColumns(columns, header);
  if (missing.length > 0) return { errors: missing };
  const delimiter = delimiterOf(firstLine(text));
  const read = cellReader(columns, header, { zone, devEui, decimalComma: delimiter !== "," });
  const rows: SeriesRow[] = [];
  const faults: string[] = [];
  let [elsewhere, empty, malformed, isHeader] = [0, 0, 0, true];
  parse(text, {
    ...LOOSE,
    delimiter,
    on_record: (cells: readonly string[], { lines }: { readonly lines: number }) => {
      if (isHeader) isHeader = false;
      else {
        const row = read(cells);
        if (row === "elsewhere") elsewhere += 1;
        else if (row === "empty") empty += 1;
        else if ("values" in row) rows.push(row);
        else {
          malformed += 1;
          if (faults.length < NAMED_FAULTS) faults.push(sentence(row, lines));
        }
      }
      return null;
    },
  });
  return { elsewhere, empty, malformed, faults, ...inOrder(rows) };
};

const LOOSE = {
  bom: true,
  comment: "#",
  comment_no_infix: true,
  trim: true,
  skip_empty_lines: true,
  relax_column_count: true,
  relax_quotes: true,
} as const;

/** The first that is neither empty nor a comment. */
const firstLine = (text: string): string => {
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf("\n", from);
    const line = text
      .slice(from, end === -1 ? undefined : end)
      .replace(/^\uFEFF/, "")
      .trim();
    if (line !== "" && !line.startsWith("#")) return line;
    if (end === -1) return "";
    from = end + 1;
  }
  return "";
};

const delimiterOf = (header: string): string => {
  const bare = header.replace(/"[^"]*"/g, "");
  const counts = DELIMITERS.map((delimiter) => bare.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ",";
};

const sentence = ({ column, fault }: RowFault, line: number): string => `line ${line}, ${column}: ${fault}`;

const inOrder = (rows: readonly SeriesRow[]): Pick<ReadSeries, "rows" | "sorted"> => {
  const isSorted = rows.every((row, index) => {
    const before = rows[index - 1];
    return before === undefined || receivedAtOf(before) <= receivedAtOf(row);
  });
  return isSorted
    ? { rows, sorted: false }
    : { rows: rows.toSorted((a, b) => receivedAtOf(a) - receivedAtOf(b)), sorted: true };
};
