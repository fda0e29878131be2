import type { TextFormat } from "./byte-formats.ts";

/**
 * Where a number lies in a frame: some bits of the number that a few bytes make. At most 6 bytes, so that every count is exact.
 */
export interface Place {
  readonly byteOffset: number;
  readonly byteLength: number;
  readonly order: ByteOrder;
  /** The lowest of its bits, counted from the lowest of the number that the bytes make. */
  readonly lowestBit: number;
  readonly bitLength: number;
  /** `float` is IEEE 754 single precision, over four whole bytes. */
  readonly number: "unsigned" | "signed" | "float";
}

/** `low-word-first`: two words of 16 bits, the lower one first, each with its highest byte first. */
export type ByteOrder = "big" | "little" | "low-word-first";

/** Offsets of a place's bytes from the highest to the lowest. */
const HIGHEST_FIRST: Readonly<Record<ByteOrder, (byteLength: number, rank: number) => number>> = {
  big: (_, rank) => rank,
  little: (byteLength, rank) => byteLength - 1 - rank,
  "low-word-first": (byteLength, rank) => (rank + 2) % byteLength,
};

const whole =
  (byteLength: number, number: Place["number"]) =>
  (byteOffset: number, order: ByteOrder = "big"): Place => ({
    byteOffset,
    byteLength,
    order,
    lowestBit: 0,
    bitLength: byteLength * 8,
    number,
  });

export const u8At = whole(1, "unsigned");
export const i8At = whole(1, "signed");
export const u16At = whole(2, "unsigned");
export const i16At = whole(2, "signed");
export const u24At = whole(3, "unsigned");
export const u32At = whole(4, "unsigned");
export const i32At = whole(4, "signed");
export const f32At = whole(4, "float");

/** Some bits of a number, as a mask takes them: `within(u16At(0), 0, 14)` is the number AND 0x3FFF. */
export const within = (place: Place, lowestBit: number, bitLength = 1): Place => ({
  ...place,
  lowestBit,
  bitLength,
});

/** No bits, and so always 0: for what a kind of frame says by being sent at all. */
export const nowhere: Place = { ...u8At(0), byteLength: 0, bitLength: 0 };

/** Bits of a frame without byte bounds, counted from the highest bit of the first byte. */
export const bitsAt = (firstBit: number, bitLength: number): Place => {
  const byteOffset = Math.floor(firstBit / 8);
  const byteLength = Math.ceil((firstBit + bitLength) / 8) - byteOffset;
  const lowestBit = (byteOffset + byteLength) * 8 - firstBit - bitLength;
  return { byteOffset, byteLength, order: "big", lowestBit, bitLength, number: "unsigned" };
};

/** Where a code that is no number lies. */
export interface TextPlace {
  readonly byteOffset: number;
  readonly byteLength: number;
  readonly format: TextFormat;
}

export const textAt = (byteOffset: number, format: TextFormat): TextPlace => ({
  byteOffset,
  byteLength: format.byteLength,
  format,
});

/** The byte after the last one that a place needs. */
export const endOf = ({ byteOffset, byteLength }: Place | TextPlace): number => byteOffset + byteLength;

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const offsetsOf = ({ byteOffset, byteLength, order }: Place): readonly number[] =>
  Array.from({ length: byteLength }, (_, rank) => byteOffset + HIGHEST_FIRST[order](byteLength, rank));

const wordAt = (place: Place, bytes: Uint8Array): number =>
  offsetsOf(place).reduce((word, offset) => word * 256 + Number(bytes[offset]), 0);

const bitsOf = ({ lowestBit, bitLength }: Place, word: number): number =>
  Math.floor(word / 2 ** lowestBit) % 2 ** bitLength;

/** The frame must reach to the place's end. */
export const readPlace = (place: Place, bytes: Uint8Array): number => {
  if (place.number === "float") return viewOf(bytes).getFloat32(place.byteOffset, place.order === "little");
  const bits = bitsOf(place, wordAt(place, bytes));
  return place.number === "signed" && bits >= 2 ** (place.bitLength - 1) ? bits - 2 ** place.bitLength : bits;
};

export const readText = ({ byteOffset, format }: TextPlace, bytes: Uint8Array): string =>
  format.read(viewOf(bytes), byteOffset);

/** Whether a place can hold a count; what is not whole fits a float only. */
export const holds = ({ number, bitLength }: Place, count: number): boolean => {
  if (number === "float") return Number.isFinite(Math.fround(count));
  const lowest = number === "signed" ? -(2 ** (bitLength - 1)) : 0;
  return Number.isInteger(count) && count >= lowest && count < lowest + 2 ** bitLength;
};

/** Writes a count that the place holds; the other bits of its bytes stay. */
export const writePlace = (place: Place, bytes: Uint8Array, count: number): void => {
  const { lowestBit, bitLength } = place;
  if (place.number === "float") {
    viewOf(bytes).setFloat32(place.byteOffset, count, place.order === "little");
    return;
  }
  const old = wordAt(place, bytes);
  const bits = count < 0 ? count + 2 ** bitLength : count;
  let word = old + (bits - bitsOf(place, old)) * 2 ** lowestBit;
  for (const offset of offsetsOf(place).toReversed()) {
    bytes[offset] = word % 256;
    word = Math.floor(word / 256);
  }
};
