import type { Language } from "#shared/domain/language.ts";
import { en } from "./texts/en.ts";
import type { TextTable } from "./texts/text-table.ts";
import { zhHk } from "./texts/zh-HK.ts";

/** What is said in each language whatever the hazard. */
export const TEXTS: Readonly<Record<Language, TextTable>> = { "zh-HK": zhHk, en };
