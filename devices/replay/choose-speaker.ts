import type { Device } from "#shared/domain/device.ts";
import type { Site } from "#shared/domain/site.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import { validAt } from "#shared/domain/validity.ts";
import type { Village } from "#shared/domain/village.ts";
import { findProfile } from "../registry.ts";
import type { Speaker } from "./frames.ts";

/** A provisioned device, where it stands, and how it speaks. */
export interface PlacedSpeaker extends Speaker {
  readonly village: Village;
  readonly site: Site;
  /** Absent where the device measures no distance. */
  readonly sensorHeightM: number | undefined;
}

export type Chosen = PlacedSpeaker | { readonly error: string };

/** What the registry knows of a device, as it stands at an instant. */
export const speakerFor = (village: Village, device: Device, at: EpochMs): Chosen => {
  const { devEui, profileId } = device;
  const profile = findProfile(profileId);
  if (profile === undefined) {
    return { error: `device ${devEui} has the profile ${profileId}, which the catalogue does not hold` };
  }
  const assignment = validAt(device.assignments, at);
  const site = village.sites.find(({ siteId }) => siteId === assignment?.siteId);
  return assignment === undefined || site === undefined
    ? { error: `device ${devEui} stands at no site of ${village.villageId} now` }
    : { devEui, profile, village, site, sensorHeightM: assignment.sensorHeightM };
};

/** The device that watches a site at an instant. */
export const speakerAtSite = (village: Village, siteId: string, at: EpochMs): Chosen => {
  const known = village.sites.map((site) => site.siteId);
  if (!known.includes(siteId)) {
    return { error: `${village.villageId} has no site ${siteId}; it has ${known.join(", ")}` };
  }
  const device = village.devices.find(({ assignments }) => validAt(assignments, at)?.siteId === siteId);
  return device === undefined
    ? { error: `no device stands at ${siteId} now` }
    : speakerFor(village, device, at);
};
