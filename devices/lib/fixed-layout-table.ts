import type { Quantity } from "#shared/domain/quantity.ts";
import type { Place, TextPlace } from "./fixed-layout-place.ts";

/** Counts that are no ordinary value. */
export interface Code {
  readonly from: number;
  readonly to: number;
  /** In the maker's words: `no valid reading`. */
  readonly says: string;
  /**
   * `fault`: no value, a warning. `absent`: no value, and rightly so; the information says it. `alarm`: a value and a warning.
   */
  readonly kind: "fault" | "absent" | "alarm";
}

type CodeRange = number | readonly [from: number, to: number];

const code =
  (kind: Code["kind"]) =>
  (range: CodeRange, says: string): Code => {
    const [from, to] = typeof range === "number" ? [range, range] : range;
    return { from, to, says, kind };
  };

/** The device could not measure. */
export const fault = code("fault");
/** There is nothing to measure with: `not fitted`. */
export const absent = code("absent");
/** The value stands, and someone should look. */
export const alarm = code("alarm");

export const codeFor = (codes: readonly Code[], count: number): Code | undefined =>
  codes.find(({ from, to }) => count >= from && count <= to);

/** A physical value: `count / countsPerUnit + valueAtZero` in the unit of the catalogue. */
export interface FixedQuantity {
  readonly kind: "quantity";
  readonly quantity: Quantity;
  readonly place: Place;
  /** 1000 for millimetres of a quantity in metres. */
  readonly countsPerUnit: number;
  readonly valueAtZero: number;
  readonly codes: readonly Code[];
  /** What the counts stand for where they are names and no amounts, before `countsPerUnit`: `{ 2: 0, 1: 1 }`. */
  readonly values?: Readonly<Record<number, number>>;
  /** Counts per unit of the catalogue by a unit code elsewhere in the frame, in place of `countsPerUnit`. */
  readonly unit?: {
    readonly place: Place;
    readonly countsPerUnit: Readonly<Record<number, number>>;
    /** The code that an encoded frame has. */
    readonly written: number;
  };
  /** Another field whose codes make this value useless: the device's state, a sensor's presence. */
  readonly unless?: { readonly place: Place; readonly codes: readonly Code[] };
  /** A sensor that reads a little beyond its range, like damp air of 102 %: what is beyond is the range's end. */
  readonly cropTo?: readonly [minimum: number, maximum: number];
  /** The frame tells it as a step from another value, which lies before it in the table. */
  readonly addedTo?: Quantity;
  /** What an encoded frame holds when it is not told; without it the first `absent` code, and without that it must be told. */
  readonly neutral?: number;
  /** The frame may end before it. */
  readonly optional?: boolean;
}

/** Something a device says of itself. */
export interface FixedInformation {
  readonly kind: "information";
  readonly name: string;
  readonly place: Place | TextPlace;
  /** What the counts mean; others are told as they are. */
  readonly labels: Readonly<Record<number, string>>;
  /** 60 for minutes of an information in seconds. */
  readonly unitsPerCount?: number;
  /** What an encoded frame holds: 0 unless it is said. */
  readonly neutral?: number;
  readonly optional?: boolean;
}

/** When the device measured what is in the same record, seconds since 1970. */
export interface FixedTime {
  readonly kind: "measured_at";
  readonly place: Place;
  readonly optional?: never;
}

export type FixedField = FixedQuantity | FixedInformation | FixedTime;

/** One kind of frame. */
export interface FixedLayout {
  /** `report`, `start-up`: what a sentence calls it. */
  readonly name: string;
  /** The ports it comes on; without them any port. */
  readonly ports?: readonly number[];
  /** The bytes it begins with, hexadecimal: `be0104`. */
  readonly lead?: string;
  /** Where the kind of frame is some bits rather than whole bytes: where they lie, and which counts are this kind; the first is written. */
  readonly kind?: { readonly place: Place; readonly counts: readonly [number, ...number[]] };
  /** Where the last bytes are reserved: the whole length. Otherwise it ends with its last field. */
  readonly byteLength?: number;
  /** The frame is a row of records, each as long as the layout. */
  readonly repeats?: boolean;
  readonly fields: readonly FixedField[];
}

/** A kind of entry in a row of them: without its first bytes it could not be told from the others. */
export type EntryLayout = FixedLayout & { readonly lead: string };

export const quantity = (
  name: Quantity,
  place: Place,
  options: Partial<Omit<FixedQuantity, "kind" | "quantity" | "place">> = {},
): FixedQuantity => ({
  kind: "quantity",
  quantity: name,
  place,
  countsPerUnit: 1,
  valueAtZero: 0,
  codes: [],
  ...options,
});

export const information = (
  name: string,
  place: Place | TextPlace,
  options: Partial<Pick<FixedInformation, "labels" | "unitsPerCount" | "neutral" | "optional">> = {},
): FixedInformation => ({ kind: "information", name, place, labels: {}, ...options });

export const measuredAt = (place: Place): FixedTime => ({ kind: "measured_at", place });

export const nameOf = (field: FixedField): string => {
  switch (field.kind) {
    case "quantity":
      return field.quantity;
    case "information":
      return field.name;
    case "measured_at":
      return "time";
  }
};

/** Each quantity of some fields, once. */
export const quantitiesOf = (fields: readonly FixedField[]): readonly Quantity[] => [
  ...new Set(fields.flatMap((field) => (field.kind === "quantity" ? [field.quantity] : []))),
];
