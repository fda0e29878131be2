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

/** What moves the levels in force. */
export interface Movement {
  readonly at: EpochMs;
  /** Of the gauge that speaks for the site. */
  readonly levelM: number;
  /** What the gauge has shown beyond its scatter. */
  readonly sureM: number;
  /** How far below a threshold the water must be seen before its level can end. */
  readonly clearMarginM: number;
  /** Levels that the water reaches soon. */
  readonly forecasts: readonly RaisedLevel[];
  /** Water comes from a site upstream, and rises here. */
  readonly isComing: boolean;
  /** Nothing was heard for too long before this reading: what the water did meanwhile is not known. */
  readonly wasSilent: boolean;
}

/** Danger waits for nobody: a single reading calls it. The levels below wait for what the gauge has surely shown. */
const isReached = (level: RaisedLevel, thresholdM: number, { levelM, sureM }: Movement): boolean =>
  level === "danger" ? levelM >= thresholdM : sureM >= thresholdM;

/** Whether the forecast of the level above, or the water on its way, calls for a level that it has not reached. */
const isCalledAhead = (level: RaisedLevel, { forecasts, isComing }: Movement): boolean =>
  forecasts.some((forecast) => BELOW[forecast] === level) || (level === "advisory" && isComing);

/**
 * Moves the holds on by one believed reading: raises at or above a threshold (any number of levels at once: flash floods skip
 * levels) or on the forecast of the level above; ends a level when the water was seen under the clear limit for the off-delay.
 * Silence ends nothing and counts for nothing: after it the off-delay begins anew.
 */
export const moveHolds = (holds: Holds, movement: Movement, settings: FloodSettings): Holds => {
  const { at, levelM, clearMarginM, wasSilent } = movement;
  const next: Partial<Record<RaisedLevel, { belowSince?: EpochMs }>> = {};
  for (const level of RAISED_LEVELS) {
    const thresholdM = settings.thresholdsM[level];
    const held = holds[level];
    const stays =
      held === undefined ? isReached(level, thresholdM, movement) : levelM >= thresholdM - clearMarginM;
    if (stays || isCalledAhead(level, movement)) {
      next[level] = {};
    } else if (held !== undefined) {
      const belowSince = wasSilent ? at : (held.belowSince ?? at);
      if (at - belowSince < settings.offDelayMin * MINUTE_MS) next[level] = { belowSince };
    }
  }
  return next;
};

/** The highest level in force. */
export const heldLevel = (holds: Holds): Level =>
  RAISED_LEVELS.reduce<Level>((worst, level) => (holds[level] === undefined ? worst : level), "normal");
