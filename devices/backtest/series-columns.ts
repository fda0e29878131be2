import { isQuantity, QUANTITIES, type Quantity } from "#shared/domain/quantity.ts";
import { FRAME_COLUMNS, quantityOf } from "../traces/trace-columns.ts";
import type { Start } from "./relative-time.ts";
import { converter } from "./units.ts";

/** One column of values: which quantity, and how its numbers become the catalogue's unit. */
export interface ValueColumn {
  readonly column: string;
  readonly quantity: Quantity;
  readonly convert: (value: number) => number;
}

/** What is read of a series, by the names in its header. */
export interface SeriesColumns {
  readonly time: string;
  /** Times count from here; absent: they are of the calendar. */
  readonly start?: Start;
  readonly values: readonly ValueColumn[];
  /** Only rows that say so, or do not. */
  readonly where: readonly { readonly column: string; readonly value: string; readonly isNot?: true }[];
  readonly received?: string;
  readonly device?: string;
  readonly fCnt?: string;
}

type OrError<T> = T | { readonly error: string };

/** What people call a quantity. */
const EVERYDAY: Readonly<Record<string, Quantity>> = {
  level: "water_level",
  stage: "water_level",
  depth: "water_level",
  temperature: "air_temperature",
  humidity: "relative_humidity",
  rain: "rainfall",
  "pm2.5": "pm2_5",
  pm25: "pm2_5",
};

const MOST_SUGGESTIONS = 8;

/** `COL=QUANTITY[:UNIT]`, as `distance_mm=distance:mm`. A column may have a `=` in its name: the last one divides. */
export const valueColumn = (text: string): OrError<ValueColumn> => {
  const at = text.lastIndexOf("=");
  const [name = "", unit] = at < 1 ? [] : splitOnce(text.slice(at + 1), ":");
  if (name === "")
    return {
      error: `--value: "${text}" is not COLUMN=QUANTITY or COLUMN=QUANTITY:UNIT, like distance_mm=distance:mm`,
    };
  const quantity = isQuantity(name) ? name : EVERYDAY[name.toLowerCase()];
  if (quantity === undefined)
    return { error: `--value: "${name}" is no quantity of the catalogue; ${suggestions(name)}` };
  const found = converter(unit ?? QUANTITIES[quantity].unit, QUANTITIES[quantity].unit);
  return "error" in found
    ? { error: `--value ${text}: ${found.error}` }
    : { column: text.slice(0, at), quantity, convert: found.convert };
};

const suggestions = (name: string): string => {
  const words = name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 1);
  const near = Object.keys(QUANTITIES).filter((one) => words.some((word) => one.includes(word)));
  return `possible: ${(near.length > 0 ? near : USUAL).slice(0, MOST_SUGGESTIONS).join(", ")} and others (\`village profiles\` lists what sensors tell)`;
};

const USUAL = [
  "distance",
  "water_level",
  "water_depth",
  "pm2_5",
  "air_temperature",
  "relative_humidity",
  "motion_count",
] as const satisfies readonly Quantity[];

/** `COL=VALUE`: the first `=` divides, since a value may hold one. */
export const whereColumn = (text: string): OrError<SeriesColumns["where"][number]> => {
  const [column = "", value] = splitOnce(text, "=");
  return column === "" || value === undefined
    ? { error: `--where: "${text}" is not COLUMN=VALUE, like station_id=08166200` }
    : { column, value };
};

const splitOnce = (text: string, divider: string): readonly [string, string?] => {
  const at = text.indexOf(divider);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + divider.length)];
};

/** The columns of a trace, as `village export` writes it: they need no options. Undefined when a header is none. */
export const traceColumns = (header: readonly string[]): SeriesColumns | undefined => {
  const [time, received, device, fCnt, transmission] = FRAME_COLUMNS;
  const values = header.flatMap((column) => {
    const quantity = quantityOf(column);
    return quantity === undefined ? [] : [{ column, quantity, convert: (value: number) => value }];
  });
  if (!header.includes(time) || values.length === 0) return undefined;
  return {
    time,
    values,
    where: header.includes(transmission) ? [{ column: transmission, value: "lost", isNot: true }] : [],
    ...(header.includes(received) ? { received } : {}),
    ...(header.includes(device) ? { device } : {}),
    ...(header.includes(fCnt) ? { fCnt } : {}),
  };
};

/** Columns that were asked for and are not there, in sentences that name those that are. */
export const missingColumns = (columns: SeriesColumns, header: readonly string[]): readonly string[] => {
  const asked = [
    { option: "--time", column: columns.time },
    ...columns.values.map(({ column }) => ({ option: "--value", column })),
    ...columns.where.map(({ column }) => ({ option: "--where", column })),
    ...[columns.received ?? []].flat().map((column) => ({ option: "--received", column })),
    ...[columns.device ?? []].flat().map((column) => ({ option: "--device-column", column })),
  ];
  return asked
    .filter(({ column }) => !header.includes(column))
    .map(
      ({ option, column }) => `${option}: there is no column "${column}"; there are: ${header.join(", ")}`,
    );
};
