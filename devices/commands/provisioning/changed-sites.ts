import diff from "microdiff";
import type { Village } from "#shared/domain/village.ts";

type Provisioned = Omit<Village, "maintenance">;

/** The sites of the new village of which anything is known that was not known before: those must be judged anew. */
export const changedSites = (before: Provisioned | undefined, after: Provisioned): readonly string[] => {
  const ids = after.sites.map(({ siteId }) => siteId);
  if (before === undefined) return ids;
  return ids.filter((siteId) => diff(known(before, siteId), known(after, siteId)).length > 0);
};

/** The village's own name and number stand on every site's board and in every alert. */
const known = ({ sites, devices, ...village }: Provisioned, siteId: string) => ({
  village,
  site: sites.filter((site) => site.siteId === siteId),
  devices: devices.filter(({ assignments }) =>
    assignments.some((assignment) => assignment.siteId === siteId),
  ),
});
