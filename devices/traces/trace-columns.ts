import { isQuantity, QUANTITIES, type Quantity } from "#shared/domain/quantity.ts";

/** What a column of a trace holds besides quantities. */
export const FRAME_COLUMNS = ["time", "received", "device", "fcnt", "transmission", "payload"] as const;
export type FrameColumn = (typeof FRAME_COLUMNS)[number];

/** Further names of quantities, with their unit in the name. */
const FURTHER_NAMES: Readonly<Record<string, Quantity>> = {
  distance_m: "distance",
  battery_percent: "battery_level",
};

/** The quantity that a column tells, or undefined when it is no quantity's. */
export const quantityOf = (column: string): Quantity | undefined =>
  isQuantity(column) ? column : Object.hasOwn(FURTHER_NAMES, column) ? FURTHER_NAMES[column] : undefined;

const isFrameColumn = (column: string): boolean => FRAME_COLUMNS.some((name) => name === column);

/** What is wrong with the header of a trace, in sentences. */
export const wrongColumns = (columns: readonly string[]): readonly string[] => {
  const has = columns.join(", ") || "none";
  const quantities = columns.flatMap((column) => quantityOf(column) ?? []);
  return [
    ...(columns.includes("time") ? [] : [`the header lacks the column time; it has: ${has}`]),
    ...columns
      .filter((column) => !isFrameColumn(column) && quantityOf(column) === undefined)
      .map((column) => `the header names a column "${column}", which a trace does not have; ${possible()}`),
    ...(quantities.length > 0 ? [] : [`the header names no quantity; it has: ${has}; ${possible()}`]),
    ...twiceNamed(columns.map((column) => quantityOf(column) ?? column)).map(
      (name) => `the header names ${name} twice`,
    ),
  ];
};

const possible = (): string =>
  `possible: ${FRAME_COLUMNS.join(", ")}, and any quantity of the catalogue, like ${EXAMPLES.join(", ")}`;

const EXAMPLES = ["distance", "battery_level", "pm2_5", "air_temperature"] as const satisfies Quantity[];

const twiceNamed = (names: readonly string[]): readonly string[] => [
  ...new Set(names.filter((name, index) => names.indexOf(name) < index)),
];

const WORDS: Readonly<Record<string, string>> = {
  m: "metres",
  "%": "percent",
  s: "seconds",
  Cel: "°C",
  "1": "",
};

/** A quantity's unit for a sentence; empty for a pure number. */
export const unitWord = (quantity: Quantity): string => {
  const { unit } = QUANTITIES[quantity];
  return WORDS[unit] ?? unit;
};
