import { medianAbsoluteDeviation } from "simple-statistics";
import type { EpochMs } from "#shared/domain/time.ts";
import { hongKongDay, hongKongHour } from "./fire-calendar.ts";
import type { Baseline } from "./fire-memory.ts";

/** What is usual is what a fortnight showed; before, nothing is unusual. */
export const BASELINE_DAYS = 14;
/** A reading is taken into the day every three hours; a day with fewer than half of the eight teaches nothing. */
const TURN_HOURS = 3;
export const TURNS_OF_A_DAY = 4;

/** A baseline that knows nothing, from an instant on. */
export const nothingLearnt = (at: EpochMs): Baseline => ({ day: hongKongDay(at), turn: -1 });

/** Whether there is a fortnight to compare with. */
export const isLearnt = ({ days }: { readonly days: readonly unknown[] }): boolean =>
  days.length >= BASELINE_DAYS;

/** Where an instant stands to what has been learnt: a new day, the turn of another reading, or neither. */
export const turnAt = ({ day, turn }: Baseline, at: EpochMs) => {
  const today = hongKongDay(at);
  const now = Math.floor(hongKongHour(at) / TURN_HOURS);
  return { day: today, turn: now, isNewDay: today !== day, isNewTurn: today !== day || now !== turn };
};

/** The days with one more, if it had enough turns; none of them when nothing was heard for a fortnight: another season has come. */
export const withDay = <Day>(
  { days, day }: { readonly days: readonly Day[]; readonly day: number },
  learnt: Day | undefined,
  at: EpochMs,
): readonly Day[] => {
  if (hongKongDay(at) - day > BASELINE_DAYS) return [];
  return learnt === undefined ? days : [...days, learnt].slice(-BASELINE_DAYS);
};

/** Standard deviations in a median absolute deviation, where values scatter normally. */
const DEVIATIONS_IN_MAD = 1.4826;

/** How far values scatter about their median: the standard deviation that their median absolute deviation stands for. */
export const robustDeviation = (values: readonly number[]): number =>
  DEVIATIONS_IN_MAD * medianAbsoluteDeviation([...values]);
