import { CANARY } from "#shared/domain/canary.ts";
import type { Hazard } from "#shared/domain/hazard.ts";
import { departmentsFor } from "#shared/domain/jurisdiction.ts";
import type { Recipient, Role } from "#shared/domain/recipient.ts";
import type { Site } from "#shared/domain/site.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import type { VillageFile } from "#shared/domain/village.ts";
import { hazardOf } from "#shared/rules/hazards.ts";

type Listed = Pick<VillageFile, "villageId" | "sites" | "recipients">;

/**
 * What people should know of a village's file whose alerts would reach nobody: a department with a duty that has no recipient, or villagers
 * and a village office that nobody named. A sentence for each; no error, since recipients may be added later. The canary is nobody's
 * village.
 */
export const nobodyToldWarnings = (village: Listed, now: EpochMs): readonly string[] =>
  village.villageId === CANARY.villageId
    ? []
    : [
        ...village.sites.flatMap((site) => departmentWarnings(village, site, now)),
        ...publicWarnings(village, now),
      ];

/** Hazards that a site is or will be watched for. */
const watchedFor = ({ hazards }: Site, now: EpochMs): readonly Hazard[] => [
  ...new Set(
    hazards.filter(({ validTo }) => validTo === undefined || validTo > now).map(({ hazard }) => hazard),
  ),
];

const hasRoute = (hazard: Hazard, role: Role | "department"): boolean =>
  hazardOf(hazard).routes.some((route) => route.role === role);

const departmentWarnings = (
  { villageId, recipients }: Listed,
  site: Site,
  now: EpochMs,
): readonly string[] => {
  const hazards = watchedFor(site, now).filter((hazard) => hasRoute(hazard, "department"));
  return hazards.flatMap((hazard) => {
    const departments = departmentsFor(site, hazard);
    if (departments.length === 0) {
      return [
        `${villageId}, ${site.siteId}: no department is told of ${hazard}; name it in the site's jurisdiction, as { ${hazard}: [fire_services] }`,
      ];
    }
    return departments
      .filter((department) => !isThere(recipients, department))
      .map(
        (department) =>
          `${villageId}, ${site.siteId}: nobody at ${department} is told of ${hazard}; no recipient has the role ${department}`,
      );
  });
};

const isThere = (recipients: readonly Recipient[], wanted: Role): boolean =>
  recipients.some(({ role }) => role === wanted);

/** A hazard is public where villagers are told of it. */
const publicWarnings = ({ villageId, sites, recipients }: Listed, now: EpochMs): readonly string[] => {
  const hazards = [...new Set(sites.flatMap((site) => watchedFor(site, now)))].filter((hazard) =>
    hasRoute(hazard, "subscriber"),
  );
  if (hazards.length === 0) return [];
  const what = hazards.join(", ");
  return [
    ...(isThere(recipients, "village_office")
      ? []
      : [`${villageId}: no village office is told of ${what}; no recipient has the role village_office`]),
    ...(recipients.some(({ role, consentedAt }) => role === "subscriber" && consentedAt !== undefined)
      ? []
      : [
          `${villageId}: no villager is told of ${what}; no recipient has the role subscriber and consentedAt, the day on which they agreed`,
        ]),
  ];
};
