import { type ExerciseClock, nowFor } from "#shared/domain/exercise.ts";
import { type EpochMs, SECOND_MS } from "#shared/domain/time.ts";

export interface ReplayStart {
  readonly exerciseId: string;
  readonly startedAt: EpochMs;
  readonly speed: number;
}

/** A network server hears the same frame again, through another gateway, this much later. */
export const REPEATED_AFTER_MS = 2 * SECOND_MS;

/** The clock of a replay that starts now and goes on for so long. (A frame heard twice is heard the second time a little later.) */
export const clockOver = (spanMs: number, { exerciseId, startedAt, speed }: ReplayStart): ExerciseClock => ({
  exerciseId,
  traceStart: startedAt,
  startedAt,
  speed,
  traceEnd: startedAt + spanMs + REPEATED_AFTER_MS,
});

/** The first whole millisecond of the wall at which the exercise's clock has come as far: a frame is never ahead of its clock. */
export const wallOf = (clock: ExerciseClock, instant: EpochMs): EpochMs => {
  const wall = Math.ceil(clock.startedAt + (instant - clock.traceStart) / clock.speed);
  return nowFor(clock, wall) < instant ? wall + 1 : wall;
};
