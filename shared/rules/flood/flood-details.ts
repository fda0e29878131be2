import type { Assessment } from "#shared/domain/assessment.ts";
import type { HazardDetails } from "../hazard-rule.ts";
import type { FloodSettings } from "./flood-settings.ts";

/** Slower than 2 cm in 10 minutes is within what a gauge over still water scatters. */
const STEADY_PER_10_MIN_M = 0.02;

/** What a board shows of a flood gauge, read off the assessment. */
export const floodDetails = (assessment: Assessment, settings: FloodSettings): HazardDetails => {
  let waterLevelM = 0;
  let percentFull: number | undefined;
  let ratePer10MinM: number | undefined;
  let forecast: { level: Assessment["level"]; inMinutes: number } | undefined;
  for (const item of assessment.evidence) {
    if (item.kind === "value" || item.kind === "threshold_reached") waterLevelM = item.value;
    else if (item.kind === "percent_full") percentFull = item.percent;
    else if (item.kind === "rate") ratePer10MinM = item.per10Min;
    else if (item.kind === "forecast") forecast = { level: item.level, inMinutes: item.inMinutes };
  }
  return {
    flood: {
      waterLevelM,
      fullM: settings.fullM,
      thresholdsM: settings.thresholdsM,
      trend: trendOf(ratePer10MinM ?? 0),
      ...(percentFull === undefined ? {} : { percentFull }),
      ...(ratePer10MinM === undefined ? {} : { ratePer10MinM }),
      ...(forecast === undefined ? {} : { forecast }),
    },
  };
};

const trendOf = (per10MinM: number): "rising" | "falling" | "steady" => {
  if (per10MinM >= STEADY_PER_10_MIN_M) return "rising";
  return per10MinM <= -STEADY_PER_10_MIN_M ? "falling" : "steady";
};
