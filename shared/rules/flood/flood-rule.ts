import type { Evidence } from "#shared/domain/assessment.ts";
import { type Level, RAISED_LEVELS, rank } from "#shared/domain/level.ts";
import { QUALITY } from "#shared/domain/observation.ts";
import type { PlacedReading, Rule, Step } from "../hazard-rule.ts";
import { floodDetails } from "./flood-details.ts";
import { floodEvidence } from "./flood-evidence.ts";
import { type FloodSettings, floodSettingsSchema } from "./flood-settings.ts";
import { type Forecast, forecasts, RAISE_AHEAD_MIN } from "./forecast.ts";
import { type Holds, heldLevel, moveHolds } from "./level-holds.ts";
import {
  changePerMinute,
  FLAT_LINE_TOLERANCE_M,
  flatLineFlag,
  isPossibleChange,
  isSpike,
  isWithinGrossRange,
} from "./level-quality.ts";
import { type LevelReading, rateOfRise, SLOPE_SPAN_MS } from "./rate-of-rise.ts";

/** What the flood rule remembers: the believed readings of the last 15 minutes (two at least), and the levels in force. */
export interface FloodMemory {
  readonly believed: readonly LevelReading[];
  readonly flatSince?: LevelReading;
  /** A jump that waits for a second reading. */
  readonly pending?: LevelReading;
  readonly holds: Holds;
  /** What was said last, so that a jump that is not believed leaves it standing. */
  readonly level: Level;
}

/** The most readings a slope is made from: a device that reports every second must not grow the memory. */
const BELIEVED_CAPACITY = 16;
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

/** A jump: the alarm stays where the last believed reading left it, and says why it did not move. */
const doubt = (
  memory: FloodMemory,
  last: LevelReading,
  reading: LevelReading,
  settings: FloodSettings,
): Step<FloodMemory> => {
  const jump: Evidence = {
    kind: "suspect_jump",
    quantity: "water_level",
    value: reading.levelM,
    perMinute: Number(changePerMinute(last, reading).toFixed(3)),
    limitPerMinute: settings.maxRiseMPerMin,
    contribution: 0,
  };
  const picture = {
    reading: last,
    rateMPerMin: undefined,
    forecast: undefined,
    holds: {},
    level: memory.level,
  };
  const { score, evidence } = floodEvidence(picture, settings);
  return {
    memory: { ...memory, pending: reading },
    flag: QUALITY.suspect,
    suspect: true,
    assessment: {
      hazard: "flood",
      observedAt: last.observedAt,
      level: memory.level,
      score,
      evidence: [...evidence, jump],
    },
  };
};

/** A reading that water can have made: it moves the slope, the forecast and the levels in force. */
const believe = (
  memory: FloodMemory,
  history: readonly LevelReading[],
  reading: LevelReading,
  settings: FloodSettings,
): Step<FloodMemory> => {
  const { kept, spike } = withoutSpike(history, reading);
  const believed = [...kept, reading];
  const rateMPerMin = rateOfRise(believed, reading.observedAt);
  const ahead = forecasts(reading.levelM, rateMPerMin, settings);
  const near = ahead.filter((forecast) => forecast.inMinutes <= RAISE_AHEAD_MIN);
  const nearLevels = near.map((forecast) => forecast.level);
  const holds = moveHolds(memory.holds, reading.observedAt, reading.levelM, nearLevels, settings);
  const level = heldLevel(holds);
  const forecast = nextAbove(level, ahead);
  const flatSince =
    memory.flatSince !== undefined &&
    Math.abs(memory.flatSince.levelM - reading.levelM) < FLAT_LINE_TOLERANCE_M
      ? memory.flatSince
      : reading;
  return {
    memory: { believed: recent(believed, reading), flatSince, holds, level },
    flag: flatLineFlag(flatSince, reading, settings),
    suspect: false,
    ...(spike === undefined ? {} : { reflagged: { observedAt: spike.observedAt, flag: QUALITY.suspect } }),
    assessment: {
      hazard: "flood",
      observedAt: reading.observedAt,
      level,
      ...floodEvidence({ reading, rateMPerMin, forecast, holds, level }, settings),
    },
  };
};

/** Drops the reading before this one when this one shows it to have been a spike. */
const withoutSpike = (
  history: readonly LevelReading[],
  reading: LevelReading,
): { kept: readonly LevelReading[]; spike?: LevelReading } => {
  const [before, middle] = [history.at(-2), history.at(-1)];
  return before !== undefined && middle !== undefined && isSpike(before, middle, reading)
    ? { kept: history.slice(0, -1), spike: middle }
    : { kept: history };
};

/** The last 15 minutes, but two readings at least: the tests of quality need them whatever the interval. */
const recent = (believed: readonly LevelReading[], newest: LevelReading): readonly LevelReading[] =>
  believed
    .filter(
      (reading, index) =>
        newest.observedAt - reading.observedAt <= SLOPE_SPAN_MS || index >= believed.length - 2,
    )
    .slice(-BELIEVED_CAPACITY);

const nextAbove = (level: Level, ahead: readonly Forecast[]): Forecast | undefined => {
  const next = RAISED_LEVELS.find((raised) => rank(raised) > rank(level));
  return ahead.find((forecast) => forecast.level === next);
};
