import { SECOND_MS } from "#shared/domain/time.ts";
import { hexByte } from "./byte-formats.ts";
import type { Decoded } from "./device-profile.ts";
import { type Gathered, gatherUnmeasured, gatherValue, nothingGathered } from "./gathered.ts";
import {
  byteLengthOf,
  type EventBitsField,
  type InformationField,
  type QuantityField,
  stepOf,
  type TlvField,
  type TlvTable,
  toUnits,
} from "./tlv-table.ts";

const PAIR_LENGTH = 2;

/**
 * Walks a frame of channel-type-value entries. It stops at the first entry that the table does not know or that the frame cuts
 * short, because where the next one starts is then unknown; what was read before stays. Of several layouts of
 * a pair that one is taken which ends where the frame does or where a known pair begins, or else which fits.
 */
export const decodeTlv = (table: TlvTable, bytes: Uint8Array, otherLayouts: TlvTable = {}): Decoded => {
  const gathered = nothingGathered();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length === 0) gathered.warnings.push("the payload is empty");
  let offset = 0;
  while (offset < bytes.length) {
    const entry = entryAt(table, otherLayouts, bytes, offset);
    if ("error" in entry) {
      gathered.errors.push(entry.error);
      break;
    }
    readFields(entry.fields, view, offset + PAIR_LENGTH, gathered);
    offset = entry.end;
  }
  return gathered;
};

const pairAt = (bytes: Uint8Array, offset: number): readonly string[] =>
  Array.from(bytes.subarray(offset, offset + PAIR_LENGTH), hexByte);

const entryAt = (
  table: TlvTable,
  otherLayouts: TlvTable,
  bytes: Uint8Array,
  offset: number,
): { readonly fields: readonly TlvField[]; readonly end: number } | { readonly error: string } => {
  const pair = pairAt(bytes, offset);
  const left = bytes.length - offset - PAIR_LENGTH;
  if (left < 0)
    return { error: `byte ${offset}: ${pair[0]} stands alone, a channel and a type are expected` };
  const key = pair.join("");
  const isWhole = (layout: readonly TlvField[]): boolean => {
    const end = offset + PAIR_LENGTH + byteLengthOf(layout);
    return end === bytes.length || table[pairAt(bytes, end).join("")] !== undefined;
  };
  const fits = (layout: readonly TlvField[]): boolean => byteLengthOf(layout) <= left;
  const layouts = [table[key], otherLayouts[key]].filter((layout) => layout !== undefined);
  const fields = layouts.find(isWhole) ?? layouts.find(fits) ?? layouts[0];
  if (fields === undefined) {
    return {
      error: `byte ${offset}: channel and type ${pair.join(" ")} are unknown for this model; the frame was read up to there`,
    };
  }
  const needed = byteLengthOf(fields);
  return left < needed
    ? {
        error: `byte ${offset}: ${fields.flatMap(namesOf).join(", ")} (${pair.join(" ")}) needs ${needed} B, the frame has ${left} B left`,
      }
    : { fields, end: offset + PAIR_LENGTH + needed };
};

const namesOf = (field: TlvField): readonly string[] => {
  switch (field.kind) {
    case "quantity":
      return [field.quantity];
    case "information":
      return [field.name];
    case "measured_at":
      return ["time"];
    case "event_bits":
      return ["events"];
    case "reserved":
      return [];
  }
};

const readFields = (fields: readonly TlvField[], view: DataView, start: number, gathered: Gathered): void => {
  let offset = start;
  let at: number | undefined;
  for (const field of fields) {
    if (field.kind === "measured_at") at = field.format.read(view, offset) * SECOND_MS;
    else if (field.kind === "information") takeInformation(field, view, offset, gathered);
    else if (field.kind === "quantity") takeQuantity(field, field.format.read(view, offset), at, gathered);
    else if (field.kind === "event_bits") takeEvents(field, field.format.read(view, offset), at, gathered);
    offset += stepOf(field);
  }
};

const takeInformation = (
  { name, format, unitsPerCount = 1 }: InformationField,
  view: DataView,
  offset: number,
  { information }: Gathered,
): void => {
  const told = format.read(view, offset);
  information[name] = typeof told === "number" ? told * unitsPerCount : told;
};

const takeQuantity = (
  field: QuantityField,
  count: number,
  measuredAt: number | undefined,
  gathered: Gathered,
): void => {
  const { quantity, outOfRangeFrom = Number.POSITIVE_INFINITY, noValue, format } = field;
  const reason = noValue?.[count] ?? (count >= outOfRangeFrom ? "out of range" : undefined);
  if (reason === undefined) gatherValue(gathered, quantity, toUnits(field, count), measuredAt);
  else {
    const code = count < 0 ? count + 256 ** format.byteLength : count;
    gatherUnmeasured(
      gathered,
      quantity,
      `the device says ${reason} (code 0x${code.toString(16)})`,
      measuredAt,
    );
  }
};

/** Two events of one record that say different things of one quantity: the first in the table stands, and it is said. */
const takeEvents = (
  { events }: EventBitsField,
  bits: number,
  measuredAt: number | undefined,
  gathered: Gathered,
): void => {
  const told = new Map<string, number>();
  for (const { quantity, value } of events.filter(({ bit }) => (bits & (1 << bit)) !== 0)) {
    const first = told.get(quantity);
    if (first === undefined) {
      told.set(quantity, value);
      gatherValue(gathered, quantity, value, measuredAt);
    } else gathered.warnings.push(`${quantity}: one record tells ${first} and ${value}; the first was kept`);
  }
};
