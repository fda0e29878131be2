import { highest } from "#shared/domain/level.ts";
import type { SiteState } from "#shared/domain/site-state.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import type { Village } from "#shared/domain/village.ts";
import { evaluateSite } from "#shared/rules/evaluate.ts";

type Provisioned = Pick<Village, "villageId" | "sites" | "devices">;

export interface ReadableStates {
  readonly read: (
    place: { readonly villageId: string; readonly siteId: string },
    how: { readonly consistent: boolean },
  ) => Promise<SiteState | undefined>;
}

/** Sites that are registered and no longer in the file. */
export const removedSites = (
  before: Pick<Village, "sites"> | undefined,
  after: Pick<Village, "sites">,
): Village["sites"] =>
  before?.sites.filter(({ siteId }) => !after.sites.some((site) => site.siteId === siteId)) ?? [];

/** What people should know before a site in alarm is removed, one line each. */
export const raisedRemovals = async (
  before: Provisioned | undefined,
  after: Provisioned,
  states: ReadableStates,
  now: EpochMs,
): Promise<readonly string[]> => {
  if (before === undefined) return [];
  const { villageId, devices } = before;
  const lines: string[] = [];
  for (const site of removedSites(before, after)) {
    const state = await states.read({ villageId, siteId: site.siteId }, { consistent: true });
    const timelines = state === undefined ? [] : evaluateSite(state, { site, devices }, now);
    const level = highest(timelines.map((timeline) => timeline.level));
    if (level !== "normal") {
      lines.push(`  ! ${site.siteId} stands at ${level}: once it is removed, nobody is told that it ended`);
    }
  }
  return lines;
};
