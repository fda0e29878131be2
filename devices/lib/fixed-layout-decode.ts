import { hexByte } from "./byte-formats.ts";
import type { Decoded } from "./device-profile.ts";
import { readFields } from "./fixed-layout-fields.ts";
import { frameLengthOf, lengthOf } from "./fixed-layout-length.ts";
import { endOf, readPlace } from "./fixed-layout-place.ts";
import { type FixedField, type FixedLayout, nameOf } from "./fixed-layout-table.ts";
import { type Gathered, nothingGathered } from "./gathered.ts";

/** Bytes of an unknown kind of frame that a sentence shows. */
const LEAD_SHOWN = 3;

/** Reads a frame by the layout that its port and its first bytes ask for; of a frame cut short, what it still holds. */
export const decodeFixed = (
  layouts: readonly FixedLayout[],
  bytes: Uint8Array,
  fPort: number | undefined,
): Decoded => {
  const gathered = nothingGathered();
  if (bytes.length === 0) {
    gathered.warnings.push("the payload is empty");
    return gathered;
  }
  const layout = chooseLayout(layouts, bytes, fPort);
  if ("error" in layout) gathered.errors.push(layout.error);
  else if (layout.repeats === true) readRecords(layout, bytes, gathered);
  else readRecord(layout, bytes, gathered);
  return gathered;
};

const chooseLayout = (
  layouts: readonly FixedLayout[],
  bytes: Uint8Array,
  fPort: number | undefined,
): FixedLayout | { readonly error: string } => {
  const onPort = layouts.filter(({ ports }) => ports === undefined || ports.some((port) => port === fPort));
  if (onPort.length === 0) {
    const known = [...new Set(layouts.flatMap(({ ports }) => ports))].join(", ");
    return {
      error: `port ${fPort ?? "(not told)"} is unknown for this model, it sends on ${known}; nothing was read`,
    };
  }
  const begins = Array.from(bytes, hexByte).join("");
  const layout = onPort.find(
    (candidate) => begins.startsWith(candidate.lead ?? "") && isKind(candidate, bytes),
  );
  if (layout !== undefined) return layout;
  return {
    error: `byte 0: no frame of this model begins with ${hexOf(bytes.subarray(0, LEAD_SHOWN))}; nothing was read`,
  };
};

const isKind = ({ kind }: FixedLayout, bytes: Uint8Array): boolean =>
  kind === undefined ||
  (endOf(kind.place) <= bytes.length && kind.counts.includes(readPlace(kind.place, bytes)));

const hexOf = (bytes: Uint8Array): string => Array.from(bytes, hexByte).join(" ");

const isRequired = (field: FixedField): boolean => field.optional !== true;

const readRecords = (layout: FixedLayout, bytes: Uint8Array, gathered: Gathered): void => {
  const step = frameLengthOf(layout);
  for (let start = 0; start < bytes.length; start += step) {
    readRecord(layout, bytes.subarray(start, start + step), gathered);
  }
};

const readRecord = (layout: FixedLayout, record: Uint8Array, gathered: Gathered): void => {
  const cutOff = readFields(layout.fields, record, gathered);
  const shortest = frameLengthOf(layout, layout.fields.filter(isRequired));
  const longest = frameLengthOf(layout);
  if (record.length < shortest || cutOff.length > 0) {
    const lost = cutOff.length === 0 ? "" : `; cut off: ${cutOff.map(nameOf).join(", ")}`;
    gathered.errors.push(
      `the frame has ${record.length} B, a ${layout.name} has ${Math.max(shortest, lengthOf(cutOff))} B${lost}`,
    );
  } else if (record.length > longest) {
    gathered.warnings.push(
      `the frame has ${record.length} B, a ${layout.name} has ${longest} B; ${hexOf(record.subarray(longest))} was not read`,
    );
  }
};
