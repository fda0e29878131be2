import type { Measurement } from "#shared/domain/observation.ts";
import type { Encoded } from "./device-profile.ts";
import { writeFields } from "./fixed-layout-encode.ts";
import { frameLengthOf } from "./fixed-layout-length.ts";
import { type EntryLayout, quantitiesOf } from "./fixed-layout-table.ts";

/** The row of entries that tells some measurements: the first kind of entry of the table that has one not yet told, and so on. */
export const encodeEntryRow = (
  layouts: readonly EntryLayout[],
  measurements: readonly Measurement[],
): Encoded => {
  const strange = measurements.find(
    ({ quantity, measuredAt }) =>
      measuredAt !== undefined || !layouts.some(({ fields }) => quantitiesOf(fields).includes(quantity)),
  );
  if (strange !== undefined) return { error: `${strange.quantity}: this model has no frame for it` };
  const values = new Map(measurements.map(({ quantity, value }) => [quantity, value]));
  const untold = new Set(values.keys());
  const frame: number[] = [];
  for (const layout of layouts) {
    const told = quantitiesOf(layout.fields);
    if (!told.some((quantity) => untold.has(quantity))) continue;
    const record = new Uint8Array(frameLengthOf(layout));
    record.set(Buffer.from(layout.lead, "hex"));
    const error = writeFields(layout.fields, values, record);
    if (error !== undefined) return { error };
    frame.push(...record);
    for (const quantity of told) untold.delete(quantity);
  }
  return { bytes: Uint8Array.from(frame) };
};
