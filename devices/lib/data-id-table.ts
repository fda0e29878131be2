import type { FixedField } from "./fixed-layout-table.ts";

/** A channel, a data id (low byte first) and four bytes of value. */
export const ENTRY_LENGTH = 7;
export const ID_OFFSET = 1;
export const VALUE_OFFSET = 3;
/** Over all entries, at the end, low byte first. */
export const CRC_LENGTH = 2;

/** What the entries of a frame mean. */
export interface DataIdTable {
  /** Fields by data id; their places lie within the four bytes of the value. */
  readonly entries: Readonly<Record<number, readonly FixedField[]>>;
  /** The data ids of what a camera sees, one for each target. */
  readonly targets: { readonly first: number; readonly last: number };
}

/** `0x0007` */
export const dataIdName = (dataId: number): string => `0x${dataId.toString(16).padStart(4, "0")}`;
