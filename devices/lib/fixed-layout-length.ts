import { endOf } from "./fixed-layout-place.ts";
import type { FixedField, FixedLayout } from "./fixed-layout-table.ts";

const DIGITS_PER_BYTE = 2;

/** The byte after the last one that a field's value needs: its unit counts, the device's state does not. */
export const endOfValue = (field: FixedField): number =>
  Math.max(endOf(field.place), field.kind === "quantity" && field.unit ? endOf(field.unit.place) : 0);

/** The length of a record that ends with its last field, or with what is reserved after it. */
export const lengthOf = (fields: readonly FixedField[], byteLength = 0): number =>
  Math.max(byteLength, ...fields.map(endOfValue));

/** The length of a frame with all the fields of its layout, or with some of them. */
export const frameLengthOf = (layout: FixedLayout, fields: readonly FixedField[] = layout.fields): number =>
  Math.max((layout.lead ?? "").length / DIGITS_PER_BYTE, lengthOf(fields, layout.byteLength));
