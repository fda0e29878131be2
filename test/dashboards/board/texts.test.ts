import { describe, expect, test } from "vitest";
import { textsOf } from "#dashboards/board/texts/of-language.ts";
import { LANGUAGES } from "#shared/domain/language.ts";
import { RAISED_LEVELS } from "#shared/domain/level.ts";

/** Every text of a table by its path; a sentence with gaps is filled with numbers. */
const sentences = (table: object, path = ""): readonly (readonly [string, string])[] =>
  Object.entries(table).flatMap(([key, value]) => {
    const here = `${path}${key}`;
    if (typeof value === "string") return [[here, value] as const];
    if (typeof value === "function") return [[here, String(value(7, 8, 9))] as const];
    return sentences(value, `${here}.`);
  });

const CHINESE = /[一-鿿]/;

describe("the words of the board", () => {
  test("are complete in every language", () => {
    const [first, ...others] = LANGUAGES.map((language) =>
      sentences(textsOf[language]).map(([path]) => path),
    );
    for (const other of others) expect(other).toEqual(first);
    for (const language of LANGUAGES) {
      for (const [path, text] of sentences(textsOf[language])) {
        expect(text, path).not.toMatch(/undefined|NaN|\[object/);
        expect(text.length, path).toBeGreaterThan(0);
      }
    }
  });

  test("are Chinese in Chinese and English in English", () => {
    for (const [path, text] of sentences(textsOf["zh-HK"])) {
      expect(text.replace(/JavaScript/g, ""), path).not.toMatch(/[A-Za-z]/);
    }
    for (const [path, text] of sentences(textsOf.en)) expect(text, path).not.toMatch(CHINESE);
  });

  test("say what to do at every level that is raised", () => {
    for (const language of LANGUAGES) {
      const { adviceAtDrain, adviceOnRoad } = textsOf[language];
      expect(Object.keys(adviceAtDrain)).toEqual(RAISED_LEVELS);
      expect(Object.keys(adviceOnRoad)).toEqual(RAISED_LEVELS);
    }
  });

  test("count minutes, then hours, then days", () => {
    const ages = [0, 1, 119, 120, 2879, 2880].map((minutes) => textsOf.en.ago(minutes));
    expect(ages).toEqual(["just now", "1 min ago", "119 min ago", "2 h ago", "47 h ago", "2 days ago"]);
    expect([0, 1, 120, 2880].map(textsOf["zh-HK"].ago)).toEqual(["剛剛", "1分鐘前", "2小時前", "2日前"]);
  });
});
