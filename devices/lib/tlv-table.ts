import type { Quantity } from "#shared/domain/quantity.ts";
import type { NumberFormat, TextFormat } from "./byte-formats.ts";

/** From counts on the wire to the catalogue's unit. Two whole numbers, because 0.1 has no exact binary form. */
interface Scale {
  /** Counts per unit of the catalogue: 1000 for millimetres of a quantity in metres. */
  readonly countsPerUnit?: number;
  /** Units of the catalogue per count: 10 for tenths of a hectopascal of a quantity in pascals. */
  readonly unitsPerCount?: number;
}

/** A physical value: counts on the wire, the catalogue's unit inside. */
export interface QuantityField extends Scale {
  readonly kind: "quantity";
  readonly quantity: Quantity;
  readonly format: NumberFormat;
  /** From this count on, the device says that it could not measure. */
  readonly outOfRangeFrom?: number;
  /** Single counts by which the device says why there is no value: `{ [-3]: "no target" }`. */
  readonly noValue?: Readonly<Record<number, string>>;
  /** The next field reads the same bytes once more: a number and a flag that share them. */
  readonly sharesBytes?: true;
}

/** Something a device says of itself. */
export interface InformationField {
  readonly kind: "information";
  readonly name: string;
  readonly format: NumberFormat | TextFormat;
  /** A number is told as this many times its count: 60 for minutes told in seconds. */
  readonly unitsPerCount?: number;
}

/** When the device measured what follows in the same entry, seconds since 1970. */
export interface MeasuredAtField {
  readonly kind: "measured_at";
  readonly format: NumberFormat;
}

/** Events that happened, a bit each: a set bit tells a value, an unset one tells nothing. */
export interface EventBitsField {
  readonly kind: "event_bits";
  readonly format: NumberFormat;
  readonly events: readonly { readonly bit: number; readonly quantity: Quantity; readonly value: number }[];
}

/** Bytes that the maker keeps for later. */
export interface ReservedField {
  readonly kind: "reserved";
  readonly format: { readonly byteLength: number };
}

export type TlvField = QuantityField | InformationField | MeasuredAtField | EventBitsField | ReservedField;

/**
 * What follows each pair of channel and type, which is the key: four lower-case hexadecimal digits, like `0382`.
 * Lengths are not in the frame; they come from the fields, and differ by model.
 */
export type TlvTable = Readonly<Record<string, readonly TlvField[]>>;

type QuantityOptions = Omit<QuantityField, "kind" | "quantity" | "format">;

export const quantity = (
  name: Quantity,
  format: NumberFormat,
  options: QuantityOptions = {},
): QuantityField => ({ kind: "quantity", quantity: name, format, ...options });

export const information = (
  name: string,
  format: NumberFormat | TextFormat,
  options: { readonly unitsPerCount?: number } = {},
): InformationField => ({ kind: "information", name, format, ...options });

export const measuredAt = (format: NumberFormat): MeasuredAtField => ({ kind: "measured_at", format });

export const eventBits = (format: NumberFormat, events: EventBitsField["events"]): EventBitsField => ({
  kind: "event_bits",
  format,
  events,
});

export const reserved = (byteLength: number): ReservedField => ({ kind: "reserved", format: { byteLength } });

/** How far the next field lies from this one. */
export const stepOf = (field: TlvField): number =>
  field.kind === "quantity" && field.sharesBytes ? 0 : field.format.byteLength;

export const byteLengthOf = (fields: readonly TlvField[]): number =>
  fields.reduce((total, field) => total + stepOf(field), 0);

/** What a field's count is worth in the unit of the catalogue. */
export const toUnits = ({ countsPerUnit = 1, unitsPerCount = 1 }: Scale, count: number): number =>
  (count * unitsPerCount) / countsPerUnit;

/** The nearest count to a value. */
export const toCount = ({ countsPerUnit = 1, unitsPerCount = 1 }: Scale, value: number): number =>
  Math.round((value * countsPerUnit) / unitsPerCount);
