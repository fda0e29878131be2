import { QUALITY } from "#shared/domain/observation.ts";
import type { Rule } from "../hazard-rule.ts";
import { believe } from "./believed-reading.ts";
import { doubt } from "./doubted-reading.ts";
import { floodDetails } from "./flood-details.ts";
import type { FloodMemory } from "./flood-memory.ts";
import { type FloodSettings, floodSettingsSchema } from "./flood-settings.ts";
import { waterLevelOf } from "./level-of.ts";
import { isPossibleChange, isWithinGrossRange } from "./level-quality.ts";
import type { LevelReading } from "./rate-of-rise.ts";

/**
 * The flood rule: the level by depth or percent of a drain, raised ahead by the rate of rise, ended by margin and off-delay;
 * a jump that no water makes is suspect until a second reading of the same gauge jumps the same way.
 */
export const floodRule: Rule<FloodSettings, FloodMemory> = {
  hazard: "flood",
  quantities: ["distance", "water_depth", "water_pressure"],
  parseSettings: (settings) => floodSettingsSchema.parse(settings),
  initialMemory: { gauges: {}, holds: {}, level: "normal" },
  details: floodDetails,
  step: (memory, placed, settings) => {
    const { levelM, highestM } = waterLevelOf(placed);
    const reading: LevelReading = { observedAt: placed.observedAt, levelM };
    const derived = { quantity: "water_level", value: reading.levelM } as const;
    const { believed = [], pending } = memory.gauges[placed.devEui] ?? {};
    if (!isWithinGrossRange(levelM, highestM, settings)) {
      return { memory, flag: QUALITY.fail, derived, suspect: pending !== undefined };
    }
    const last = believed.at(-1);
    if (last === undefined || isPossibleChange(last, reading, settings)) {
      return { ...believe(memory, believed, reading, placed, settings), derived };
    }
    if (pending !== undefined && areSameWay(last, pending, reading)) {
      return { ...believe(memory, [pending], reading, placed, settings), derived };
    }
    return { ...doubt(memory, last, reading, placed, settings), derived };
  },
};

/** Two readings in a row that are both far above, or both far below, what was believed: that is no echo any more. */
const areSameWay = (last: LevelReading, first: LevelReading, second: LevelReading): boolean =>
  Math.sign(first.levelM - last.levelM) === Math.sign(second.levelM - last.levelM);
