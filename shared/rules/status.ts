import type { Assessment } from "#shared/domain/assessment.ts";
import type { Bilingual } from "#shared/domain/language.ts";
import { highest } from "#shared/domain/level.ts";
import type { SiteState } from "#shared/domain/site-state.ts";
import type { SiteStatus } from "#shared/domain/status.ts";
import { type EpochMs, SECOND_MS } from "#shared/domain/time.ts";
import { evaluateSite } from "./evaluate.ts";
import type { HazardDefinition } from "./hazard-definition.ts";
import { hazardOf, ruleFor } from "./hazards.ts";
import { blindAfterMs, configurationAt, type SiteContext } from "./site-context.ts";

/** What a board shows of a site: its worst hazard. The age of the reading is for the page to judge. */
export const siteStatus = (state: SiteState, context: SiteContext, now: EpochMs): SiteStatus => {
  const timelines = evaluateSite(state, context, now);
  const worstLevel = highest(timelines.map(({ level }) => level));
  const worst = timelines.find(({ level }) => level === worstLevel);
  if (worst === undefined) throw new Error(`site ${state.siteId} is not watched for any hazard`);
  const { head, since, seenAt, endsAt } = worst;
  const { words } = hazardOf(worst.hazard);
  const settings = configurationAt(context.site, worst.hazard, head?.observedAt ?? now)?.settings;
  return {
    siteId: context.site.siteId,
    name: context.site.name,
    position: context.site.position,
    hazard: worst.hazard,
    hazardName: { "zh-HK": words["zh-HK"].event, en: words.en.event },
    level: worst.level,
    score: head?.score ?? 0,
    staleAfterS: blindAfterMs(context, now) / SECOND_MS,
    suspect: worst.suspect,
    stateVersion: state.version,
    ...(since === undefined ? {} : { since }),
    ...(endsAt === undefined ? {} : { endsAt }),
    ...(head === undefined ? {} : saysOf(words, head)),
    ...(seenAt === undefined ? {} : { observedAt: seenAt }),
    ...(head === undefined || settings === undefined ? {} : ruleFor(worst.hazard).details(head, settings)),
  };
};

const saysOf = (
  words: HazardDefinition["words"],
  { evidence }: Assessment,
): { readonly says?: Bilingual } => {
  const chinese = words["zh-HK"].boardLine?.(evidence);
  const english = words.en.boardLine?.(evidence);
  return chinese === undefined || english === undefined ? {} : { says: { "zh-HK": chinese, en: english } };
};
