import * as z from "zod";
import { QUANTITIES, type Quantity } from "#shared/domain/quantity.ts";
import { SECOND_MS } from "#shared/domain/time.ts";
import { devEuiSchema } from "#shared/domain/uplink.ts";
import { TRANSMISSIONS, type TraceReading } from "./trace.ts";
import { quantityOf, unitWord } from "./trace-columns.ts";

/** One line of a trace. */
export interface Row {
  readonly reading: TraceReading;
  /** How its time is given. */
  readonly clock: "instant" | "seconds";
}

const blankAsAbsent = <T extends z.ZodType>(schema: T) =>
  z.preprocess((cell) => (cell === "" ? undefined : cell), schema.optional());

const number = (minimum: number, maximum: number, unit: string) =>
  z
    .string()
    .regex(
      /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i,
      `a number${unit === "" ? "" : ` of ${unit}`} is expected, with a point for decimals`,
    )
    .transform(Number)
    .refine((value) => value >= minimum && value <= maximum, `${minimum} to ${maximum} ${unit} are possible`);

const WRONG_TIME = "an instant like 2026-09-08T15:41:00Z or seconds since the start are expected";
const timeSchema = z.union([number(0, 1e9, "seconds"), z.iso.datetime({ offset: true, error: WRONG_TIME })]);
const MOST_FRAMES = 4_294_967_295;

const frameSchema = z.object({
  time: timeSchema,
  received: blankAsAbsent(timeSchema),
  device: blankAsAbsent(devEuiSchema),
  fcnt: blankAsAbsent(
    number(0, MOST_FRAMES, "frames").refine(Number.isInteger, "a whole number of frames is expected"),
  ),
  transmission: blankAsAbsent(
    z.enum(TRANSMISSIONS, { error: `one of ${TRANSMISSIONS.join(", ")} is expected` }),
  ),
  payload: blankAsAbsent(
    z
      .string()
      .toLowerCase()
      .regex(/^([0-9a-f]{2}){1,242}$/, "1 to 242 bytes in hexadecimal are expected"),
  ),
});
type FrameCells = z.infer<typeof frameSchema>;

const valueSchemas = Object.fromEntries(
  Object.entries(QUANTITIES).map(([quantity, { minimum, maximum }]) => [
    quantity,
    number(minimum, maximum, unitWord(quantity as Quantity)),
  ]),
) as Readonly<Record<Quantity, ReturnType<typeof number>>>;

type Cells = Readonly<Record<string, string>>;

/** Reads one line by its columns. Faults begin with what follows `line 7`: `, distance: ...`. */
export const readRow = (cells: Cells): Row | { readonly faults: readonly string[] } => {
  const frame = frameSchema.safeParse(cells);
  const faults = frame.success
    ? []
    : frame.error.issues.map(({ path, message }) => fault(cells, String(path[0]), message));
  const values: Partial<Record<Quantity, number>> = {};
  for (const [column, cell] of Object.entries(cells)) {
    const quantity = quantityOf(column);
    if (quantity === undefined || cell === "") continue;
    const value = valueSchemas[quantity].safeParse(cell);
    if (value.success) values[quantity] = value.data;
    else faults.push(...value.error.issues.map(({ message }) => fault(cells, column, message)));
  }
  if (!frame.success || faults.length > 0) return { faults };
  const tells = Object.keys(values).length > 0;
  if (frame.data.payload !== undefined && tells) {
    return { faults: [", payload: bytes stand in the place of quantities, not beside them"] };
  }
  if (frame.data.payload === undefined && !tells) return { faults: [": it tells no quantity"] };
  return isOfTwoClocks(frame.data)
    ? { faults: [", received: instants and seconds do not mix in one trace"] }
    : rowOf(frame.data, values);
};

const fault = (cells: Cells, column: string, message: string): string =>
  `, ${column}: ${message}, not "${cells[column] ?? ""}"`;

const isOfTwoClocks = ({ time, received }: FrameCells): boolean =>
  received !== undefined && typeof received !== typeof time;

const msOf = (time: number | string): number =>
  typeof time === "number" ? Math.round(time * SECOND_MS) : Date.parse(time);

const rowOf = (frame: FrameCells, values: TraceReading["values"]): Row => ({
  clock: typeof frame.time === "number" ? "seconds" : "instant",
  reading: {
    atMs: msOf(frame.time),
    values,
    transmission: frame.transmission ?? "once",
    ...(frame.device === undefined ? {} : { devEui: frame.device }),
    ...(frame.received === undefined ? {} : { receivedAtMs: msOf(frame.received) }),
    ...(frame.fcnt === undefined ? {} : { fCnt: frame.fcnt }),
    ...(frame.payload === undefined ? {} : { payloadHex: frame.payload }),
  },
});
