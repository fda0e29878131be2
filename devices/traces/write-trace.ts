import { QUANTITIES, type Quantity } from "#shared/domain/quantity.ts";
import { toIso } from "#shared/domain/time.ts";
import type { Trace, TraceReading } from "./trace.ts";
import { FRAME_COLUMNS, type FrameColumn } from "./trace-columns.ts";

/** The columns of a file, in their order. */
export type Columns = readonly (FrameColumn | Quantity)[];

const CELLS: Readonly<Record<FrameColumn, (reading: TraceReading) => string | number | undefined>> = {
  time: ({ atMs }) => toIso(atMs),
  received: ({ receivedAtMs }) => (receivedAtMs === undefined ? undefined : toIso(receivedAtMs)),
  device: ({ devEui }) => devEui,
  fcnt: ({ fCnt }) => fCnt,
  transmission: ({ transmission }) => transmission,
  payload: ({ payloadHex }) => payloadHex,
};

const isFrameColumn = (column: FrameColumn | Quantity): column is FrameColumn => Object.hasOwn(CELLS, column);

/** The columns that some readings fill: those of the frame first, then quantities as the catalogue orders them. */
export const columnsOf = (readings: Iterable<TraceReading>): Columns => {
  const filled = new Set<FrameColumn | Quantity>();
  for (const reading of readings) {
    for (const column of FRAME_COLUMNS) if (CELLS[column](reading) !== undefined) filled.add(column);
    for (const quantity of Object.keys(reading.values)) filled.add(quantity as Quantity);
  }
  return inOrder(filled);
};

const ORDER = [...FRAME_COLUMNS, ...(Object.keys(QUANTITIES) as Quantity[])] as const;

export const inOrder = (columns: ReadonlySet<FrameColumn | Quantity>): Columns =>
  ORDER.filter((column) => columns.has(column));

/** What stands in front of the readings: the lines of a comment, and the names of the columns. */
export const traceHead = (columns: Columns, comment: readonly string[]): string =>
  `${[...comment.map((line) => `# ${line}`), columns.join(",")].join("\n")}\n`;

/** One reading; its clock is the calendar's. */
export const traceLine = (reading: TraceReading, columns: Columns): string => {
  const cells = columns.map((column) =>
    isFrameColumn(column) ? CELLS[column](reading) : reading.values[column],
  );
  return `${cells.map((cell) => cell ?? "").join(",")}\n`;
};

/** The CSV of a trace whose clock is the calendar's, with the lines of a comment in front. */
export const writeTrace = (trace: Trace, comment: readonly string[]): string => {
  const columns = columnsOf(trace);
  return [traceHead(columns, comment), ...trace.map((reading) => traceLine(reading, columns))].join("");
};
