/** An instant: milliseconds since 1970-01-01T00:00:00Z. Every instant inside the system is one of these, in UTC. */
export type EpochMs = number;

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** `2026-09-08T15:41:00.000Z`: sorts as text in the order of time, so it serves as a sort key. */
export const toIso = (instant: EpochMs): string => new Date(instant).toISOString();
