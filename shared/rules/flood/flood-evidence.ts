import type { Evidence } from "#shared/domain/evidence.ts";
import { type Level, RAISED_LEVELS } from "#shared/domain/level.ts";
import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";
import type { FloodSettings } from "./flood-settings.ts";
import type { Forecast } from "./forecast.ts";
import type { Holds } from "./level-holds.ts";
import type { LevelReading } from "./rate-of-rise.ts";

/** The score at each threshold. For a drain with 50/75/90 % the score is simply the percentage full. */
export const SCORE_AT = { advisory: 50, warning: 75, danger: 90 } as const;
const SCORE_FULL = 100;
/** What is not seen but inferred (a forecast, a silence while it rose) counts for half of what reaching the level would. */
export const INFERRED_SHARE = 0.5;

/** Adding 0 turns a negative zero, which no JSON and no reader knows, into zero. */
export const round = (value: number, decimals: number): number =>
  Math.round(value * 10 ** decimals) / 10 ** decimals + 0;

/**
 * 0 when empty, 50, 75 and 90 at the thresholds, 100 when full (a road: a ninth above the danger depth; a river whose danger begins at its bank:
 * as far above), linear between.
 */
export const levelScore = (levelM: number, settings: FloodSettings): number => {
  const { advisory, warning, danger } = settings.thresholdsM;
  const { emptyM, fullM } = settings;
  const topM = Math.max(fullM, emptyM + ((danger - emptyM) * SCORE_FULL) / SCORE_AT.danger);
  const scale = [
    [emptyM, 0],
    [advisory, SCORE_AT.advisory],
    [warning, SCORE_AT.warning],
    [danger, SCORE_AT.danger],
    [topM, SCORE_FULL],
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
  readonly rateMPerMin?: number | undefined;
  readonly forecast?: Forecast | undefined;
  readonly holds: Holds;
  readonly level: Level;
  /** What else is to be said: its contributions count as far as 100 leaves room. */
  readonly more: readonly Evidence[];
}

/** The reasons behind a flood's level, and the score they add up to. */
export const floodEvidence = (
  picture: FloodPicture,
  settings: FloodSettings,
): { score: number; evidence: readonly Evidence[] } => {
  const { reading, forecast, more } = picture;
  const base = levelScore(reading.levelM, settings);
  const items = [
    ...levelEvidence(reading.levelM, base, settings),
    ...rateEvidence(picture),
    ...(forecast === undefined ? [] : [forecastEvidence(forecast, base)]),
    ...more,
    ...heldEvidence(picture, settings),
  ];
  let score = 0;
  const evidence = items.map((item) => {
    const contribution = round(Math.min(item.contribution, SCORE_FULL - score), 1);
    score = round(score + contribution, 1);
    return { ...item, contribution };
  });
  return { score, evidence };
};

const levelEvidence = (levelM: number, base: number, settings: FloodSettings): readonly Evidence[] => {
  const { thresholdsM, drainDepthM, baseLevelM, bankTopM } = settings;
  const level = RAISED_LEVELS.findLast((raised) => levelM >= thresholdsM[raised]);
  const reading = { quantity: "water_level", value: levelM } as const;
  return [
    level === undefined
      ? { kind: "value", ...reading, contribution: base }
      : { kind: "threshold_reached", ...reading, threshold: thresholdsM[level], level, contribution: base },
    ...(drainDepthM === undefined
      ? []
      : [{ kind: "percent_full", percent: percentOf(levelM, drainDepthM), contribution: 0 } as const]),
    ...(baseLevelM === undefined ? [] : [factor("above_base_m", levelM - baseLevelM)]),
    ...(bankTopM === undefined ? [] : [factor("freeboard_m", bankTopM - levelM)]),
  ];
};

const factor = (name: string, value: number): Evidence => ({
  kind: "factor",
  name,
  value: round(value, 3),
  contribution: 0,
});

const percentOf = (levelM: number, drainDepthM: number): number =>
  round(Math.max(0, (levelM / drainDepthM) * 100), 0);

const rateEvidence = ({ rateMPerMin }: FloodPicture): readonly Evidence[] =>
  rateMPerMin === undefined
    ? []
    : [{ kind: "rate", quantity: "water_level", per10Min: round(rateMPerMin * 10, 3), contribution: 0 }];

const forecastEvidence = ({ level, inMinutes, ...interval }: Forecast, base: number): Evidence => ({
  kind: "forecast",
  level,
  inMinutes: round(inMinutes, 0),
  ...interval,
  contribution: round(Math.max(0, SCORE_AT[level] - base) * INFERRED_SHARE, 1),
});

const heldEvidence = (
  { holds, level, at }: FloodPicture,
  { offDelayMin }: FloodSettings,
): readonly Evidence[] => {
  const held = RAISED_LEVELS.find((raised) => raised === level);
  const belowSince = held === undefined ? undefined : holds[held]?.belowSince;
  if (held === undefined || belowSince === undefined) return [];
  const sinceMinutes = round((at - belowSince) / MINUTE_MS, 1);
  return [{ kind: "held", level: held, sinceMinutes, ofMinutes: offDelayMin, contribution: 0 }];
};
