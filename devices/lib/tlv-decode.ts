import { SECOND_MS } from "#shared/domain/time.ts";
import { hexByte } from "./byte-formats.ts";
import type { Decoded } from "./device-profile.ts";
import { type Gathered, gatherValue, nothingGathered } from "./gathered.ts";
import { byteLengthOf, type QuantityField, type TlvField, type TlvTable } from "./tlv-table.ts";

const PAIR_LENGTH = 2;

/**
 * Walks a frame of channel-type-value entries. It stops at the first entry that the table does not know or that the frame cuts
 * short, because where the next one starts is then unknown; what was read before stays.
 */
export const decodeTlv = (table: TlvTable, bytes: Uint8Array): Decoded => {
  const gathered = nothingGathered();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length === 0) gathered.warnings.push("the payload is empty");
  let offset = 0;
  while (offset < bytes.length) {
    const entry = entryAt(table, bytes, offset);
    if ("error" in entry) {
      gathered.errors.push(entry.error);
      break;
    }
    readFields(entry.fields, view, offset + PAIR_LENGTH, gathered);
    offset = entry.end;
  }
  return gathered;
};

const entryAt = (
  table: TlvTable,
  bytes: Uint8Array,
  offset: number,
): { readonly fields: readonly TlvField[]; readonly end: number } | { readonly error: string } => {
  const pair = Array.from(bytes.subarray(offset, offset + PAIR_LENGTH), hexByte);
  const left = bytes.length - offset - PAIR_LENGTH;
  if (left < 0)
    return { error: `byte ${offset}: ${pair[0]} stands alone, a channel and a type are expected` };
  const key = pair.join("");
  const fields = table[key];
  if (fields === undefined) {
    return {
      error: `byte ${offset}: channel and type ${pair.join(" ")} are unknown for this model; the frame was read up to there`,
    };
  }
  const needed = byteLengthOf(fields);
  return left < needed
    ? {
        error: `byte ${offset}: ${fields.map(nameOf).join(", ")} (${pair.join(" ")}) needs ${needed} B, the frame has ${left} B left`,
      }
    : { fields, end: offset + PAIR_LENGTH + needed };
};

const nameOf = (field: TlvField): string => {
  switch (field.kind) {
    case "quantity":
      return field.quantity;
    case "information":
      return field.name;
    case "measured_at":
      return "time";
  }
};

const readFields = (fields: readonly TlvField[], view: DataView, start: number, gathered: Gathered): void => {
  let offset = start;
  let at: number | undefined;
  for (const field of fields) {
    if (field.kind === "measured_at") at = field.format.read(view, offset) * SECOND_MS;
    else if (field.kind === "information") {
      gathered.information[field.name] = field.format.read(view, offset);
    } else takeQuantity(field, field.format.read(view, offset), at, gathered);
    offset += field.format.byteLength;
  }
};

const takeQuantity = (
  { quantity, outOfRangeFrom, countsPerUnit }: QuantityField,
  count: number,
  measuredAt: number | undefined,
  gathered: Gathered,
): void => {
  if (count >= (outOfRangeFrom ?? Number.POSITIVE_INFINITY)) {
    gathered.warnings.push(`${quantity}: the device says out of range (code 0x${count.toString(16)})`);
  } else gatherValue(gathered, quantity, count / countsPerUnit, measuredAt);
};
