import { median } from "simple-statistics";
import { DAY_MS } from "#shared/domain/time.ts";

/** An installer surveys where the water stands before anything happens: the median of the first days. */
const SURVEY_MS = 3 * DAY_MS;

/** Where the water stood while a site was surveyed, in the unit of the readings. */
export const baseOf = (readings: readonly { readonly at: number; readonly value: number }[]): number => {
  const from = readings[0]?.at ?? 0;
  return median(readings.filter(({ at }) => at - from < SURVEY_MS).map(({ value }) => value));
};
