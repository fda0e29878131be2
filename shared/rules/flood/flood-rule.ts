import { QUALITY } from "#shared/domain/observation.ts";
import type { Rule, Step } from "../hazard-rule.ts";
import { believe } from "./believed-reading.ts";
import { doubt } from "./doubted-reading.ts";
import { floodDetails } from "./flood-details.ts";
import type { FloodMemory } from "./flood-memory.ts";
import { type FloodSettings, floodSettingsSchema } from "./flood-settings.ts";
import { type WaterLevel, waterLevelOf } from "./level-of.ts";
import { isPossibleChange, isWithinGrossRange } from "./level-quality.ts";
import type { LevelStep } from "./level-step.ts";
import type { PlacedReading } from "./placed-reading.ts";
import type { LevelReading } from "./rate-of-rise.ts";

const QUANTITIES_READ = ["distance", "water_depth", "water_pressure"] as const;

/**
 * The flood rule: the level by depth or percent of a drain, raised ahead by the rate of rise, ended by margin and off-delay;
 * a jump that no water makes is suspect until a second reading of the same gauge jumps the same way.
 */
export const floodRule: Rule<FloodSettings, FloodMemory> = {
  hazard: "flood",
  quantities: QUANTITIES_READ,
  parseSettings: (settings) => floodSettingsSchema.parse(settings),
  initialMemory: { gauges: {}, holds: {}, level: "normal" },
  details: floodDetails,
  step: (memory, frame, settings) => {
    const { values, sensorHeightM, ...placed } = frame;
    const quantity = QUANTITIES_READ.find((candidate) => values[candidate] !== undefined);
    const value = quantity === undefined ? undefined : values[quantity];
    if (quantity === undefined || value === undefined || sensorHeightM === undefined) {
      return { memory, flags: {}, suspect: false };
    }
    return stepOf(memory, { ...placed, quantity, value, sensorHeightM }, settings);
  },
};

const stepOf = (memory: FloodMemory, placed: PlacedReading, settings: FloodSettings): Step<FloodMemory> => {
  const { levelM, highestM } = waterLevelOf(placed);
  const { flag, ...step } = levelStep(memory, placed, { levelM, highestM }, settings);
  return {
    ...step,
    flags: { [placed.quantity]: flag },
    derived: { quantity: "water_level", value: levelM, flag },
  };
};

const levelStep = (
  memory: FloodMemory,
  placed: PlacedReading,
  { levelM, highestM }: WaterLevel,
  settings: FloodSettings,
): LevelStep => {
  const reading: LevelReading = { observedAt: placed.observedAt, levelM };
  const { believed = [], pending } = memory.gauges[placed.devEui] ?? {};
  if (!isWithinGrossRange(levelM, highestM, settings)) {
    return { memory, flag: QUALITY.fail, suspect: pending !== undefined };
  }
  const last = believed.at(-1);
  if (last === undefined || isPossibleChange(last, reading, settings)) {
    return believe(memory, believed, reading, placed, settings);
  }
  if (pending !== undefined && areSameWay(last, pending, reading)) {
    return believe(memory, [pending], reading, placed, settings);
  }
  return doubt(memory, last, reading, placed, settings);
};

/** Two readings in a row that are both far above, or both far below, what was believed: that is no echo any more. */
const areSameWay = (last: LevelReading, first: LevelReading, second: LevelReading): boolean =>
  Math.sign(first.levelM - last.levelM) === Math.sign(second.levelM - last.levelM);
