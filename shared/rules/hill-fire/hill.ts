import type { Position } from "#shared/domain/geometry.ts";
import type { Site } from "#shared/domain/site.ts";
import type { HillFireSettings } from "./hill-fire-settings.ts";
import { hillFireSettingsSchema } from "./hill-fire-settings.ts";

/** Smoke from a fire between two sensors this far apart reaches both within 20 minutes in a light wind. */
const NEAR_M = 2_000;
const EARTH_RADIUS_M = 6_371_000;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Metres between two places a few kilometres apart. */
const distanceM = ([lonA, latA]: Position, [lonB, latB]: Position): number => {
  const east = radians(lonB - lonA) * Math.cos(radians((latA + latB) / 2));
  return EARTH_RADIUS_M * Math.hypot(east, radians(latB - latA));
};

const hillsOf = ({ hazards }: Site): readonly string[] =>
  hazards
    .filter(({ hazard }) => hazard === "hill_fire")
    .flatMap(({ settings }) => hillFireSettingsSchema.parse(settings).hill ?? []);

/** The sites that watch for fires on the same hill; of a site that names no hill, those within two kilometres. */
export const sitesNear = (
  { hill }: HillFireSettings,
  site: Site,
  sites: readonly Site[],
): readonly string[] =>
  sites
    .filter((other) => other.hazards.some(({ hazard }) => hazard === "hill_fire"))
    .filter((other) =>
      hill === undefined ? distanceM(site.position, other.position) <= NEAR_M : hillsOf(other).includes(hill),
    )
    .map(({ siteId }) => siteId);
