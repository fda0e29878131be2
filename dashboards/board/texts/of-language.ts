import type { Language } from "#shared/domain/language.ts";
import { en } from "./en.ts";
import type { Texts } from "./texts.ts";
import { zhHk } from "./zh-hk.ts";

export const textsOf: Readonly<Record<Language, Texts>> = { "zh-HK": zhHk, en };

/** The one other language: the button leads there, and names stand beside each other in both. */
export const otherLanguage = (language: Language): Language => (language === "en" ? "zh-HK" : "en");
