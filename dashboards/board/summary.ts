import type { Language } from "#shared/domain/language.ts";
import { RAISED_LEVELS } from "#shared/domain/level.ts";
import type { VillageStatus } from "#shared/domain/status.ts";
import type { SiteView, Tone } from "./site-view.ts";
import type { Texts } from "./texts/texts.ts";

/** What stands at the top of the board, worst first. */
export type Summary = readonly { readonly tone: Tone; readonly text: string }[];

/** Worst first. */
const TROUBLED: readonly Tone[] = [...RAISED_LEVELS.slice().reverse(), "unknown"];

/** Each tone there is; calm only when every site is known to be calm. A single site in trouble is named, more are counted. */
export const summaryOf = (sites: readonly SiteView[], lost: boolean, texts: Texts): Summary => {
  const [first, ...others] = sites.filter((site) => site.tone !== "normal");
  const wordOf = (tone: Tone): string => (tone === "unknown" ? texts.unknown : texts.levels[tone]);
  if (first !== undefined && others.length === 0) {
    return [{ tone: first.tone, text: texts.siteAt(wordOf(first.tone), first.name) }];
  }
  if (first === undefined) {
    return lost || sites.length === 0
      ? [{ tone: "unknown", text: texts.unknown }]
      : [{ tone: "normal", text: texts.allNormal }];
  }
  return TROUBLED.map((tone) => ({ tone, count: sites.filter((site) => site.tone === tone).length }))
    .filter(({ count }) => count > 0)
    .map(({ tone, count }) => ({ tone, text: texts.sitesAt(wordOf(tone), count) }));
};

/** The words on the browser's tab: the worst comes first there too. */
export const titleOf = (
  status: VillageStatus | undefined,
  worst: string | undefined,
  texts: Texts,
  language: Language,
): string =>
  [
    status?.exercise === undefined ? undefined : texts.exercise,
    worst,
    status?.name[language],
    texts.productName,
  ]
    .filter((part) => part !== undefined)
    .join(" · ");
