import { mean, median, quantile } from "simple-statistics";
import type { Score } from "./score.ts";

type Value = Score["value"];

/** How many of them, as a share; a reason where there are none of them. */
export const shareOf = <T>(all: readonly T[], isOne: (one: T) => boolean, of: string): Value =>
  all.length === 0 ? { reason: `there is no ${of}` } : all.filter(isOne).length / all.length;

/** The median; what never came counts as later than all. */
export const medianOf = (values: readonly number[], of: string): Value => {
  if (values.length === 0) return { reason: `there is no ${of}` };
  const middle = median([...values]);
  return Number.isFinite(middle) ? middle : { reason: `half of them and more never came: ${of}` };
};

/** What nine of ten do not exceed. */
export const ninthOfTenOf = (values: readonly number[], of: string): Value => {
  if (values.length === 0) return { reason: `there is no ${of}` };
  const value = quantile([...values], 0.9);
  return Number.isFinite(value) ? value : { reason: `more than one in ten never came: ${of}` };
};

/** The mean of one number under several conditions; the first reason where one of them has none. */
export const meanOf = (values: readonly Value[]): Value => {
  const numbers = values.filter((value) => typeof value === "number");
  const other = values.find((value) => typeof value !== "number");
  return other ?? mean(numbers);
};
