import { hexByte } from "./byte-formats.ts";
import type { Decoded } from "./device-profile.ts";
import { readFields } from "./fixed-layout-fields.ts";
import { frameLengthOf } from "./fixed-layout-length.ts";
import { type EntryLayout, nameOf } from "./fixed-layout-table.ts";
import { type Gathered, nothingGathered } from "./gathered.ts";

interface Entry {
  readonly layout: EntryLayout;
  readonly start: number;
  readonly record: Uint8Array;
}

/**
 * Walks a frame that is a row of entries, each told by its first bytes. It stops at the first entry that the table does not know,
 * because where the next one starts is then unknown; what was read before stays, and of an entry cut short what it still holds.
 * Entries lie in the order in which they arose: of what is told twice, the last is the state of now.
 */
export const decodeEntryRow = (layouts: readonly EntryLayout[], bytes: Uint8Array): Decoded => {
  const gathered = nothingGathered();
  if (bytes.length === 0) gathered.warnings.push("the payload is empty");
  const entries = entriesOf(layouts, bytes, gathered);
  for (const [index, entry] of entries.entries()) {
    const later = entries.slice(index + 1).find((other) => tellsAllOf(other, entry));
    if (later === undefined) readEntry(entry, gathered);
    else {
      gathered.warnings.push(
        `byte ${entry.start}: ${entry.layout.name} is told anew at byte ${later.start}, which was kept`,
      );
    }
  }
  return gathered;
};

const tellsAllOf = (other: Entry, entry: Entry): boolean =>
  isWhole(other) && namesOf(entry).every((name) => namesOf(other).includes(name));

const namesOf = ({ layout }: Entry): readonly string[] => layout.fields.map(nameOf);

const isWhole = ({ layout, record }: Entry): boolean => record.length === frameLengthOf(layout);

const entriesOf = (
  layouts: readonly EntryLayout[],
  bytes: Uint8Array,
  { errors }: Gathered,
): readonly Entry[] => {
  const leadLength = Math.max(...layouts.map(({ lead }) => lead.length / 2));
  const entries: Entry[] = [];
  let start = 0;
  while (start < bytes.length) {
    const begins = Array.from(bytes.subarray(start, start + leadLength), hexByte);
    const layout = layouts.find(({ lead }) => begins.join("").startsWith(lead));
    if (layout === undefined) {
      errors.push(
        `byte ${start}: no entry of this model begins with ${begins.join(" ")}; the frame was read up to there`,
      );
      break;
    }
    const end = start + frameLengthOf(layout);
    entries.push({ layout, start, record: bytes.subarray(start, end) });
    start = end;
  }
  return entries;
};

const readEntry = (entry: Entry, gathered: Gathered): void => {
  const { layout, start, record } = entry;
  const cutOff = readFields(layout.fields, record, gathered);
  if (isWhole(entry)) return;
  const lost = cutOff.length === 0 ? "" : `; cut off: ${cutOff.map(nameOf).join(", ")}`;
  gathered.errors.push(
    `byte ${start}: ${layout.name} needs ${frameLengthOf(layout)} B, the frame has ${record.length} B left${lost}`,
  );
};
