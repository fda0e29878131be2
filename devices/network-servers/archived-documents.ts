import { isDocument } from "./read-document.ts";
import { networkServers } from "./recognise.ts";

const BYTE_ORDER_MARK = /^\uFEFF/;
export const NOT_JSON = Symbol("not JSON");

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return NOT_JSON;
    throw error;
  }
};

/** The documents of a text: one, a list of them, or one on each line. What is not JSON has its place, as `NOT_JSON`. */
export const documentsOf = (input: string): readonly unknown[] => {
  const text = input.replace(BYTE_ORDER_MARK, "");
  if (text.trim() === "") return [];
  const whole = jsonOf(text);
  if (whole !== NOT_JSON) return Array.isArray(whole) ? whole : [whole];
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map(jsonOf);
};

const isKnown = (document: unknown): boolean =>
  isDocument(document) && networkServers.some(({ recognises }) => recognises(document));

/** Archives keep a document inside of another: under `document`, or under `payload`. */
export const unwrapped = (document: unknown): unknown => {
  if (!isDocument(document) || isKnown(document)) return document;
  return [document.document, document.payload].find(isDocument) ?? document;
};
