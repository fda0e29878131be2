import type { Alert } from "#shared/domain/alert.ts";
import type { Hazard } from "#shared/domain/hazard.ts";
import type { Language } from "#shared/domain/language.ts";
import { floodFacts } from "./flood-facts.ts";
import { en } from "./texts/en.ts";
import type { TextTable, Wording } from "./texts/text-table.ts";
import { zhHk } from "./texts/zh-HK.ts";

export const TEXTS: Readonly<Record<Language, TextTable>> = { "zh-HK": zhHk, en };

interface Words {
  readonly event: (texts: TextTable) => string;
  readonly wording: (texts: TextTable, alert: Alert) => Wording;
}

/** Every hazard that can be put in words: a further one is its facts, its texts in each language, and a line here. */
const WORDS: Readonly<Record<Hazard, Words>> = {
  flood: {
    event: (texts) => texts.hazards.flood.event,
    wording: (texts, alert) => texts.hazards.flood.wording(floodFacts(alert)),
  },
};

/** @throws an Error for a hazard without texts: a test holds this list against the hazards that have a rule. */
export const wordsFor = (hazard: Hazard): Words => {
  const words = WORDS[hazard];
  if (words === undefined) throw new Error(`there are no texts for the hazard ${hazard}`);
  return words;
};
