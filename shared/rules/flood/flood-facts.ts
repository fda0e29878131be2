import type { Alert } from "#shared/domain/alert.ts";
import type { AlertFacts } from "#shared/domain/alert-facts.ts";
import type { Evidence } from "#shared/domain/evidence.ts";
import { type RaisedLevel, rank } from "#shared/domain/level.ts";

/** The next level and in how many minutes from the sending; 0 or less: it may have come already. */
export interface ForecastFacts {
  readonly level: RaisedLevel;
  readonly inMinutes: number;
  /** The honest part of it, rounded outwards: `fromMinutes` is 0 where it may come at any moment. */
  readonly between?: { readonly fromMinutes: number; readonly toMinutes: number };
}

/** What a flood alert says, read off its evidence and nothing else. */
export interface FloodFacts extends AlertFacts {
  /** A site whose evidence speaks of a drain's fill or a river's base is a channel; any other is a road or a yard under water. */
  readonly surface: "channel" | "ground";
  /** Level of a channel, depth on the ground; metres, never below 0. */
  readonly waterM?: number;
  /** Whole percent of the drain's depth. */
  readonly percentFull?: number;
  readonly overflows: boolean;
  /** In 10 minutes, whole centimetres, negative when falling; absent when it is nothing. */
  readonly changeCm?: number;
  readonly forecast?: ForecastFacts;
  /** For how long the gauge had been silent, whole minutes, where that is why. */
  readonly silentMinutes?: number;
  /** How many minutes the water must stand before villagers are told, where it may be an echo. */
  readonly mustStandMinutes?: number;
}

/** What an alarm that may be an echo still needs. */
export const MINUTES_OF_WATER = "minutes_of_water";

const CM_PER_M = 100;
const FULL_PERCENT = 100;

export const floodFacts = (alert: Alert, facts: AlertFacts): FloodFacts => {
  const { evidence } = alert.assessment;
  const percentFull = evidence.find((item) => item.kind === "percent_full")?.percent;
  const per10MinM = evidence.find((item) => item.kind === "rate")?.per10Min ?? 0;
  const changeCm = Math.round(per10MinM * CM_PER_M);
  const forecast = forecastFromSending(alert, facts);
  const silentMinutes = evidence.find((item) => item.kind === "silence")?.minutes;
  const mustStandMinutes = mustStandFor(evidence);
  return {
    ...facts,
    ...floodReading(evidence),
    overflows: percentFull !== undefined && percentFull >= FULL_PERCENT,
    ...(percentFull === undefined ? {} : { percentFull: Math.round(percentFull) }),
    ...(changeCm === 0 ? {} : { changeCm }),
    ...(forecast === undefined ? {} : { forecast }),
    ...(silentMinutes === undefined ? {} : { silentMinutes }),
    ...(mustStandMinutes === undefined ? {} : { mustStandMinutes }),
  };
};

/** How many minutes the water must stand before villagers are told, where it may be an echo. */
export const mustStandFor = (evidence: readonly Evidence[]): number | undefined =>
  evidence.filter((item) => item.kind === "needs").find(({ what }) => what === MINUTES_OF_WATER)?.of;

/** What the reading behind some evidence was of, and how high the water stood. */
export const floodReading = (evidence: readonly Evidence[]): Pick<FloodFacts, "surface" | "waterM"> => {
  const waterM = evidence.find(isWaterLevel)?.value;
  return {
    surface: evidence.some(isOfChannel) ? "channel" : "ground",
    ...(waterM === undefined ? {} : { waterM: Math.max(0, waterM) }),
  };
};

const isOfChannel = (item: Evidence): boolean =>
  item.kind === "percent_full" || (item.kind === "factor" && item.name === "above_base_m");

/** A jump that is not believed is evidence too, but it is no water. */
const isWaterLevel = (item: Evidence): item is Extract<Evidence, { kind: "value" | "threshold_reached" }> =>
  (item.kind === "value" || item.kind === "threshold_reached") && item.quantity === "water_level";

/** A forecast counts from its reading; a reader counts from the message. Below the level announced it is no news. */
const forecastFromSending = (alert: Alert, { ageMinutes = 0 }: AlertFacts): FloodFacts["forecast"] => {
  const forecast = alert.assessment.evidence.find((item) => item.kind === "forecast");
  if (forecast === undefined || rank(forecast.level) <= rank(alert.level)) return undefined;
  const { level, earliestMinutes, latestMinutes } = forecast;
  const inMinutes = Math.round(forecast.inMinutes) - ageMinutes;
  if (earliestMinutes === undefined || latestMinutes === undefined) return { level, inMinutes };
  const between = {
    fromMinutes: Math.max(0, inFives(earliestMinutes - ageMinutes, Math.floor)),
    toMinutes: Math.max(0, inFives(latestMinutes - ageMinutes, Math.ceil)),
  };
  return { level, inMinutes, between };
};

/** Nobody needs to know 23 minutes from 25. */
const inFives = (minutes: number, outwards: (value: number) => number): number =>
  minutes < 10 ? minutes : outwards(minutes / 5) * 5;
