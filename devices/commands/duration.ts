import ms, { type StringValue } from "ms";

/** A number and its unit: a bare number would be milliseconds, which nobody means. */
const DURATION = /^\d{1,9}(\.\d{1,9})? ?[a-z]{1,9}$/i;

/** `2h`, `90m` in milliseconds; undefined when it is no duration, or out of bounds. */
export const durationOf = (text: string, shortestMs: number, longestMs: number): number | undefined => {
  const duration = DURATION.test(text) ? ms(text as StringValue) : Number.NaN;
  return duration >= shortestMs && duration <= longestMs ? duration : undefined;
};
