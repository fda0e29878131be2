import type { Village } from "#shared/domain/village.ts";

type Provisioned = Pick<Village, "sites" | "devices">;

/** What is registered and no longer in the file, in words: sites, hazards of sites, devices. */
export const removals = (before: Provisioned, after: Provisioned): readonly string[] => [
  ...before.sites.flatMap((site) => {
    const left = after.sites.find(({ siteId }) => siteId === site.siteId);
    if (left === undefined) return [`site ${site.siteId}`];
    return [...new Set(site.hazards.map(({ hazard }) => hazard))]
      .filter((hazard) => !left.hazards.some((entry) => entry.hazard === hazard))
      .map((hazard) => `${hazard} at ${site.siteId}`);
  }),
  ...goneDevices(before, after).map((devEui) => `device ${devEui}`),
];

/** Devices that are registered and no longer in the file. */
export const goneDevices = (before: Provisioned, after: Provisioned): readonly string[] =>
  before.devices
    .map(({ devEui }) => devEui)
    .filter((devEui) => !after.devices.some((device) => device.devEui === devEui));
