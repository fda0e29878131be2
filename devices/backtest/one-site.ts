import type { Device } from "#shared/domain/device.ts";
import type { HazardConfiguration, Site } from "#shared/domain/site.ts";
import type { Village } from "#shared/domain/village.ts";

/** The beginning of all time: what a file says of now is tried on recordings of any year. */
const ALWAYS = 0;

/**
 * A village of one site, whose newest settings and newest places of its sensors hold throughout: what a file says now, tried on a recording
 * of any year. Who worked at a sensor and when is of another time.
 */
export const throughout = (village: Village, site: Site, devices: readonly Device[]): Village => {
  const { maintenance: _, ...rest } = village;
  return {
    ...rest,
    sites: [{ ...site, hazards: newestOfEach(site.hazards) }],
    devices: devices.map((device) => ({ ...device, assignments: placeAt(device, site.siteId) })),
  };
};

const newestOfEach = (hazards: readonly HazardConfiguration[]): HazardConfiguration[] => {
  const newest = new Map<string, HazardConfiguration>();
  for (const entry of hazards) {
    const known = newest.get(entry.hazard);
    if (known === undefined || entry.validFrom >= known.validFrom) newest.set(entry.hazard, entry);
  }
  return [...newest.values()].map(({ hazard, settings }) => ({ hazard, settings, validFrom: ALWAYS }));
};

/** The newest place of a device at a site. */
export const newestPlace = (
  { assignments }: Device,
  siteId: string,
): Device["assignments"][number] | undefined =>
  assignments
    .filter((assignment) => assignment.siteId === siteId)
    .toSorted((a, b) => a.validFrom - b.validFrom)
    .at(-1);

const placeAt = (device: Device, siteId: string): Device["assignments"] => {
  const place = newestPlace(device, siteId);
  if (place === undefined) return [];
  const { validTo: _, ...lasting } = place;
  return [{ ...lasting, validFrom: ALWAYS }];
};
