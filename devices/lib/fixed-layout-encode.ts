import type { Measurement } from "#shared/domain/observation.ts";
import { isWithinBounds } from "#shared/domain/quantity.ts";
import type { Encoded } from "./device-profile.ts";
import { frameLengthOf } from "./fixed-layout-length.ts";
import { holds, writePlace } from "./fixed-layout-place.ts";
import {
  codeFor,
  type FixedField,
  type FixedLayout,
  type FixedQuantity,
  quantitiesOf,
} from "./fixed-layout-table.ts";

/**
 * The first kind of frame on a port that holds all the measurements. What is not told gets its neutral count; a field that has
 * none, or a value that the frame cannot hold, is an error that names the quantity.
 */
export const encodeFixed = (
  layouts: readonly FixedLayout[],
  fPort: number,
  measurements: readonly Measurement[],
): Encoded => {
  const candidates = layouts.filter(
    ({ ports, fields }) =>
      (ports === undefined || ports.includes(fPort)) && !fields.some(({ kind }) => kind === "measured_at"),
  );
  const strange = measurements.find(
    ({ quantity, measuredAt }) =>
      measuredAt !== undefined || !candidates.some(({ fields }) => quantitiesOf(fields).includes(quantity)),
  );
  if (strange !== undefined) return { error: `${strange.quantity}: this model has no frame for it` };
  const layout = candidates.find(({ fields }) =>
    measurements.every(({ quantity }) => quantitiesOf(fields).includes(quantity)),
  );
  if (layout === undefined) {
    const told = measurements.map(({ quantity }) => quantity).join(", ");
    return { error: `${told}: this model does not tell them in one frame` };
  }
  const values = new Map(measurements.map(({ quantity, value }) => [quantity, value]));
  const fields = layout.fields.filter(
    (field) => field.optional !== true || (field.kind === "quantity" && values.has(field.quantity)),
  );
  const bytes = new Uint8Array(frameLengthOf(layout, fields));
  bytes.set(Uint8Array.from(Buffer.from(layout.lead ?? "", "hex")));
  if (layout.kind !== undefined) writePlace(layout.kind.place, bytes, layout.kind.counts[0]);
  const error = writeFields(fields, values, bytes);
  return error === undefined ? { bytes } : { error };
};

/** Writes the fields of a record that is long enough; gives back a sentence that names the quantity where one cannot be written. */
export const writeFields = (
  fields: readonly FixedField[],
  values: ReadonlyMap<string, number>,
  record: Uint8Array,
): string | undefined => {
  for (const field of fields) {
    if (field.kind === "information" && !("format" in field.place)) {
      writePlace(field.place, record, field.neutral ?? 0);
    }
  }
  for (const field of fields) {
    const error = field.kind === "quantity" ? writeQuantity(field, values, record) : undefined;
    if (error !== undefined) return error;
  }
  return undefined;
};

const writeQuantity = (
  field: FixedQuantity,
  values: ReadonlyMap<string, number>,
  record: Uint8Array,
): string | undefined => {
  const count = countOf(field, values);
  if (typeof count === "string") return count;
  if (field.unit !== undefined) writePlace(field.unit.place, record, field.unit.written);
  writePlace(field.place, record, count);
  return undefined;
};

const countOf = (field: FixedQuantity, values: ReadonlyMap<string, number>): number | string => {
  const { quantity, place, codes, addedTo, unit } = field;
  const value = values.get(quantity);
  if (value === undefined) {
    const neutral = field.neutral ?? codes.find(({ kind }) => kind === "absent")?.from;
    return neutral ?? `${quantity}: this model's frame always tells it, and it was not given`;
  }
  const base = addedTo === undefined ? 0 : values.get(addedTo);
  if (base === undefined)
    return `${quantity}: this model tells it as a step from ${addedTo}, which was not given`;
  const countsPerUnit = unit?.countsPerUnit[unit.written] ?? field.countsPerUnit;
  const exact = (value - base - field.valueAtZero) * countsPerUnit;
  const count = countFor(field, place.number === "float" ? exact : Math.round(exact));
  const said = codeFor(codes, count);
  const isOrdinary = said === undefined || said.kind === "alarm";
  return isOrdinary && isWithinBounds(quantity, value) && holds(place, count)
    ? count
    : `${quantity}: ${value} cannot be told by this model`;
};

const countFor = ({ values }: FixedQuantity, amount: number): number => {
  if (values === undefined) return amount;
  const [code] = Object.entries(values).find(([, stood]) => stood === amount) ?? [];
  return Number(code ?? Number.NaN);
};
