import { RAISED_LEVELS, type RaisedLevel } from "#shared/domain/level.ts";
import type { SiteStatus } from "#shared/domain/status.ts";
import type { Texts } from "./texts/texts.ts";

export type FloodReading = NonNullable<SiteStatus["flood"]>;

/** A threshold on the drawn gauge. Percents are of the gauge's height, from its foot. */
export interface GaugeMark {
  readonly level: RaisedLevel;
  readonly word: string;
  /** Metres as text. */
  readonly value: string;
  readonly percent: number;
  readonly isReached: boolean;
  /** Where its words stand: moved just as far as it takes to be readable beside the next. */
  readonly labelPercent: number;
}

export interface GaugeView {
  readonly fillPercent: number;
  readonly isOverTop: boolean;
  readonly marks: readonly GaugeMark[];
  /** The picture in words. */
  readonly description: string;
}

/** Words of one mark need this much of the gauge's height. */
export const LABEL_HEIGHT_PERCENT = 16;

/** Metres as they are read out: `1.62`. */
export const metresText = (metres: number): string => metres.toFixed(2);

const percentOf = (metres: number, fullM: number): number =>
  Math.min(100, Math.max(0, Math.round((metres / fullM) * 1000) / 10));

/** Moves labels apart until each has its height, in their order, none out of the picture. `percents` rise. */
export const spreadLabels = (percents: readonly number[]): readonly number[] => {
  const upwards: number[] = [];
  for (const percent of percents) {
    upwards.push(
      Math.max(percent, (upwards[upwards.length - 1] ?? Number.NEGATIVE_INFINITY) + LABEL_HEIGHT_PERCENT),
    );
  }
  let ceiling = 100;
  return upwards
    .reverse()
    .map((percent) => {
      const placed = Math.min(percent, ceiling);
      ceiling = placed - LABEL_HEIGHT_PERCENT;
      return placed;
    })
    .reverse();
};

/** The drawn gauge of a flood reading. */
export const gaugeView = (flood: FloodReading, texts: Texts): GaugeView => {
  const percents = RAISED_LEVELS.map((level) => percentOf(flood.thresholdsM[level], flood.fullM));
  const labels = spreadLabels(percents);
  const marks = RAISED_LEVELS.map((level, index) => ({
    level,
    word: texts.levels[level],
    value: metresText(flood.thresholdsM[level]),
    percent: percents[index] ?? 0,
    isReached: flood.waterLevelM >= flood.thresholdsM[level],
    labelPercent: labels[index] ?? 0,
  }));
  return {
    fillPercent: percentOf(flood.waterLevelM, flood.fullM),
    isOverTop: flood.waterLevelM > flood.fullM,
    marks,
    description: texts.gauge(
      metresText(flood.waterLevelM),
      marks.map((mark) => `${mark.word} ${mark.value}`).join(texts.listSeparator),
    ),
  };
};
