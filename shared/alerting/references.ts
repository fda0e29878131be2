import type { AlertReference } from "#shared/domain/alert.ts";
import type { Level } from "#shared/domain/level.ts";
import { type EpochMs, HOUR_MS, MINUTE_MS } from "#shared/domain/time.ts";

/**
 * For how long a message speaks when none follows it, by its level. Nothing repeats a message while the level holds, and one
 * that ran out while the water still stood would read as an all-clear: so a warning outlasts any flood of these streams (hours)
 * and a gauge lost in it for a day. An all-clear is news for two hours and history after that.
 */
const LIFETIME_MS: Readonly<Record<Level, number>> = {
  normal: 2 * HOUR_MS,
  advisory: 12 * HOUR_MS,
  warning: 24 * HOUR_MS,
  danger: 24 * HOUR_MS,
};

/** @param lifetimeMin what the hazard says of it, minutes */
export const expiryOf = (level: Level, sent: EpochMs, lifetimeMin?: number): EpochMs =>
  sent + (lifetimeMin === undefined ? LIFETIME_MS[level] : lifetimeMin * MINUTE_MS);

/**
 * The messages of the running alarm that a new one replaces: all that have not run out, and the last one in any case, since an
 * Update or a Cancel that refers to nothing says nothing to a machine.
 */
export const unexpired = (references: readonly AlertReference[], now: EpochMs): readonly AlertReference[] =>
  references.filter(
    ({ expires }, index) => expires === undefined || expires > now || index === references.length - 1,
  );
