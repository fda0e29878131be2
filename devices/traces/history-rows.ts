import { type Observation, QUALITY } from "#shared/domain/observation.ts";
import { isQuantity, type Quantity } from "#shared/domain/quantity.ts";
import { DAY_MS, type EpochMs } from "#shared/domain/time.ts";
import type { TraceReading } from "./trace.ts";
import type { FrameColumn } from "./trace-columns.ts";
import { columnsOf } from "./write-trace.ts";

/** What the history holds from one instant (inclusive) to another (exclusive). */
export type ReadHistory = (from: EpochMs, to: EpochMs) => Promise<readonly Observation[]>;

/** What the model of a device can tell; undefined where the model is not known. */
export type ToldBy = (devEui: string) => readonly Quantity[] | undefined;

/** The rows of a site in the order of time, read a day at a time: years of them are never held at once. */
export async function* rowsBetween(
  read: ReadHistory,
  from: EpochMs,
  to: EpochMs,
): AsyncGenerator<Observation> {
  for (let start = from; start < to; ) {
    const end = Math.min(to, (Math.floor(start / DAY_MS) + 1) * DAY_MS);
    yield* await read(start, end);
    start = end;
  }
}

/** The quantities of a row that its device told, and those that this system worked out from them. */
const divided = ({ devEui, values }: Observation, toldBy: ToldBy) => {
  const known = toldBy(devEui);
  const quantities = Object.keys(values).filter(isQuantity);
  const isTold = (quantity: Quantity) => known?.includes(quantity) ?? true;
  return { told: quantities.filter(isTold), derived: quantities.filter((quantity) => !isTold(quantity)) };
};

/** A row as its device told it; undefined when it told nothing that a trace can carry. */
export const readingOf = (row: Observation, toldBy: ToldBy): TraceReading | undefined => {
  const { told } = divided(row, toldBy);
  if (told.length === 0) return undefined;
  return {
    atMs: row.observedAt,
    receivedAtMs: row.receivedAt,
    devEui: row.devEui,
    transmission: "once",
    values: Object.fromEntries(told.map((quantity) => [quantity, row.values[quantity]])),
    ...(row.fCnt === undefined ? {} : { fCnt: row.fCnt }),
  };
};

/** What some rows hold, all together. */
export interface Survey {
  readonly readings: number;
  /** Rows that told nothing that a trace can carry. */
  readonly empty: number;
  readonly columns: ReadonlySet<FrameColumn | Quantity>;
  readonly derived: ReadonlySet<Quantity>;
  /** How many values of a quantity are flagged suspect or failed. */
  readonly doubted: ReadonlyMap<Quantity, number>;
}

export const surveyOf = async (rows: AsyncIterable<Observation>, toldBy: ToldBy): Promise<Survey> => {
  const columns = new Set<FrameColumn | Quantity>();
  const derived = new Set<Quantity>();
  const doubted = new Map<Quantity, number>();
  let [readings, empty] = [0, 0];
  for await (const row of rows) {
    const reading = readingOf(row, toldBy);
    const parts = divided(row, toldBy);
    for (const quantity of parts.derived) derived.add(quantity);
    if (reading === undefined) {
      empty += 1;
      continue;
    }
    readings += 1;
    for (const column of columnsOf([reading])) columns.add(column);
    for (const quantity of parts.told.filter((one) => isDoubted(row, one))) {
      doubted.set(quantity, (doubted.get(quantity) ?? 0) + 1);
    }
  }
  columns.delete("transmission");
  return { readings, empty, columns, derived, doubted };
};

const isDoubted = ({ flags }: Observation, quantity: Quantity): boolean =>
  flags[quantity] === QUALITY.suspect || flags[quantity] === QUALITY.fail;
