import type { Evidence } from "#shared/domain/evidence.ts";
import type { Level } from "#shared/domain/level.ts";
import { isGrave } from "./alarm-level.ts";
import type { Belief } from "./belief.ts";
import type { WildPigMemory } from "./visit.ts";
import { MOTIONS_BESIDE_RADAR } from "./weights.ts";
import { nearPlaceOf, type WildPigSettings } from "./wild-pig-settings.ts";

/** What was seen is not believed yet. */
export const SECOND_SIGHTING = "second_sighting";

type Need = Extract<Evidence, { kind: "needs" }>;

const need = (what: string, have: number, of: number): readonly Need[] => [
  { kind: "needs", what, have, of, contribution: 0 },
];

/** Why the level is no higher than it is: what is still waited for. Nothing where nothing was detected. */
export const needsOf = (
  memory: WildPigMemory,
  { isNight }: Belief,
  level: Level,
  settings: WildPigSettings,
): readonly Need[] => {
  const { sightings, motions, passages } = memory;
  if (level === "warning") return [];
  if (level === "advisory") return needsForWarning(memory, settings);
  if (sightings !== undefined) return need(SECOND_SIGHTING, sightings.count, sightings.count + 1);
  if (passages.length > 0) {
    return isNight ? need("motion_triggers", motions.length, MOTIONS_BESIDE_RADAR) : need("night", 0, 1);
  }
  return motions.length > 0 ? need("sighting_or_radar", 0, 1) : [];
};

const needsForWarning = (memory: WildPigMemory, settings: WildPigSettings): readonly Need[] => {
  const { pigs = 0, count = 0 } = memory.sightings ?? {};
  if (nearPlaceOf(settings) === undefined) return need("houses_or_school_path_near", 0, 1);
  return isGrave(memory, settings)
    ? need("surer_sighting", count, count + 1)
    : need("group_or_piglets", pigs, settings.groupOf);
};
