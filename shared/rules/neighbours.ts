import type { Hazard } from "#shared/domain/hazard.ts";
import type { SiteSignal, SiteState } from "#shared/domain/site-state.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import type { Village } from "#shared/domain/village.ts";
import { knowingClosings } from "./closings.ts";
import { fold } from "./fold.ts";
import { withoutCopies } from "./frame-copies.ts";
import { ruleFor } from "./hazards.ts";
import { configurationAt, hazardsOf, type SiteContext } from "./site-context.ts";

/** The sites whose signals can be evidence of some hazards at a site, itself never among them. */
export const neighbourSites = (
  village: Pick<Village, "sites">,
  { site }: SiteContext,
  hazards: readonly Hazard[],
  at: EpochMs,
): readonly string[] => {
  const named = hazards.flatMap((hazard) => {
    const configuration = configurationAt(site, hazard, at);
    const { neighbourSites: near } = ruleFor(hazard);
    return configuration === undefined || near === undefined
      ? []
      : near(configuration.settings, site, village.sites);
  });
  return [...new Set(named)].filter((siteId) => siteId !== site.siteId);
};

/** What a site says by itself, its own neighbours left out, of each hazard it is watched for: oldest first. */
export const signalsOf = (state: SiteState, site: SiteContext): readonly SiteSignal[] => {
  const context = knowingClosings(site, state);
  const entries = withoutCopies(state.entries);
  return hazardsOf(context.site).flatMap(
    (hazard) => fold(hazard, state.checkpoints[hazard], { entries }, context).signals,
  );
};
