import type { Measurement } from "#shared/domain/observation.ts";
import { isWithinBounds, type Quantity } from "#shared/domain/quantity.ts";
import { crc16, KERMIT } from "./crc16.ts";
import { CRC_LENGTH, type DataIdTable, ENTRY_LENGTH, ID_OFFSET, VALUE_OFFSET } from "./data-id-table.ts";
import type { Encoded } from "./device-profile.ts";
import { writeFields } from "./fixed-layout-encode.ts";
import { i32At, u16At, writePlace } from "./fixed-layout-place.ts";
import { quantitiesOf } from "./fixed-layout-table.ts";
import { targetThousandths } from "./vision-targets.ts";

export const VISION_QUANTITIES: readonly Quantity[] = [
  "vision_target_count",
  "vision_class",
  "vision_confidence",
];

type Values = ReadonlyMap<Quantity, number>;
type Entries = { readonly entries: readonly Uint8Array[] } | { readonly error: string };

/** The frame that tells some measurements: an entry for each data id that holds one of them, and one for each target. */
export const encodeDataIds = (table: DataIdTable, measurements: readonly Measurement[]): Encoded => {
  const known = [...VISION_QUANTITIES, ...quantitiesOf(Object.values(table.entries).flat())];
  const strange = measurements.find(
    ({ quantity, measuredAt }) => measuredAt !== undefined || !known.includes(quantity),
  );
  if (strange !== undefined) return { error: `${strange.quantity}: this model has no frame for it` };
  const values: Values = new Map(measurements.map(({ quantity, value }) => [quantity, value]));
  const plain = plainEntries(table, values);
  if ("error" in plain) return plain;
  const seen = targetEntries(table, values);
  return "error" in seen ? seen : { bytes: withChecksum([...plain.entries, ...seen.entries]) };
};

const plainEntries = (table: DataIdTable, values: Values): Entries => {
  const entries: Uint8Array[] = [];
  for (const [dataId, fields] of Object.entries(table.entries)) {
    if (!quantitiesOf(fields).some((quantity) => values.has(quantity))) continue;
    const entry = emptyEntry(Number(dataId));
    const error = writeFields(fields, values, entry.subarray(VALUE_OFFSET));
    if (error !== undefined) return { error };
    entries.push(entry);
  }
  return { entries };
};

const emptyEntry = (dataId: number): Uint8Array => {
  const entry = new Uint8Array(ENTRY_LENGTH);
  writePlace(u16At(ID_OFFSET, "little"), entry, dataId);
  return entry;
};

const targetEntries = ({ targets }: DataIdTable, values: Values): Entries => {
  const told = VISION_QUANTITIES.filter((quantity) => values.has(quantity));
  if (told.length === 0) return { entries: [] };
  const count = values.get("vision_target_count");
  if (count === undefined) return { error: "vision_target_count: it must be told with what the camera saw" };
  if (!Number.isInteger(count) || count < 0 || count > targets.last - targets.first + 1) {
    return { error: `vision_target_count: ${count} cannot be told by this model` };
  }
  const thousandths = count === 0 ? nothingSeen(values) : surest(values);
  if ("error" in thousandths) return thousandths;
  const slots = Array.from({ length: Math.max(count, 1) }, (_, slot) => targets.first + slot);
  return {
    entries: slots.map((dataId) => {
      const entry = emptyEntry(dataId);
      writePlace(i32At(VALUE_OFFSET, "little"), entry, thousandths.value);
      return entry;
    }),
  };
};

type Thousandths = { readonly value: number } | { readonly error: string };

const nothingSeen = (values: Values): Thousandths =>
  values.has("vision_class") || values.has("vision_confidence")
    ? { error: "vision_target_count: 0 goes with no class and no confidence" }
    : { value: 0 };

const surest = (values: Values): Thousandths => {
  const targetClass = values.get("vision_class") ?? Number.NaN;
  const confidence = values.get("vision_confidence") ?? Number.NaN;
  if (!(Number.isInteger(targetClass) && isWithinBounds("vision_class", targetClass))) {
    return { error: `vision_class: ${targetClass} cannot be told by this model` };
  }
  const value = targetThousandths(targetClass, confidence);
  return isWithinBounds("vision_confidence", confidence) && value > targetThousandths(targetClass, 0)
    ? { value }
    : { error: `vision_confidence: ${confidence} cannot be told by this model` };
};

const withChecksum = (entries: readonly Uint8Array[]): Uint8Array => {
  const checked = entries.length * ENTRY_LENGTH;
  const frame = new Uint8Array(entries.length === 0 ? 0 : checked + CRC_LENGTH);
  for (const [index, entry] of entries.entries()) frame.set(entry, index * ENTRY_LENGTH);
  if (entries.length > 0) {
    writePlace(u16At(checked, "little"), frame, crc16(frame.subarray(0, checked), KERMIT));
  }
  return frame;
};
