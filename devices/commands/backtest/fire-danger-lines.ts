import type { HazardResult } from "#devices/backtest/backtest-result.ts";
import type { ForestDangerBand } from "#shared/rules/hill-fire/mcarthur.ts";
import { count, when } from "./report-words.ts";

const HAZARD = "hill_fire";
const CLASSES = [
  "low",
  "high",
  "very_high",
  "severe",
  "extreme",
  "catastrophic",
] as const satisfies readonly ForestDangerBand[];

/** How readily a fire would have run at a site that is watched for fires, for people. */
export const fireDangerLines = ({ hazard, fireDanger }: HazardResult): readonly string[] => {
  if (fireDanger === undefined) {
    return hazard === HAZARD
      ? ["  Fire danger: not known; it takes temperature, humidity and wind, told within half an hour"]
      : [];
  }
  const { highest, daysOfClass, fireWeatherIndex } = fireDanger;
  const days = CLASSES.flatMap((band) => {
    const number = daysOfClass[band];
    return number === undefined ? [] : [`${count(number, "day")} ${plain(band)}`];
  });
  return [
    `  Fire danger if the fuel is driest: ${plain(highest.class)} at the highest, McArthur ${highest.index} at ${when(highest.at)}; ${days.join(", ")}`,
    ...(fireWeatherIndex === undefined
      ? []
      : [
          `  Canadian fire weather index: ${fireWeatherIndex.index} at the highest, ${when(fireWeatherIndex.at)}`,
        ]),
  ];
};

const plain = (band: string): string => band.replaceAll("_", " ");
