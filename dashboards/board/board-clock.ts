import { type ExerciseClock, nowFor } from "#shared/domain/exercise.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "#shared/domain/time.ts";

/** What a status document needs, at worst, from the gauge to this page: publishing, and one poll. */
const ON_THE_WAY_MS = 5 * SECOND_MS;

/** The time the board goes by. */
export interface BoardClock {
  readonly now: EpochMs;
  /**
   * How much older a reading may look for no other reason than its way here. At normal speed that is part of the age at which
   * readings are stale; at 180 times the speed five seconds of wall time are a quarter of an hour.
   */
  readonly allowanceMs: number;
  readonly isOver: boolean;
}

/** The exercise's clock where there is one, or the wall's (epoch ms, already corrected for the viewer's device). */
export const boardClock = (exercise: ExerciseClock | undefined, wall: EpochMs): BoardClock => {
  const now = nowFor(exercise, wall);
  return {
    now,
    allowanceMs: exercise === undefined ? 0 : Math.max(0, exercise.speed - 1) * ON_THE_WAY_MS,
    isOver: exercise?.traceEnd !== undefined && now >= exercise.traceEnd,
  };
};

/** An HTTP date has whole seconds, and the answer needs its time: up to here both clocks are taken to agree. */
const AGREEMENT_MS = 2 * SECOND_MS;
/** An answer that took longer says too little of when it was made. */
const SLOW_ANSWER_MS = 10 * SECOND_MS;
/** From here on the viewer is told. */
export const CLOCK_WRONG_FROM_MS = 2 * MINUTE_MS;

/** What an answer says of the time. `sentAt` and `receivedAt` are the device's, epoch ms. */
export interface ClockReading {
  /** HTTP `Date`, as it came. */
  readonly date: string | null;
  /** HTTP `Age`, seconds a cache has held the answer, as it came. */
  readonly age: string | null;
  readonly sentAt: EpochMs;
  readonly receivedAt: EpochMs;
}

/** What must be added to the device's clock to get the server's, ms; undefined where the answer does not tell. */
export const clockOffsetMs = (reading: ClockReading): number | undefined => {
  const date = Date.parse(reading.date ?? "");
  const tookMs = reading.receivedAt - reading.sentAt;
  if (Number.isNaN(date) || tookMs < 0 || tookMs > SLOW_ANSWER_MS) return undefined;
  const ageS = Number(reading.age ?? 0);
  const server = date + SECOND_MS / 2 + (Number.isFinite(ageS) ? ageS * SECOND_MS : 0);
  const offset = server - (reading.sentAt + tookMs / 2);
  return Math.abs(offset) <= AGREEMENT_MS ? 0 : offset;
};
