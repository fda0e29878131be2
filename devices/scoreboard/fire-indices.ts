import { fosbergIndex } from "#shared/rules/hill-fire/fosberg.ts";
import { mcArthurIndex } from "#shared/rules/hill-fire/mcarthur.ts";
import { type Scoring, scoresOf } from "./score.ts";

interface Golden {
  readonly airTemperatureC: number;
  readonly relativeHumidityPercent: number;
  readonly windSpeedKmh: number;
  readonly index: number;
}

const KMH_PER_MPH = 1.609344;
const fromF = (temperatureF: number): number => ((temperatureF - 32) * 5) / 9;

/** Worked by hand from Fosberg's formula in its own units, degrees Fahrenheit and miles an hour; the last in metric ones, to two digits. */
const FOSBERG: readonly Golden[] = [
  ...[
    [90, 5, 10, 30.9255],
    [70, 30, 15, 32.8611],
    [60, 70, 5, 6.3384],
  ].map(([f = 0, percent = 0, mph = 0, index = 0]) => ({
    airTemperatureC: fromF(f),
    relativeHumidityPercent: percent,
    windSpeedKmh: mph * KMH_PER_MPH,
    index,
  })),
  { airTemperatureC: 25, relativeHumidityPercent: 30, windSpeedKmh: 20, index: 27.46 },
];

/** The same of McArthur's Mk 5, with a drought factor of 10, to two digits. */
const MCARTHUR: readonly Golden[] = [
  { airTemperatureC: 25, relativeHumidityPercent: 30, windSpeedKmh: 20, index: 16.34 },
];
const DROUGHT_FACTOR = 10;

const maxAbsError = (goldens: readonly Golden[], indexOf: (weather: Golden) => number): number =>
  Math.max(...goldens.map((golden) => Math.abs(indexOf(golden) - golden.index)));

export const fosberg: Scoring = {
  dataset: "FFWI",
  score: () => scoresOf("", { max_abs_error: maxAbsError(FOSBERG, fosbergIndex) }),
};

export const mcArthur: Scoring = {
  dataset: "FFDI",
  score: () =>
    scoresOf("", {
      max_abs_error: maxAbsError(MCARTHUR, (weather) => mcArthurIndex(weather, DROUGHT_FACTOR)),
    }),
};
