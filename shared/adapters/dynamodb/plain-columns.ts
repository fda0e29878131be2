import { deflateRawSync, inflateRawSync } from "node:zlib";
import { differences, LARGEST_WHOLE, packWhole, sums, unpackWhole } from "./number-columns.ts";
import { DICTIONARY } from "./pack-dictionary.ts";

/**
 * Plain data (a rule's memory, changes with their evidence) as columns: its shape with a placeholder for every number, deflated
 * against a dictionary of the words we use; and the numbers, sorted by kind: instants, thousandths (metres to the millimetre,
 * scores to a tenth), all others.
 */
export type PlainColumns = readonly [
  shape: Uint8Array,
  instants: Uint8Array,
  thousandths: Uint8Array,
  others: readonly number[],
];

const INSTANT = 0;
const THOUSANDTHS = 1;
const OTHER = 2;
const EARLIEST_INSTANT_MS = 100_000_000_000;
const THOUSAND = 1000;

const isInstant = (value: number): boolean =>
  Number.isInteger(value) && value >= EARLIEST_INSTANT_MS && value <= LARGEST_WHOLE;

const isThousandths = (value: number): boolean =>
  Math.abs(value * THOUSAND) <= LARGEST_WHOLE &&
  Math.round(value * THOUSAND) / THOUSAND === value &&
  !Object.is(value, -0);

/** Rebuilds plain data with every number replaced by what `replace` makes of it, always in the same order. */
const mapNumbers = (data: unknown, replace: (value: number) => number): unknown => {
  if (typeof data === "number") return replace(data);
  if (Array.isArray(data)) return data.map((item) => mapNumbers(item, replace));
  if (typeof data === "object" && data !== null) {
    return Object.fromEntries(Object.entries(data).map(([key, item]) => [key, mapNumbers(item, replace)]));
  }
  return data;
};

/** @param base an instant near those in the data, epoch ms */
export const packPlain = (data: unknown, base: number): PlainColumns => {
  const instants: number[] = [base];
  const thousandths: number[] = [];
  const others: number[] = [];
  const shape = mapNumbers(data, (value) => {
    if (isInstant(value)) {
      instants.push(value);
      return INSTANT;
    }
    if (isThousandths(value)) {
      thousandths.push(Math.round(value * THOUSAND));
      return THOUSANDTHS;
    }
    others.push(value);
    return OTHER;
  });
  const deflated = deflateRawSync(JSON.stringify(shape), { dictionary: DICTIONARY, level: 9 });
  return [deflated, packWhole(differences(instants).slice(1)), packWhole(thousandths), others];
};

export const unpackPlain = ([deflated, packed, scaled, others]: PlainColumns, base: number): unknown => {
  const columns = {
    [INSTANT]: sums([base, ...unpackWhole(packed)])
      .slice(1)
      .values(),
    [THOUSANDTHS]: unpackWhole(scaled)
      .map((value) => value / THOUSAND)
      .values(),
    [OTHER]: others.values(),
  };
  const shape: unknown = JSON.parse(inflateRawSync(deflated, { dictionary: DICTIONARY }).toString());
  return mapNumbers(shape, (kind) => {
    const { value } = columns[kind as keyof typeof columns].next();
    if (value === undefined) throw new Error("a packed site state has fewer numbers than places for them");
    return value;
  });
};
