import type { Measurement } from "#shared/domain/observation.ts";
import { isWithinBounds } from "#shared/domain/quantity.ts";
import { SECOND_MS } from "#shared/domain/time.ts";
import type { Encoded } from "./device-profile.ts";
import {
  byteLengthOf,
  type MeasuredAtField,
  type QuantityField,
  stepOf,
  type TlvField,
  type TlvTable,
  toCount,
} from "./tlv-table.ts";

const PAIR_LENGTH = 2;

/**
 * The frame that tells some measurements: for each in turn the entry of the table that holds it, as many of the others as can be, and
 * nothing that is not given (and its time, for a record).
 */
export const encodeTlv = (table: TlvTable, measurements: readonly Measurement[]): Encoded => {
  const bytes: number[] = [];
  let left = measurements;
  for (let first = left[0]; first !== undefined; first = left[0]) {
    const slot = slotFor(table, first, left);
    if (slot === undefined) return { error: `${first.quantity}: this model has no frame for it` };
    const entry = encodeEntry(slot);
    if ("error" in entry) return entry;
    bytes.push(...entry.bytes);
    const told = [...slot.values.values()];
    left = left.filter((measurement) => !told.includes(measurement));
  }
  return { bytes: Uint8Array.from(bytes) };
};

interface Slot {
  readonly key: string;
  readonly fields: readonly TlvField[];
  /** What each quantity of the entry is. */
  readonly values: ReadonlyMap<TlvField, Measurement>;
  readonly first: Measurement;
}

const slotFor = (table: TlvTable, first: Measurement, given: readonly Measurement[]): Slot | undefined => {
  const together = given.filter((one) => one.measuredAt === first.measuredAt);
  const slots = Object.entries(table).flatMap(([key, fields]): readonly Slot[] => {
    const quantities = fields.filter((field) => field.kind === "quantity");
    const values = new Map(
      quantities.flatMap((field) => {
        const told = together.find(({ quantity }) => quantity === field.quantity);
        return told === undefined ? [] : [[field, told] as const];
      }),
    );
    const whole = values.size === quantities.length && [...values.values()].includes(first);
    return whole && canBeWritten(fields, first.measuredAt !== undefined)
      ? [{ key, fields, values, first }]
      : [];
  });
  const [best] = slots.sort(
    (one, other) =>
      other.values.size - one.values.size || byteLengthOf(one.fields) - byteLengthOf(other.fields),
  );
  return best;
};

/** What a device says of itself and which events it saw is not ours to make up. */
const canBeWritten = (fields: readonly TlvField[], isRecord: boolean): boolean =>
  fields.every(({ kind }) => kind !== "information" && kind !== "event_bits") &&
  fields.some(({ kind }) => kind === "measured_at") === isRecord;

const encodeEntry = ({ key, fields, values, first }: Slot): Encoded => {
  const bytes = new Uint8Array(PAIR_LENGTH + byteLengthOf(fields));
  const view = new DataView(bytes.buffer);
  view.setUint16(0, Number.parseInt(key, 16));
  let offset = PAIR_LENGTH;
  for (const field of fields) {
    const told = values.get(field);
    const error =
      field.kind === "measured_at"
        ? writeTime(field, first, view, offset)
        : field.kind === "quantity" && told && writeValue(field, told, view, offset);
    if (error) return { error };
    offset += stepOf(field);
  }
  return { bytes };
};

/** What stands in the way, or undefined when it is written. */
const writeTime = (
  { format }: MeasuredAtField,
  { quantity, measuredAt = 0 }: Measurement,
  view: DataView,
  offset: number,
): string | undefined => {
  const seconds = Math.floor(measuredAt / SECOND_MS);
  if (!(seconds >= 0 && seconds <= format.maximum)) {
    return `${quantity}: the time ${measuredAt} cannot be told by this model`;
  }
  format.write(view, offset, seconds);
  return undefined;
};

const writeValue = (
  field: QuantityField,
  { quantity, value }: Measurement,
  view: DataView,
  offset: number,
): string | undefined => {
  const count = toCount(field, value);
  if (!canBeTold(field, value, count)) return `${quantity}: ${value} cannot be told by this model`;
  field.format.write(view, offset, count);
  return undefined;
};

const canBeTold = (
  { quantity, format, outOfRangeFrom = Number.POSITIVE_INFINITY, noValue = {} }: QuantityField,
  value: number,
  count: number,
): boolean =>
  isWithinBounds(quantity, value) &&
  count >= format.minimum &&
  count <= format.maximum &&
  count < outOfRangeFrom &&
  noValue[count] === undefined;
