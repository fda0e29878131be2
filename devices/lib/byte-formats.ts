/** How a number lies in a frame. `read` and `write` expect `byteLength` bytes from `offset` on. */
export interface NumberFormat {
  readonly byteLength: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly read: (view: DataView, offset: number) => number;
  readonly write: (view: DataView, offset: number, value: number) => void;
}

/** How a code that is no number lies in a frame. */
export interface TextFormat {
  readonly byteLength: number;
  readonly read: (view: DataView, offset: number) => string;
}

export const u8: NumberFormat = {
  byteLength: 1,
  minimum: 0,
  maximum: 0xff,
  read: (view, offset) => view.getUint8(offset),
  write: (view, offset, value) => view.setUint8(offset, value),
};

export const u16le: NumberFormat = {
  byteLength: 2,
  minimum: 0,
  maximum: 0xffff,
  read: (view, offset) => view.getUint16(offset, true),
  write: (view, offset, value) => view.setUint16(offset, value, true),
};

export const i16le: NumberFormat = {
  byteLength: 2,
  minimum: -0x8000,
  maximum: 0x7fff,
  read: (view, offset) => view.getInt16(offset, true),
  write: (view, offset, value) => view.setInt16(offset, value, true),
};

export const u32le: NumberFormat = {
  byteLength: 4,
  minimum: 0,
  maximum: 0xffff_ffff,
  read: (view, offset) => view.getUint32(offset, true),
  write: (view, offset, value) => view.setUint32(offset, value, true),
};

/** A signed number in the upper 15 of 16 bits. The lowest bit belongs to something else, and is left as it is: {@link lowestBit}. */
export const tilt15: NumberFormat = {
  byteLength: 2,
  minimum: -0x4000,
  maximum: 0x3fff,
  read: (view, offset) => view.getInt16(offset, true) >> 1,
  write: (view, offset, value) => view.setInt16(offset, value * 2 + (view.getInt16(offset, true) & 1), true),
};

/** The lowest bit of 16, beside a number in the others: {@link tilt15}. */
export const lowestBit: NumberFormat = {
  byteLength: 2,
  minimum: 0,
  maximum: 1,
  read: (view, offset) => view.getUint16(offset, true) & 1,
  write: (view, offset, value) =>
    view.setUint16(offset, (view.getUint16(offset, true) & 0xfffe) + value, true),
};

/** Bytes as hexadecimal digits: serial numbers, version codes. */
export const hex = (byteLength: number): TextFormat => ({
  byteLength,
  read: (view, offset) =>
    Array.from({ length: byteLength }, (_, index) => hexByte(view.getUint8(offset + index))).join(""),
});

/** One byte as major and minor version: `0x12` is `1.2`. */
export const nibbles: TextFormat = {
  byteLength: 1,
  read: (view, offset) => `${view.getUint8(offset) >> 4}.${view.getUint8(offset) & 0x0f}`,
};

/** `0a` */
export const hexByte = (byte: number): string => byte.toString(16).padStart(2, "0");
