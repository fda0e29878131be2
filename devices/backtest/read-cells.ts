import { isWithinBounds, QUANTITIES, type Quantity } from "#shared/domain/quantity.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import { devEuiSchema } from "#shared/domain/uplink.ts";
import { classWord } from "./class-words.ts";
import { type ReadTime, timeReader } from "./read-time.ts";
import { countedTimeReader } from "./relative-time.ts";
import type { SeriesColumns, ValueColumn } from "./series-columns.ts";
import type { SeriesRow } from "./series-row.ts";

/** What keeps a row from being read. */
export interface RowFault {
  readonly column: string;
  readonly fault: string;
}

/** A row that is not asked for, or that tells nothing, is no fault. */
export type ReadCells = SeriesRow | RowFault | "elsewhere" | "empty";

export interface CellFormat {
  readonly zone: string | undefined;
  readonly devEui: string;
  /** `1,23` is a number. */
  readonly decimalComma: boolean;
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const DECIMAL_COMMA = /^[+-]?\d*,\d+$/;
const WORD = /^\p{L}[\p{L}\p{M}\p{N} _.'-]*$/u;
/** What loggers and statisticians write for nothing. */
const NOTHING = /^(nan|n\/?a|null|none|nil|-+|\?)?$/i;

/** Reads the cells of one row after another. */
export const cellReader = (columns: SeriesColumns, header: readonly string[], format: CellFormat) => {
  const place = (column: string) => header.indexOf(column);
  const readTime = columns.start === undefined ? timeReader(format.zone) : countedTimeReader(columns.start);
  const where = columns.where.map(({ column, value, isNot = false }) => ({
    at: place(column),
    value,
    isNot,
  }));
  const values = columns.values.map((value) => ({ ...value, at: place(value.column) }));
  const timeAt = place(columns.time);
  const further = furtherCells(columns, place, readTime);
  return (cells: readonly string[]): ReadCells => {
    if (where.some(({ at, value, isNot }) => (cells[at] === value) === isNot)) return "elsewhere";
    const observedAt = readTime(cells[timeAt] ?? "");
    if (typeof observedAt !== "number") return { column: columns.time, fault: observedAt.error };
    const told: Partial<Record<Quantity, number>> = {};
    let isEmpty = true;
    let seen: string | undefined;
    for (const column of values) {
      const cell = cells[column.at] ?? "";
      if (NOTHING.test(cell)) continue;
      isEmpty = false;
      if (isClassWord(cell, column)) {
        seen = classWord(cell);
        continue;
      }
      const value = readValue(cell, column, format.decimalComma);
      if (typeof value !== "number") return { column: column.column, fault: value.error };
      told[column.quantity] = value;
    }
    if (isEmpty) return "empty";
    const rest = further(cells, observedAt);
    if ("fault" in rest) return rest;
    const word = seen === undefined ? {} : { classWord: seen };
    return { devEui: format.devEui, observedAt, values: told, ...word, ...rest.further };
  };
};

const isClassWord = (cell: string, { quantity }: ValueColumn): boolean =>
  quantity === "vision_class" && WORD.test(cell);

const readValue = (
  cell: string,
  { quantity, convert }: ValueColumn,
  decimalComma: boolean,
): number | { readonly error: string } => {
  const text = decimalComma && DECIMAL_COMMA.test(cell) ? cell.replace(",", ".") : cell;
  if (!NUMBER.test(text)) return { error: `"${cell}" is no number` };
  const value = convert(Number(text));
  if (isWithinBounds(quantity, value)) return value;
  const { minimum, maximum, unit: code } = QUANTITIES[quantity];
  const unit = code === "1" ? "" : ` ${code}`;
  return {
    error: `${cell} would be ${value}${unit} of ${quantity}, and ${minimum} to ${maximum}${unit} are possible`,
  };
};

/** When a row came, which device it is of, and its counter, where columns tell. */
const furtherCells = (
  { received, device, fCnt }: SeriesColumns,
  place: (column: string) => number,
  readTime: ReadTime,
) => {
  if (received === undefined && device === undefined && fCnt === undefined) return () => ({ further: {} });
  const cellAt = (cells: readonly string[], column: string | undefined) =>
    column === undefined ? "" : (cells[place(column)] ?? "");
  return (
    cells: readonly string[],
    observedAt: EpochMs,
  ): { readonly further: Partial<SeriesRow> } | RowFault => {
    const [came, who, count] = [cellAt(cells, received), cellAt(cells, device), cellAt(cells, fCnt)];
    const receivedAt = came === "" ? observedAt : readTime(came);
    if (typeof receivedAt !== "number") return { column: received ?? "", fault: receivedAt.error };
    const devEui = who === "" ? undefined : devEuiSchema.safeParse(who);
    if (devEui?.success === false)
      return { column: device ?? "", fault: `"${who}" is no DevEUI of 16 hexadecimal digits` };
    if (count !== "" && !/^\d{1,10}$/.test(count))
      return { column: fCnt ?? "", fault: `"${count}" is no frame counter` };
    return {
      further: {
        ...(came === "" ? {} : { receivedAt }),
        ...(devEui === undefined ? {} : { devEui: devEui.data }),
        ...(count === "" ? {} : { fCnt: Number(count) }),
      },
    };
  };
};
