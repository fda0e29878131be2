import diff from "microdiff";
import type { Site } from "#shared/domain/site.ts";

interface Sites {
  readonly sites: readonly Site[];
}

/** The registered sites of which the file says other thresholds or settings than stand. */
export const changedThresholds = (before: Sites | undefined, after: Sites): readonly string[] =>
  after.sites.flatMap(({ siteId, hazards }) => {
    const old = before?.sites.find((site) => site.siteId === siteId);
    return old !== undefined && diff(old.hazards, hazards).length > 0 ? [siteId] : [];
  });
