import type { Quantity } from "#shared/domain/quantity.ts";
import type { NumberFormat, TextFormat } from "./byte-formats.ts";

/** A physical value: counts on the wire, the catalogue's unit inside. */
export interface QuantityField {
  readonly kind: "quantity";
  readonly quantity: Quantity;
  readonly format: NumberFormat;
  /** Counts per unit of the catalogue: 1000 for millimetres of a quantity in metres. */
  readonly countsPerUnit: number;
  /** From this count on, the device says that it could not measure. */
  readonly outOfRangeFrom?: number;
}

/** Something a device says of itself. */
export interface InformationField {
  readonly kind: "information";
  readonly name: string;
  readonly format: NumberFormat | TextFormat;
}

/** When the device measured what follows in the same entry, seconds since 1970. */
export interface MeasuredAtField {
  readonly kind: "measured_at";
  readonly format: NumberFormat;
}

export type TlvField = QuantityField | InformationField | MeasuredAtField;

/**
 * What follows each pair of channel and type, which is the key: four lower-case hexadecimal digits, like `0382`.
 * Lengths are not in the frame; they come from the fields, and differ by model.
 */
export type TlvTable = Readonly<Record<string, readonly TlvField[]>>;

export const quantity = (
  name: Quantity,
  format: NumberFormat,
  options: { readonly countsPerUnit?: number; readonly outOfRangeFrom?: number } = {},
): QuantityField => ({ kind: "quantity", quantity: name, format, countsPerUnit: 1, ...options });

export const information = (name: string, format: NumberFormat | TextFormat): InformationField => ({
  kind: "information",
  name,
  format,
});

export const measuredAt = (format: NumberFormat): MeasuredAtField => ({ kind: "measured_at", format });

export const byteLengthOf = (fields: readonly TlvField[]): number =>
  fields.reduce((total, field) => total + field.format.byteLength, 0);
