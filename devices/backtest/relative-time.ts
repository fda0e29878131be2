import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS, toIso } from "#shared/domain/time.ts";
import type { ReadTime } from "./read-time.ts";

/** Units that a column of times may count in. */
export const COUNTED_IN = { s: SECOND_MS, ms: 1, min: MINUTE_MS, h: HOUR_MS } as const;
export type CountedIn = keyof typeof COUNTED_IN;

/** From when on a recording counts, and in what. */
export interface Start {
  readonly at: EpochMs;
  readonly countedIn: CountedIn;
}

const COUNT = /^[+-]?\d{1,13}(\.\d{1,9})?$/;
/** No recording lasts longer: whatever is counted from 1970 is no count from here. */
const LONGEST_MS = 20 * 366 * DAY_MS;

/** Times that count from a start, as `250` or `-12.5`. */
export const countedTimeReader = ({ at, countedIn }: Start): ReadTime => {
  const unitMs = COUNTED_IN[countedIn];
  return (text) => {
    if (!COUNT.test(text)) return { error: `"${text}" is no number of ${countedIn} since --start` };
    const sinceMs = Number(text) * unitMs;
    return Math.abs(sinceMs) <= LONGEST_MS
      ? Math.round(at + sinceMs)
      : { error: `${text} ${countedIn} is longer than 20 years since --start, ${toIso(at)}` };
  };
};

/** `t_s` or `t_s:s`: a column, and what it counts in where it says so. A column may have a `:` in its name. */
export const countedColumn = (
  text: string,
  header: readonly string[],
): { readonly column: string; readonly countedIn?: CountedIn } => {
  const at = text.lastIndexOf(":");
  const unit = text.slice(at + 1);
  return at < 1 || header.includes(text) || !isCountedIn(unit)
    ? { column: text }
    : { column: text.slice(0, at), countedIn: unit };
};

const isCountedIn = (unit: string): unit is CountedIn => Object.hasOwn(COUNTED_IN, unit);
