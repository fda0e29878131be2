import { SECOND_MS } from "#shared/domain/time.ts";
import { endOfValue } from "./fixed-layout-length.ts";
import { endOf, readPlace, readText } from "./fixed-layout-place.ts";
import { codeFor, type FixedField, type FixedInformation, type FixedQuantity } from "./fixed-layout-table.ts";
import { type Gathered, gatherUnmeasured, gatherValue } from "./gathered.ts";

const MEANINGFUL_DIGITS = 12;

/** Without the dust of binary fractions. */
const tidy = (value: number): number => Number(value.toPrecision(MEANINGFUL_DIGITS));

/** Reads those fields of a record that its bytes reach to, and gives back the others, without the optional ones that are not begun. */
export const readFields = (
  fields: readonly FixedField[],
  record: Uint8Array,
  gathered: Gathered,
): readonly FixedField[] => {
  const fits = (field: FixedField) => endOfValue(field) <= record.length;
  const at = timeOf(fields.filter(fits), record);
  for (const field of fields.filter(fits)) {
    if (field.kind === "information") gathered.information[field.name] = informationOf(field, record);
    else if (field.kind === "quantity") takeQuantity(field, record, at, gathered);
  }
  return fields.filter(
    (field) => !(fits(field) || (field.optional === true && field.place.byteOffset >= record.length)),
  );
};

const timeOf = (fields: readonly FixedField[], record: Uint8Array): number | undefined => {
  const time = fields.find(({ kind }) => kind === "measured_at");
  return time?.kind === "measured_at" ? readPlace(time.place, record) * SECOND_MS : undefined;
};

const informationOf = (field: FixedInformation, record: Uint8Array): string | number => {
  const { place, labels, unitsPerCount = 1 } = field;
  if ("format" in place) return readText(place, record);
  const count = readPlace(place, record);
  return Number.isFinite(count) ? (labels[count] ?? count * unitsPerCount) : "none";
};

const takeQuantity = (
  field: FixedQuantity,
  record: Uint8Array,
  measuredAt: number | undefined,
  gathered: Gathered,
): void => {
  const count = readPlace(field.place, record);
  const said = codeFor(field.codes, count);
  if (said?.kind === "absent") {
    gathered.information[field.quantity] = said.says;
    return;
  }
  if (said !== undefined) {
    const why = `the device says ${said.says} (code ${count})`;
    if (said.kind === "fault") {
      gatherUnmeasured(gathered, field.quantity, why, measuredAt);
      return;
    }
    gathered.warnings.push(`${field.quantity}: ${why}`);
  }
  const amount = field.values === undefined ? count : field.values[count];
  const countsPerUnit = countsPerUnitOf(field, record);
  const hindrance = Number.isFinite(count) ? hindranceOf(field, record) : "the device sends no number";
  if (amount === undefined) {
    gathered.warnings.push(`${field.quantity}: code ${count} is unknown for this model`);
  } else if (hindrance !== undefined) {
    gatherUnmeasured(gathered, field.quantity, `not used, ${hindrance}`, measuredAt);
  } else if ("unknownUnit" in countsPerUnit) {
    gathered.warnings.push(
      `${field.quantity}: unit code ${countsPerUnit.unknownUnit} is unknown for this model`,
    );
  } else {
    const base = baseOf(field, gathered);
    if (base === undefined) return;
    // Counts are added before the division: 32777 - 32768 hundredths are 0.09, 327.77 - 327.68 is a little more.
    const own = (amount + tidy(field.valueAtZero * countsPerUnit.known)) / countsPerUnit.known;
    gatherValue(gathered, field.quantity, cropped(field, tidy(base + own)), measuredAt);
  }
};

const cropped = ({ cropTo }: FixedQuantity, value: number): number =>
  cropTo === undefined ? value : Math.min(Math.max(value, cropTo[0]), cropTo[1]);

/** Without the value that it is a step from, a step says nothing; why that one is missing has been said. */
const baseOf = ({ addedTo }: FixedQuantity, { measurements }: Gathered): number | undefined =>
  addedTo === undefined ? 0 : measurements.find(({ quantity }) => quantity === addedTo)?.value;

const countsPerUnitOf = (
  { unit, countsPerUnit }: FixedQuantity,
  record: Uint8Array,
): { readonly known: number } | { readonly unknownUnit: number } => {
  if (unit === undefined) return { known: countsPerUnit };
  const unitCode = readPlace(unit.place, record);
  const known = unit.countsPerUnit[unitCode];
  return known === undefined ? { unknownUnit: unitCode } : { known };
};

const hindranceOf = ({ unless }: FixedQuantity, record: Uint8Array): string | undefined => {
  // A frame cut short before the device's state: the value was read, and the frame's error is said.
  if (unless === undefined || endOf(unless.place) > record.length) return undefined;
  const count = readPlace(unless.place, record);
  const said = codeFor(unless.codes, count);
  return said === undefined ? undefined : `the device says ${said.says} (code ${count})`;
};
