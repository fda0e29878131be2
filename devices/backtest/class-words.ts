import { QUANTITIES } from "#shared/domain/quantity.ts";
import type { HazardConfiguration } from "#shared/domain/site.ts";
import type { SeriesRow } from "./series-row.ts";

/** The numbers that a camera's model has for what it sees, by the words of people. */
export type ClassNumbers = ReadonlyMap<string, number>;

const ONE = /^(.+)Class$/;
const SEVERAL = /^(.+)Classes$/;

/** A word for a class, as it is compared: `Wild Boar ` is `wild boar`. */
export const classWord = (text: string): string => text.trim().toLowerCase();

const HIGHEST_CLASS = QUANTITIES.vision_class.maximum;

/** `WORD=NUMBER`, as `fox=7`. */
export const classOption = (
  text: string,
): { readonly word: string; readonly number: number } | { readonly error: string } => {
  const at = text.lastIndexOf("=");
  const [word, number] = [classWord(text.slice(0, Math.max(0, at))), text.slice(at + 1).trim()];
  return word !== "" && /^\d{1,3}$/.test(number) && Number(number) <= HIGHEST_CLASS
    ? { word, number: Number(number) }
    : { error: `--class: "${text}" is not WORD=NUMBER, like fox=7; numbers go from 0 to ${HIGHEST_CLASS}` };
};

/** The classes that a site's settings name: `pigClass: 2` is a pig, `vehicleClasses: [1, 4]` vehicles, of which any will do. */
export const classesNamedAt = (hazards: readonly HazardConfiguration[]): ClassNumbers =>
  new Map(
    hazards
      .toSorted((a, b) => a.validFrom - b.validFrom)
      .flatMap(({ settings }) => Object.entries(settings))
      .flatMap(([field, value]) => {
        const several = Array.isArray(value) ? SEVERAL.exec(field)?.[1] : undefined;
        const word = several ?? ONE.exec(field)?.[1];
        const number: unknown = Array.isArray(value) ? value[0] : value;
        return word === undefined || typeof number !== "number" ? [] : [[classWord(word), number] as const];
      }),
  );

/** Puts numbers in the place of words; or says which words nobody gave a number, in a sentence. */
export const withClassNumbers = (
  rows: readonly SeriesRow[],
  named: ClassNumbers,
): readonly SeriesRow[] | { readonly error: string } => {
  const said = new Set(rows.flatMap(({ classWord: word }) => word ?? []));
  if (said.size === 0) return rows;
  const unknown = [...said].filter((word) => !named.has(word));
  if (unknown.length > 0) return { error: unknownWords(unknown, named) };
  return rows.map(({ classWord: word, ...row }) => {
    const number = word === undefined ? undefined : named.get(word);
    return number === undefined ? row : { ...row, values: { vision_class: number, ...row.values } };
  });
};

const MOST_NAMED = 8;

const unknownWords = (unknown: readonly string[], named: ClassNumbers): string => {
  const words = unknown.slice(0, MOST_NAMED).map((word) => `"${word}"`);
  const further = unknown.length > MOST_NAMED ? ` and ${unknown.length - MOST_NAMED} more` : "";
  const known = [...named].map(([word, number]) => `${word} ${number}`).join(", ");
  return `--value: ${words.join(", ")}${further} in vision_class ${unknown.length === 1 ? "is no class" : "are no classes"} that the site names (it names ${known === "" ? "none" : known}): say which number of the camera's model each is, as --class "${unknown[0]}=7"`;
};
