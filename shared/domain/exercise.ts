import * as z from "zod";
import type { EpochMs } from "./time.ts";

/** No exercise plays outside of this century: an instant beyond is a mistake, and no calendar could show it. */
const LATEST_MS = Date.UTC(2100, 0, 1);
const instantMsSchema = z.number().int().min(0).max(LATEST_MS);

/**
 * The clock of a drill or a replay. It travels with every uplink of the exercise, so that an old flood replayed fast is judged
 * exactly as it would have been live: `now = traceStart + (wall - startedAt) x speed`.
 */
export const exerciseClockSchema = z.strictObject({
  exerciseId: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "an exercise id is 1-40 of a-z, 0-9 and -"),
  /** Exercise time at the start, epoch ms. */
  traceStart: instantMsSchema,
  /** Wall time at the start, epoch ms. */
  startedAt: instantMsSchema,
  /** Exercise seconds per wall second. */
  speed: z.number().positive().max(100_000),
  /** Exercise time at which the trace is over, epoch ms: the clock stands still from there on. */
  traceEnd: instantMsSchema.optional(),
});
export type ExerciseClock = z.infer<typeof exerciseClockSchema>;

/** The wall's time at which it is `now` for an exercise; of what lies after its end, never. */
export const wallFor = (exercise: ExerciseClock | undefined, now: EpochMs): EpochMs => {
  if (exercise === undefined) return now;
  const { traceStart, startedAt, speed, traceEnd = LATEST_MS } = exercise;
  return now > traceEnd ? Number.POSITIVE_INFINITY : Math.ceil(startedAt + (now - traceStart) / speed);
};

/** The time it is now for an exercise, or the wall's when there is none. */
export const nowFor = (exercise: ExerciseClock | undefined, wall: EpochMs): EpochMs => {
  if (exercise === undefined) return wall;
  const running = Math.round(exercise.traceStart + (wall - exercise.startedAt) * exercise.speed);
  return Math.min(Math.max(running, exercise.traceStart), exercise.traceEnd ?? LATEST_MS);
};
