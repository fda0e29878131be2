import type { ExerciseClock } from "#shared/domain/exercise.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "#shared/domain/time.ts";

/** Why the document did not come: nobody answered, it is not there (HTTP 403, 404), or it is not what it should be. */
export type Trouble = "no_answer" | "not_published" | "unreadable";

/** How the page stands with its document. */
export interface Connection {
  /** Failures since the last success. */
  readonly failures: number;
  readonly trouble?: Trouble;
  /** When the document last came, or was said to be unchanged; absent before the first time. */
  readonly heardAt?: EpochMs;
}

export const notYetConnected: Connection = { failures: 0 };

export const heard = (at: EpochMs): Connection => ({ failures: 0, heardAt: at });

export const failed = (connection: Connection, trouble: Trouble): Connection => ({
  ...connection,
  failures: connection.failures + 1,
  trouble,
});

/** One miss is no loss (the next poll is seconds away), unless nothing ever came. */
export const isLost = (connection: Connection): boolean =>
  connection.failures >= (connection.heardAt === undefined ? 1 : 2);

const POLL_EVERY_MS = 5 * SECOND_MS;
/** As often as documents are published: at 180 times the speed, five seconds are a quarter of an hour. */
const POLL_FAST_EXERCISE_EVERY_MS = SECOND_MS;
const POLL_AT_LEAST_EVERY_MS = MINUTE_MS;

/** How long to wait before asking again, ms: doubled with every failure after the first, up to a minute. */
export const nextPollMs = (connection: Connection, exercise: ExerciseClock | undefined): number => {
  const everyMs = (exercise?.speed ?? 1) > 1 ? POLL_FAST_EXERCISE_EVERY_MS : POLL_EVERY_MS;
  return Math.min(POLL_AT_LEAST_EVERY_MS, everyMs * 2 ** Math.max(0, Math.min(10, connection.failures - 1)));
};
