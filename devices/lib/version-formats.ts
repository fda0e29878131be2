import { hexByte, type TextFormat } from "./byte-formats.ts";
import type { ByteOrder } from "./fixed-layout-place.ts";

const bytesOf = (view: DataView, offset: number, byteLength: number, order: ByteOrder): readonly number[] => {
  const bytes = Array.from({ length: byteLength }, (_, index) => view.getUint8(offset + index));
  return order === "big" ? bytes : bytes.reverse();
};

/** A version number of a byte each: `00 27 02` is `0.39.2`. */
export const dotted = (byteLength: number, order: ByteOrder = "big"): TextFormat => ({
  byteLength,
  read: (view, offset) => bytesOf(view, offset, byteLength, order).join("."),
});

/** A serial number whose lowest byte comes first. */
export const hexLowestFirst = (byteLength: number): TextFormat => ({
  byteLength,
  read: (view, offset) => bytesOf(view, offset, byteLength, "little").map(hexByte).join(""),
});
