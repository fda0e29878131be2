import type { Measurement } from "#shared/domain/observation.ts";
import { isWithinBounds } from "#shared/domain/quantity.ts";
import { SECOND_MS } from "#shared/domain/time.ts";
import type { NumberFormat } from "./byte-formats.ts";
import type { Encoded } from "./device-profile.ts";
import type { QuantityField, TlvTable } from "./tlv-table.ts";

/** The frame that tells some measurements, each by the entry of the table that holds it alone (and its time, for a record). */
export const encodeTlv = (table: TlvTable, measurements: readonly Measurement[]): Encoded => {
  const bytes: number[] = [];
  for (const measurement of measurements) {
    const entry = encodeEntry(table, measurement);
    if ("error" in entry) return entry;
    bytes.push(...entry.bytes);
  }
  return { bytes: Uint8Array.from(bytes) };
};

interface Slot {
  readonly key: string;
  readonly field: QuantityField;
  readonly time?: NumberFormat;
}

const slotFor = (table: TlvTable, measurement: Measurement): Slot | undefined => {
  for (const [key, [first, second, ...more]] of Object.entries(table)) {
    if (first === undefined || more.length > 0) continue;
    if (measurement.measuredAt === undefined) {
      if (first.kind === "quantity" && first.quantity === measurement.quantity && second === undefined) {
        return { key, field: first };
      }
    } else if (
      first.kind === "measured_at" &&
      second?.kind === "quantity" &&
      second.quantity === measurement.quantity
    ) {
      return { key, field: second, time: first.format };
    }
  }
  return undefined;
};

const encodeEntry = (table: TlvTable, measurement: Measurement): Encoded => {
  const { quantity, value } = measurement;
  const slot = slotFor(table, measurement);
  if (slot === undefined) return { error: `${quantity}: this model has no frame for it` };
  const { field } = slot;
  const count = Math.round(value * field.countsPerUnit);
  const largest = Math.min(field.format.maximum, (field.outOfRangeFrom ?? Number.POSITIVE_INFINITY) - 1);
  if (!(isWithinBounds(quantity, value) && count >= 0 && count <= largest)) {
    return { error: `${quantity}: ${value} cannot be told by this model` };
  }
  const seconds = Math.floor((measurement.measuredAt ?? 0) / SECOND_MS);
  if (slot.time !== undefined && !(seconds >= 0 && seconds <= slot.time.maximum)) {
    return { error: `${quantity}: the time ${measurement.measuredAt} cannot be told by this model` };
  }
  const timeLength = slot.time?.byteLength ?? 0;
  const bytes = new Uint8Array(2 + timeLength + field.format.byteLength);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, Number.parseInt(slot.key, 16));
  slot.time?.write(view, 2, seconds);
  field.format.write(view, 2 + timeLength, count);
  return { bytes };
};
