import type { Evidence } from "#shared/domain/evidence.ts";
import { type Level, RAISED_LEVELS } from "#shared/domain/level.ts";
import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";
import type { FloodSettings } from "./flood-settings.ts";
import type { Forecast } from "./forecast.ts";
import type { Holds } from "./level-holds.ts";
import type { LevelReading } from "./rate-of-rise.ts";

/** The score at each threshold. For a drain with 50/75/90 % the score is simply the percentage full. */
const SCORE_AT = { advisory: 50, warning: 75, danger: 90 } as const;
const SCORE_FULL = 100;
/** A forecast of a level counts for half of what reaching it would. */
const FORECAST_SHARE = 0.5;

/** Adding 0 turns a negative zero, which no JSON and no reader knows, into zero. */
const round = (value: number, decimals: number): number =>
  Math.round(value * 10 ** decimals) / 10 ** decimals + 0;

/** 0 when dry, 50, 75 and 90 at the thresholds, 100 when full (a road: a ninth above the danger depth), linear between. */
export const levelScore = (levelM: number, settings: FloodSettings): number => {
  const { advisory, warning, danger } = settings.thresholdsM;
  const fullM = Math.max(settings.drainDepthM ?? 0, (danger * SCORE_FULL) / SCORE_AT.danger);
  const scale = [
    [0, 0],
    [advisory, SCORE_AT.advisory],
    [warning, SCORE_AT.warning],
    [danger, SCORE_AT.danger],
    [fullM, SCORE_FULL],
  ] as const;
  let score = 0;
  let from: readonly [number, number] = scale[0];
  for (const to of scale.slice(1)) {
    const share = Math.min(1, Math.max(0, (levelM - from[0]) / (to[0] - from[0])));
    score += share * (to[1] - from[1]);
    from = to;
  }
  return round(score, 1);
};

export interface FloodPicture {
  /** Of the gauge that speaks for the site. */
  readonly reading: LevelReading;
  readonly at: EpochMs;
  readonly rateMPerMin: number | undefined;
  readonly forecast: Forecast | undefined;
  readonly holds: Holds;
  readonly level: Level;
}

/** The reasons behind a flood's level, and the score they add up to. */
export const floodEvidence = (
  { reading, at, rateMPerMin, forecast, holds, level }: FloodPicture,
  settings: FloodSettings,
): { score: number; evidence: readonly Evidence[] } => {
  const { levelM } = reading;
  const base = levelScore(levelM, settings);
  const reached = RAISED_LEVELS.filter((raised) => levelM >= settings.thresholdsM[raised]).at(-1);
  const ahead = forecast === undefined ? 0 : (SCORE_AT[forecast.level] - base) * FORECAST_SHARE;
  const evidence: Evidence[] = [
    reached === undefined
      ? { kind: "value", quantity: "water_level", value: levelM, contribution: base }
      : {
          kind: "threshold_reached",
          quantity: "water_level",
          value: levelM,
          threshold: settings.thresholdsM[reached],
          level: reached,
          contribution: base,
        },
  ];
  if (settings.drainDepthM !== undefined) {
    evidence.push({
      kind: "percent_full",
      percent: round(Math.max(0, (levelM / settings.drainDepthM) * 100), 0),
      contribution: 0,
    });
  }
  if (rateMPerMin !== undefined) {
    evidence.push({
      kind: "rate",
      quantity: "water_level",
      per10Min: round(rateMPerMin * 10, 3),
      contribution: 0,
    });
  }
  if (forecast !== undefined) {
    const contribution = round(Math.max(0, ahead), 1);
    evidence.push({
      kind: "forecast",
      level: forecast.level,
      inMinutes: round(forecast.inMinutes, 0),
      contribution,
    });
  }
  const held = RAISED_LEVELS.find((raised) => raised === level);
  const belowSince = held === undefined ? undefined : holds[held]?.belowSince;
  if (held !== undefined && belowSince !== undefined) {
    const sinceMinutes = round((at - belowSince) / MINUTE_MS, 1);
    evidence.push({
      kind: "held",
      level: held,
      sinceMinutes,
      ofMinutes: settings.offDelayMin,
      contribution: 0,
    });
  }
  return { score: round(base + Math.max(0, ahead), 1), evidence };
};
