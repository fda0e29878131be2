import type { Finding, HealthNotice } from "#shared/domain/finding.ts";
import { departmentsFor } from "#shared/domain/jurisdiction.ts";
import type { Addressee, Role } from "#shared/domain/recipient.ts";
import type { Site } from "#shared/domain/site.ts";
import { hazardOf } from "#shared/rules/hazards.ts";
import { type Routed, routeAlert, toldKey } from "../route.ts";

const KEEPERS: readonly Role[] = ["maintenance", "village_office"];

/**
 * Who hears of which finding, as data. Never villagers: only of a site in alarm that nobody can see any more does everybody hear
 * who is told of that alarm.
 */
export const HEALTH_ROUTES: Readonly<Record<Finding["kind"], readonly Role[]>> = {
  silent_device: KEEPERS,
  silent_quantity: KEEPERS,
  stuck_value: KEEPERS,
  battery_low: KEEPERS,
  battery_falling: KEEPERS,
  link_loss: KEEPERS,
  link_margin: KEEPERS,
  moved: KEEPERS,
  gateway_down: KEEPERS,
  blind_in_alarm: KEEPERS,
};

/**
 * Who hears a notice. What has opened goes by the route; that it is over hears whoever heard that it had begun, as far as they
 * are still listed and consent, and nobody else.
 *
 * @param told `recipientId/channel` of everyone who heard of the opening
 */
export const routeNotice = (
  notice: Pick<HealthNotice, "change" | "finding">,
  addressees: readonly Addressee[],
  told: readonly string[],
  sites: readonly Pick<Site, "siteId" | "jurisdiction">[],
): readonly Routed[] =>
  notice.change === "closed" ? heardBefore(addressees, told) : byRoute(notice.finding, addressees, sites);

const heardBefore = (addressees: readonly Addressee[], told: readonly string[]): readonly Routed[] =>
  addressees.filter(mayBeTold).flatMap((addressee) => {
    const channels = addressee.channels.filter((channel) =>
      told.includes(toldKey(addressee.recipientId, channel)),
    );
    return channels.length === 0 ? [] : [{ addressee, channels, reason: "told_before" as const }];
  });

const byRoute = (
  finding: Finding,
  addressees: readonly Addressee[],
  sites: readonly Pick<Site, "siteId" | "jurisdiction">[],
): readonly Routed[] => {
  const keepers = addressees
    .filter(({ role, channels }) => HEALTH_ROUTES[finding.kind].includes(role) && channels.length > 0)
    .map((addressee) => ({ addressee, channels: addressee.channels, reason: "routed" as const }));
  if (finding.kind !== "blind_in_alarm") return keepers;
  const { hazard, level, siteId, evidence = [] } = finding;
  const site = sites.find((candidate) => candidate.siteId === siteId);
  const others = addressees.filter(({ role }) => !HEALTH_ROUTES[finding.kind].includes(role));
  const routing = routeAlert({
    routes: hazardOf(hazard).routes,
    departments: departmentsFor(site ?? {}, hazard),
    level,
    evidence,
    isUnconfirmed: false,
    endsQuietly: false,
    addressees: others,
    told: [],
  });
  return [...keepers, ...routing.routed];
};

const mayBeTold = ({ role, consented }: Addressee): boolean => role !== "subscriber" || consented;
