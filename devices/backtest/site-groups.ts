import type { Village } from "#shared/domain/village.ts";
import { ruleFor } from "#shared/rules/hazards.ts";
import type { BacktestSetup } from "./backtest-setup.ts";
import { newSiteRun, type SiteRun } from "./site-run.ts";

/** Sites that hear of each other and have to be played together, in the order of their rows. */
export type SiteGroup = readonly SiteRun[];

/** A run for every site of the village, in groups that have nothing to do with each other. */
export const siteGroups = (setup: BacktestSetup): readonly SiteGroup[] => {
  const runs = new Map(setup.village.sites.map(({ siteId }) => [siteId, newSiteRun(setup, siteId)]));
  const groups = new Map([...runs.values()].map((run) => [run, new Set([run])]));
  for (const [siteId, run] of runs) {
    run.near = nearSites(setup.village, siteId).flatMap((near) => runs.get(near) ?? []);
    for (const near of run.near) {
      const together = new Set([...(groups.get(run) ?? []), ...(groups.get(near) ?? [])]);
      for (const member of together) groups.set(member, together);
    }
  }
  return [...new Set(groups.values())].map((group) => [...group]);
};

/** Whose word can count at a site, under any of its settings. */
const nearSites = ({ sites }: Village, siteId: string): readonly string[] => {
  const site = sites.find((one) => one.siteId === siteId);
  if (site === undefined) return [];
  const named = site.hazards.flatMap(
    ({ hazard, settings }) => ruleFor(hazard).neighbourSites?.(settings, site, sites) ?? [],
  );
  return [...new Set(named)].filter((near) => near !== siteId);
};
