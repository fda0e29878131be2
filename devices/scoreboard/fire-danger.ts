import { dayLengthFactors } from "#shared/rules/hill-fire/day-length.ts";
import { fineFuelMoistureCode } from "#shared/rules/hill-fire/fine-fuel-moisture.ts";
import {
  DEFAULT_START,
  type FuelMoistureCodes,
  fireWeatherDay,
} from "#shared/rules/hill-fire/fire-weather-day.ts";
import { fireWeatherIndex, initialSpreadIndex } from "#shared/rules/hill-fire/fire-weather-index.ts";
import { isUnscored, number, readRecording, yesNo } from "./recording.ts";
import { type Score, type Scoring, scoresOf, type Unscored } from "./score.ts";

/** What was computed, less what the vectors say. */
type Errors = readonly number[] | Unscored;

/** The fire danger codes and indices against the vectors of the R package cffdrs: the largest error of all, and of each file. */
export const cffdrs: Scoring = {
  dataset: "cffdrs",
  score: ({ folder }) => {
    const files = Object.entries(ERRORS).map(([name, errorsOf]) => ({ name, errors: errorsOf(folder) }));
    const found = files.flatMap(({ errors }) => (isUnscored(errors) ? [] : errors));
    const absent = files.flatMap(({ errors }) => (isUnscored(errors) ? [errors] : []));
    const [first] = absent;
    if (found.length === 0 && first !== undefined) return first;
    return [
      ...scoresOf("", { max_abs_error: largest(found) }),
      ...files.flatMap(({ name, errors }) => scoresOf(name, { max_abs_error: largest(errors) })),
    ];
  },
};

const largest = (errors: Errors): Score["value"] =>
  isUnscored(errors) ? errors : Math.max(...errors.map(Math.abs));

const ERRORS: Readonly<Record<string, (folder: string) => Errors>> = {
  FFMC: (folder) =>
    errorsIn(
      readRecording(folder, "fire/cffdrs_FFMC_vectors.csv", {
        ffmc_yda: number,
        temp: number,
        rh: number,
        ws: number,
        prec: number,
        FineFuelMoistureCode: number,
      }),
      ({ ffmc_yda, temp, rh, ws, prec, FineFuelMoistureCode }) => [
        fineFuelMoistureCode(ffmc_yda, noon(temp, rh, ws, prec)) - FineFuelMoistureCode,
      ],
    ),
  ISI: (folder) =>
    errorsIn(
      readRecording(folder, "fire/cffdrs_ISI_vectors.csv", {
        ffmc: number,
        ws: number,
        fbpMod: yesNo,
        InitialSpreadIndex: number,
      }),
      ({ ffmc, ws, fbpMod, InitialSpreadIndex }) => [
        initialSpreadIndex(ffmc, ws, fbpMod) - InitialSpreadIndex,
      ],
    ),
  FWI: (folder) =>
    errorsIn(
      readRecording(folder, "fire/cffdrs_FireWeatherIndex_isi_bui.csv", {
        isi: number,
        bui: number,
        FireWeatherIndex: number,
      }),
      ({ isi, bui, FireWeatherIndex }) => [fireWeatherIndex(isi, bui) - FireWeatherIndex],
    ),
  "48 days": (folder) => {
    let codes: FuelMoistureCodes = DEFAULT_START;
    return errorsIn(readRecording(folder, "fire/cffdrs_fwi_daily_default_start.csv", DAILY), (row) => {
      const day = fireWeatherDay(
        codes,
        noon(row.TEMP, row.RH, row.WS, row.PREC),
        dayLengthFactors(row.LAT, row.MON),
      );
      codes = day;
      return [
        day.ffmc - row.FFMC,
        day.dmc - row.DMC,
        day.dc - row.DC,
        day.isi - row.ISI,
        day.bui - row.BUI,
        day.fwi - row.FWI,
        day.dsr - row.DSR,
      ];
    });
  },
};

const DAILY = Object.fromEntries(
  ["LAT", "MON", "TEMP", "RH", "WS", "PREC", "FFMC", "DMC", "DC", "ISI", "BUI", "FWI", "DSR"].map(
    (column) => [column, number] as const,
  ),
) as Readonly<
  Record<
    "LAT" | "MON" | "TEMP" | "RH" | "WS" | "PREC" | "FFMC" | "DMC" | "DC" | "ISI" | "BUI" | "FWI" | "DSR",
    typeof number
  >
>;

const errorsIn = <Row>(rows: readonly Row[] | Unscored, errorsOf: (row: Row) => readonly number[]): Errors =>
  "reason" in rows ? rows : rows.flatMap(errorsOf);

export const noon = (
  airTemperatureC: number,
  relativeHumidityPercent: number,
  windSpeedKmh: number,
  rain24hMm: number,
) => ({ airTemperatureC, relativeHumidityPercent, windSpeedKmh, rain24hMm });
