/**
 * The GSM 7-bit default alphabet and its extension table (3GPP TS 23.038, section 6.2.1). A character of the extension takes two
 * septets. One character outside both makes the whole message UCS-2.
 */
const BASIC = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
const EXTENSION = new Set("\f^{}\\[~]|€");

/** Typographic characters that have a plain twin in the alphabet. */
const PLAIN: ReadonlyMap<string, string> = new Map([
  ["‘", "'"],
  ["’", "'"],
  ["“", '"'],
  ["”", '"'],
  ["–", "-"],
  ["—", "-"],
  ["…", "..."],
  ["`", "'"],
]);

const ONE_PART_SEPTETS = 160;
const ONE_PART_UCS2_UNITS = 70;

/** How many septets a text takes, or undefined when a character of it is outside the alphabet. */
export const gsmSeptets = (text: string): number | undefined => {
  let septets = 0;
  for (const character of text) {
    if (BASIC.has(character)) septets += 1;
    else if (EXTENSION.has(character)) septets += 2;
    else return undefined;
  }
  return septets;
};

/** Whether a text goes out as one SMS: 160 septets, or 70 UTF-16 units as soon as one character needs UCS-2. */
export const fitsOneSms = (text: string): boolean => {
  const septets = gsmSeptets(text);
  return septets === undefined ? text.length <= ONE_PART_UCS2_UNITS : septets <= ONE_PART_SEPTETS;
};

/** Parts of a longer message carry a header of 6 octets that says which part each is. */
const FURTHER_PART_SEPTETS = 153;
const FURTHER_PART_UCS2_UNITS = 67;

/** How many SMS a text goes out as. A provider may need one more where a character of two units or septets would be cut in half. */
export const smsParts = (text: string): number => {
  if (fitsOneSms(text)) return 1;
  const septets = gsmSeptets(text);
  return septets === undefined
    ? Math.ceil(text.length / FURTHER_PART_UCS2_UNITS)
    : Math.ceil(septets / FURTHER_PART_SEPTETS);
};

/**
 * A text in the GSM alphabet: typographic marks become plain ones, accents that the alphabet lacks are taken off, and what has no
 * twin is left out. A name written wholly in another script comes out empty.
 */
export const toGsm = (text: string): string => [...text].map(gsmTwin).join("").replace(/ {2,}/g, " ").trim();

const gsmTwin = (character: string): string => {
  const plain = PLAIN.get(character) ?? character;
  if (gsmSeptets(plain) !== undefined) return plain;
  return [...plain.normalize("NFKD")].filter((part) => gsmSeptets(part) !== undefined).join("");
};
