import * as z from "zod";
import { dayLengthFactors } from "#shared/rules/hill-fire/day-length.ts";
import {
  DEFAULT_START,
  type FuelMoistureCodes,
  fireWeatherDay,
} from "#shared/rules/hill-fire/fire-weather-day.ts";
import { areaUnderCurve } from "./area-under-curve.ts";
import { noon } from "./fire-danger.ts";
import { isUnscored, number, readRecording, yesNo } from "./recording.ts";
import { type Scoring, scoresOf } from "./score.ts";

/** Both regions of the recording, Bejaia and Sidi Bel Abbes, lie within two degrees of it. */
const LATITUDE_DEG = 36;

interface Rated {
  readonly index: number;
  readonly isFire: boolean;
}

/** Algerian forest fires: how well the fire weather index of a day tells days with fires from those without. */
export const algerian: Scoring = {
  dataset: "algerian",
  score: ({ folder }) => {
    const rows = readRecording(folder, "fire/algerian_daily_block0.csv", {
      block: z.string(),
      date: z.iso.date(),
      temp_c: number,
      rh_pct: number,
      ws_kmh: number,
      rain_mm: number,
      fwi: number,
      fire: yesNo,
    });
    if (isUnscored(rows)) return rows;
    const ofFile = rows.map(({ fwi, fire }): Rated => ({ index: fwi, isFire: fire }));
    const ofChain = [...Map.groupBy(rows, ({ block }) => block).values()].flatMap((block) => {
      let codes: FuelMoistureCodes = DEFAULT_START;
      return block.map(({ date, temp_c, rh_pct, ws_kmh, rain_mm, fire }): Rated => {
        const factors = dayLengthFactors(LATITUDE_DEG, Number(date.slice(5, 7)));
        const day = fireWeatherDay(codes, noon(temp_c, rh_pct, ws_kmh, rain_mm), factors);
        codes = day;
        return { index: day.fwi, isFire: fire };
      });
    });
    return scoresOf("", { auc_file_fwi: aucOf(ofFile), auc_own_chain: aucOf(ofChain) });
  },
};

const aucOf = (days: readonly Rated[]) => {
  const indices = (isFire: boolean) => days.filter((day) => day.isFire === isFire).map(({ index }) => index);
  return areaUnderCurve(indices(true), indices(false)) ?? { reason: "there are no days of both kinds" };
};
