import type { Language } from "#shared/domain/language.ts";
import { RAISED_LEVELS } from "#shared/domain/level.ts";
import type { VillageStatus } from "#shared/domain/status.ts";
import type { SiteView, Tone } from "./site-view.ts";
import type { Texts } from "./texts/texts.ts";

/** What stands at the top of the board, worst first. */
export type Summary = readonly { readonly tone: Tone; readonly text: string }[];

/** Worst first. */
const TROUBLED: readonly Tone[] = [...RAISED_LEVELS.slice().reverse(), "unknown"];

/** Each tone there is; calm only when every site is known to be calm. */
export const summaryOf = (sites: readonly SiteView[], lost: boolean, texts: Texts): Summary => {
  const troubled = TROUBLED.map((tone) => ({ tone, at: sites.filter((site) => site.tone === tone) }))
    .filter(({ at }) => at.length > 0)
    .map(({ tone, at }) => ({ tone, text: groupText(tone, at, texts) }));
  if (troubled.length > 0) return troubled;
  return lost || sites.length === 0
    ? [{ tone: "unknown", text: texts.unknown }]
    : [{ tone: "normal", text: texts.allNormal }];
};

const groupText = (tone: Tone, sites: readonly SiteView[], texts: Texts): string => {
  const word = tone === "unknown" ? texts.unknown : texts.levels[tone];
  const [only, ...others] = sites.map((site) => site.name);
  return only !== undefined && others.length === 0
    ? texts.siteAt(word, only)
    : texts.sitesAt(word, sites.length);
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
