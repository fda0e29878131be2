/** What a file of readings says, and what had to be guessed of how it is written. */
export interface DecodedText {
  readonly text: string;
  readonly note?: string;
}

const UTF_16: readonly (readonly [first: number, second: number, encoding: string])[] = [
  [0xff, 0xfe, "utf-16le"],
  [0xfe, 0xff, "utf-16be"],
];

const SAVE_AS = "open it in a spreadsheet and save the sheet as CSV UTF-8";

/** What people take for a CSV file, by its first bytes (the formats' own signatures). */
const FORMS: readonly { readonly begins: readonly number[]; readonly name: string }[] = [
  { begins: [0x50, 0x4b, 0x03, 0x04], name: `a workbook (.xlsx, .ods) or another ZIP archive: ${SAVE_AS}` },
  { begins: [0xd0, 0xcf, 0x11, 0xe0], name: `an old workbook (.xls): ${SAVE_AS}` },
  { begins: [0x25, 0x50, 0x44, 0x46], name: "a PDF" },
  { begins: [0x1f, 0x8b], name: "compressed: unpack it with gunzip" },
];

/**
 * The text of a file: UTF-8, UTF-16 where it begins so, or the encoding that was named (as `big5`). What is none of these is read as
 * Windows' western one, in which figures are figures.
 */
export const decodeText = (
  bytes: Uint8Array,
  encoding?: string,
): DecodedText | { readonly error: string } => {
  const form = FORMS.find(({ begins }) => begins.every((byte, index) => bytes[index] === byte));
  if (form !== undefined) return { error: `this is ${form.name}; a CSV file is expected` };
  if (encoding !== undefined) return decodedAs(bytes, encoding);
  const wide = UTF_16.find(([first, second]) => bytes[0] === first && bytes[1] === second);
  if (wide !== undefined) return { text: new TextDecoder(wide[2]).decode(bytes) };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return {
      text: new TextDecoder("windows-1252").decode(bytes),
      note: "it is not UTF-8, and was read as windows-1252: name its encoding where a column's name comes out wrong (--encoding big5)",
    };
  }
};

const decodedAs = (bytes: Uint8Array, encoding: string): DecodedText | { readonly error: string } => {
  try {
    return { text: new TextDecoder(encoding).decode(bytes) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return {
      error: `--encoding: "${encoding}" is not known; utf-8, utf-16le, big5, gb18030 and windows-1252 are`,
    };
  }
};
