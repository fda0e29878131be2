import { type Level, RAISED_LEVELS, type RaisedLevel } from "#shared/domain/level.ts";
import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";
import type { FloodSettings } from "./flood-settings.ts";

/** The levels in force. A level that is below its clear limit says since when; after the off-delay it ends. */
export type Holds = Readonly<Partial<Record<RaisedLevel, { readonly belowSince?: EpochMs }>>>;

/** The level below: what a forecast of a level raises to. */
const BELOW: Readonly<Record<RaisedLevel, Level>> = {
  advisory: "normal",
  warning: "advisory",
  danger: "warning",
};

/** Whether the water, or the forecast of the level above, calls for a level. */
const isCalledFor = (level: RaisedLevel, limitM: number, levelM: number, forecasts: readonly RaisedLevel[]) =>
  levelM >= limitM || forecasts.some((forecast) => BELOW[forecast] === level);

/**
 * Moves the holds on by one believed reading: raises at or above a threshold (any number of levels at once: flash floods skip
 * levels) or on the forecast of the level above; ends a level when the water stayed under the clear limit for the off-delay.
 * Ending needs a reading: silence ends nothing.
 */
export const moveHolds = (
  holds: Holds,
  at: EpochMs,
  levelM: number,
  forecasts: readonly RaisedLevel[],
  settings: FloodSettings,
): Holds => {
  const next: Partial<Record<RaisedLevel, { belowSince?: EpochMs }>> = {};
  for (const level of RAISED_LEVELS) {
    const thresholdM = settings.thresholdsM[level];
    const held = holds[level];
    if (
      isCalledFor(
        level,
        held === undefined ? thresholdM : thresholdM - settings.clearMarginM,
        levelM,
        forecasts,
      )
    ) {
      next[level] = {};
    } else if (held !== undefined) {
      const belowSince = held.belowSince ?? at;
      if (at - belowSince < settings.offDelayMin * MINUTE_MS) next[level] = { belowSince };
    }
  }
  return next;
};

/** The highest level in force. */
export const heldLevel = (holds: Holds): Level =>
  RAISED_LEVELS.reduce<Level>((worst, level) => (holds[level] === undefined ? worst : level), "normal");
