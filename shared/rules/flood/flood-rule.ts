import { QUALITY } from "#shared/domain/observation.ts";
import type { PlacedReading, Rule } from "../hazard-rule.ts";
import { believe } from "./believed-reading.ts";
import { doubt } from "./doubted-reading.ts";
import { floodDetails } from "./flood-details.ts";
import type { FloodMemory } from "./flood-memory.ts";
import { type FloodSettings, floodSettingsSchema } from "./flood-settings.ts";
import { isPossibleChange, isWithinGrossRange } from "./level-quality.ts";
import type { LevelReading } from "./rate-of-rise.ts";

const MM_PER_M = 1000;

/** `water_level = sensorHeight - distance`, to the millimetre. */
const waterLevelM = (reading: PlacedReading): number =>
  Math.round((reading.sensorHeightM - reading.value) * MM_PER_M) / MM_PER_M;

/**
 * The flood rule: the level by depth or percent of a drain, raised ahead by the rate of rise, ended by margin and off-delay;
 * a jump that no water makes is suspect until a second reading agrees with it.
 */
export const floodRule: Rule<FloodSettings, FloodMemory> = {
  hazard: "flood",
  quantities: ["distance"],
  parseSettings: (settings) => floodSettingsSchema.parse(settings),
  initialMemory: { believed: [], holds: {}, level: "normal" },
  details: floodDetails,
  step: (memory, placed, settings) => {
    const reading: LevelReading = { observedAt: placed.observedAt, levelM: waterLevelM(placed) };
    const derived = { quantity: "water_level", value: reading.levelM } as const;
    if (!isWithinGrossRange(reading.levelM, placed.sensorHeightM, settings)) {
      return { memory, flag: QUALITY.fail, derived, suspect: false };
    }
    const last = memory.believed.at(-1);
    if (last === undefined || isPossibleChange(last, reading, settings)) {
      return { ...believe(memory, memory.believed, reading, settings), derived };
    }
    if (memory.pending !== undefined && isPossibleChange(memory.pending, reading, settings)) {
      return { ...believe(memory, [memory.pending], reading, settings), derived };
    }
    return { ...doubt(memory, last, reading, settings), derived };
  },
};
