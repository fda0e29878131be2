import type { Language } from "#shared/domain/language.ts";
import type { VillageStatus } from "#shared/domain/status.ts";
import { textsOf } from "./texts/of-language.ts";

/** What a screen reader is told by itself: the sites whose level is another one than in the document before. */
export const levelChanges = (
  before: VillageStatus | undefined,
  after: VillageStatus,
  language: Language,
): readonly string[] => {
  if (before === undefined) return [];
  const texts = textsOf[language];
  return after.sites
    .filter((site) =>
      before.sites.some(
        (earlier) =>
          earlier.siteId === site.siteId && earlier.hazard === site.hazard && earlier.level !== site.level,
      ),
    )
    .map((site) => texts.levelChanged(site.name[language], texts.levels[site.level]));
};
