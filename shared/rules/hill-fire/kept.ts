import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";

/**
 * A number as the memory keeps it: thousandths of a step, so that the store packs most of them into one byte (it keeps thousandths as
 * whole numbers). A site's memory has a place in one small item, and there are two hundred numbers a device.
 */
export const keep = (value: number, step: number): number => Math.round(value / step) / 1_000;

/** The value that was kept, to the step. */
export const kept = (stored: number, step: number): number => stored * 1_000 * step;

/** The last readings of something: each with the minutes that lie between it and `at`, oldest first. */
export interface Recent {
  readonly at: EpochMs;
  readonly readings: readonly (readonly [minutesBefore: number, value: number])[];
}

export const nothingHeard = (at: EpochMs): Recent => ({ at, readings: [] });

/** How many minutes of readings are kept, and how far apart they must be: a device in a hurry must not crowd out the hour. */
interface Span {
  readonly minutes: number;
  readonly apartMinutes: number;
}

/** The values of the last minutes before an instant, oldest first. */
export const valuesBefore = ({ at, readings }: Recent, now: EpochMs, minutes: number, step: number) => {
  const since = (now - at) / MINUTE_MS;
  return readings
    .filter(([before]) => since + kept(before, 1) < minutes)
    .map(([, value]) => kept(value, step));
};

/** The last readings with one more. */
export const withReading = (
  recent: Recent,
  at: EpochMs,
  value: number,
  step: number,
  { minutes, apartMinutes }: Span,
): Recent => {
  const { readings } = recent;
  const [before, last] = [readings.at(-2)?.[0], readings.at(-1)?.[0]];
  const isCrowded = before !== undefined && last !== undefined && kept(before - last, 1) < apartMinutes;
  const since = Math.round((at - recent.at) / MINUTE_MS);
  const older = (isCrowded ? readings.slice(0, -1) : readings)
    .map(([ago, then]) => [Math.round(kept(ago, 1) + since) / 1_000, then] as const)
    .filter(([ago]) => kept(ago, 1) < minutes);
  return { at, readings: [...older, [0, keep(value, step)]] };
};
