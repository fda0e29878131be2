import { type Level, RAISED_LEVELS, rank } from "#shared/domain/level.ts";
import { QUALITY } from "#shared/domain/observation.ts";
import { floodEvidence } from "./flood-evidence.ts";
import {
  type FloodMemory,
  type GaugeMemory,
  highestGauge,
  lastBelievedAt,
  type Speaking,
  withGauge,
} from "./flood-memory.ts";
import type { FloodSettings } from "./flood-settings.ts";
import { type Forecast, forecasts, RAISE_AHEAD_MIN } from "./forecast.ts";
import { heldLevel, moveHolds } from "./level-holds.ts";
import { FLAT_LINE_TOLERANCE_M, flatLineFlag, isSpike } from "./level-quality.ts";
import type { LevelStep } from "./level-step.ts";
import type { PlacedReading } from "./placed-reading.ts";
import { type LevelReading, rateOfRise, SLOPE_SPAN_MS } from "./rate-of-rise.ts";

/** The most readings a slope is made from: a device that reports every second must not grow the memory. */
const BELIEVED_CAPACITY = 16;

/**
 * A reading that water can have made. It moves its gauge's slope; the gauge that stands highest moves the forecast and the
 * levels in force.
 */
export const believe = (
  memory: FloodMemory,
  history: readonly LevelReading[],
  reading: LevelReading,
  { devEui, silentAfterMs }: PlacedReading,
  settings: FloodSettings,
): LevelStep => {
  const { kept, spike } = withoutSpike(history, reading);
  const believed = recent([...kept, reading], reading);
  const flatSince = flatSinceOf(memory.gauges[devEui], reading);
  const at = reading.observedAt;
  const heard: Speaking = { gauge: { believed, flatSince }, last: reading };
  const gauges = withGauge(memory, devEui, heard.gauge, at);
  const { gauge, last } = highestGauge(gauges, heard, at, silentAfterMs);
  const rateMPerMin = rateOfRise(gauge.believed, last.observedAt);
  const ahead = forecasts(last.levelM, rateMPerMin, settings);
  const near = ahead.filter((forecast) => forecast.inMinutes <= RAISE_AHEAD_MIN).map(({ level }) => level);
  const since = lastBelievedAt(memory);
  const wasSilent = since !== undefined && at - since > silentAfterMs;
  const holds = moveHolds(memory.holds, { at, levelM: last.levelM, forecasts: near, wasSilent }, settings);
  const level = heldLevel(holds);
  const forecast = nextAbove(level, ahead);
  return {
    memory: { gauges, holds, level },
    flag: flatLineFlag(flatSince, reading, settings),
    suspect: false,
    ...(spike === undefined
      ? {}
      : { reflagged: { devEui, observedAt: spike.observedAt, flag: QUALITY.suspect } }),
    assessment: {
      hazard: "flood",
      observedAt: last.observedAt,
      level,
      ...floodEvidence({ reading: last, at, rateMPerMin, forecast, holds, level }, settings),
    },
  };
};

const flatSinceOf = (gauge: GaugeMemory | undefined, reading: LevelReading): LevelReading => {
  const since = gauge?.flatSince;
  return since !== undefined && Math.abs(since.levelM - reading.levelM) < FLAT_LINE_TOLERANCE_M
    ? since
    : reading;
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
