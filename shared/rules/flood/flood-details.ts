import type { Assessment } from "#shared/domain/assessment.ts";
import type { Evidence } from "#shared/domain/evidence.ts";
import type { HazardDetails } from "../hazard-rule.ts";
import type { FloodSettings } from "./flood-settings.ts";
import { STEADY_PER_10_MIN_M } from "./rate-of-rise.ts";

type FloodDetails = NonNullable<HazardDetails["flood"]>;

/** What a board shows of a flood gauge, read off the assessment. */
export const floodDetails = ({ evidence }: Assessment, settings: FloodSettings): HazardDetails => {
  const known: { -readonly [Key in keyof FloodDetails]?: FloodDetails[Key] } = {};
  for (const item of evidence) {
    if (item.kind === "value" || item.kind === "threshold_reached") known.waterLevelM = item.value;
    else if (item.kind === "percent_full") known.percentFull = item.percent;
    else if (item.kind === "rate") known.ratePer10MinM = item.per10Min;
    else if (item.kind === "forecast") known.forecast = forecastOf(item);
    else if (item.kind === "factor" && item.name === "freeboard_m") known.freeboardM = item.value;
  }
  return {
    flood: {
      waterLevelM: 0,
      ...known,
      fullM: settings.fullM,
      thresholdsM: settings.thresholdsM,
      trend: trendOf(known.ratePer10MinM ?? 0),
    },
  };
};

const forecastOf = ({
  kind: _,
  contribution: __,
  ...forecast
}: Extract<Evidence, { kind: "forecast" }>): FloodDetails["forecast"] => forecast;

const trendOf = (per10MinM: number): "rising" | "falling" | "steady" => {
  if (per10MinM >= STEADY_PER_10_MIN_M) return "rising";
  return per10MinM <= -STEADY_PER_10_MIN_M ? "falling" : "steady";
};
