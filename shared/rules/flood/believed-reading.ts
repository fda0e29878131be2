import { type Level, RAISED_LEVELS, rank } from "#shared/domain/level.ts";
import { QUALITY } from "#shared/domain/observation.ts";
import type { Step } from "../hazard-rule.ts";
import { floodEvidence } from "./flood-evidence.ts";
import type { FloodMemory } from "./flood-memory.ts";
import type { FloodSettings } from "./flood-settings.ts";
import { type Forecast, forecasts, RAISE_AHEAD_MIN } from "./forecast.ts";
import { heldLevel, moveHolds } from "./level-holds.ts";
import { FLAT_LINE_TOLERANCE_M, flatLineFlag, isSpike } from "./level-quality.ts";
import { type LevelReading, rateOfRise, SLOPE_SPAN_MS } from "./rate-of-rise.ts";

/** The most readings a slope is made from: a device that reports every second must not grow the memory. */
const BELIEVED_CAPACITY = 16;
/** A reading that water can have made: it moves the slope, the forecast and the levels in force. */
export const believe = (
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
