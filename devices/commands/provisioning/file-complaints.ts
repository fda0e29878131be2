import { kinks } from "@turf/kinks";
import * as z from "zod";
import { findProfile, profiles } from "#devices/registry.ts";
import type { Device } from "#shared/domain/device.ts";
import type { Geometry } from "#shared/domain/geometry.ts";
import type { VillageFile } from "#shared/domain/village.ts";
import type { Complaint } from "#shared/domain/village-complaints.ts";
import { HAZARDS } from "#shared/rules/hazard-list.ts";
import { checkSettings, ruleFor } from "#shared/rules/hazards.ts";
import { plainIssue } from "../plain-issue.ts";

/** What the hazards' rules, the catalogue of devices and geometry have against a file that is otherwise well formed. */
export const fileComplaints = (village: VillageFile): readonly Complaint[] => [
  ...settingsComplaints(village),
  ...geometryComplaints(village),
  ...village.devices.flatMap((device, index) => modelComplaints(device, village, ["devices", index])),
];

/** Thresholds belong to the hazard's rule, which checks them itself. */
const settingsComplaints = ({ sites }: VillageFile): readonly Complaint[] =>
  sites.flatMap((site, siteIndex) =>
    site.hazards.flatMap(({ hazard, settings }, hazardIndex) => {
      const path = ["sites", siteIndex, "hazards", hazardIndex];
      try {
        checkSettings(hazard, settings);
        return [];
      } catch (error) {
        if (error instanceof z.ZodError) {
          return error.issues.map((issue) => ({
            path: [...path, "settings", ...issue.path],
            message: plainIssue(issue),
          }));
        }
        if (error instanceof Error) {
          return [{ path: [...path, "hazard"], message: `${error.message}; known: ${knownHazards()}` }];
        }
        throw error;
      }
    }),
  );

const knownHazards = (): string => HAZARDS.map(({ rule }) => rule.hazard).join(", ");

/** A gauge whose height is not known tells no water level. */
const floodQuantities = ruleFor("flood").quantities;

const geometryComplaints = ({ boundary, sites }: VillageFile): readonly Complaint[] => [
  ...crossings(boundary, ["boundary"]),
  ...sites.flatMap(({ geometry }, index) => crossings(geometry, ["sites", index, "geometry"])),
];

/** An area whose outline crosses itself has no inside. A line may cross itself: roads do. */
const crossings = (geometry: Geometry | undefined, path: readonly PropertyKey[]): readonly Complaint[] => {
  if (geometry?.type !== "Polygon") return [];
  const [crossing] = kinks(geometry).features;
  return crossing === undefined
    ? []
    : [
        {
          path: [...path, "coordinates"],
          message: `the outline crosses itself at [${crossing.geometry.coordinates.join(", ")}]`,
        },
      ];
};

const modelComplaints = (
  device: Device,
  village: VillageFile,
  path: readonly PropertyKey[],
): readonly Complaint[] => {
  const profile = findProfile(device.profileId);
  // A device whose frames nobody can read would be silent for ever.
  if (profile === undefined) {
    return [
      {
        path: [...path, "profileId"],
        message: `no model is called ${device.profileId}; known: ${profiles.map(({ id }) => id).join(", ")}`,
      },
    ];
  }
  const heights = floodQuantities.some((quantity) => profile.quantities.includes(quantity))
    ? heightComplaints(device, village, path)
    : [];
  const intervals = (["reportIntervalS", "fastReportIntervalS"] as const).flatMap((field) => {
    const reportIntervalS = device[field];
    if (reportIntervalS === undefined) return [];
    const encoded = profile.encodeDownlink?.({ reportIntervalS });
    return encoded !== undefined && "error" in encoded
      ? [{ path: [...path, field], message: encoded.error }]
      : [];
  });
  return [...heights, ...intervals];
};

/** `water_level = sensorHeight - distance`: without the height a distance says nothing of a flood. */
const heightComplaints = (
  { assignments }: Device,
  { sites }: VillageFile,
  path: readonly PropertyKey[],
): readonly Complaint[] =>
  assignments.flatMap(({ siteId, sensorHeightM }, index) => {
    const site = sites.find((candidate) => candidate.siteId === siteId);
    const isForFloods = site?.hazards.some(({ hazard }) => hazard === "flood") ?? false;
    return isForFloods && sensorHeightM === undefined
      ? [
          {
            path: [...path, "assignments", index, "sensorHeightM"],
            message: `is missing: it measures the distance to the water, and ${siteId} is watched for floods, so its height above the site's datum is needed, metres`,
          },
        ]
      : [];
  });
