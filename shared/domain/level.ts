import * as z from "zod";

/** The alarm levels, from quiet to worst. "Blind" is not a level: a blind site keeps the level it was last seen at. */
export const LEVELS = ["normal", "advisory", "warning", "danger"] as const;

export const levelSchema = z.enum(LEVELS);
export type Level = z.infer<typeof levelSchema>;

/** The levels a threshold can be set for. */
export const RAISED_LEVELS = ["advisory", "warning", "danger"] as const;
export type RaisedLevel = (typeof RAISED_LEVELS)[number];

/** 0 for normal to 3 for danger. */
export const rank = (level: Level): number => LEVELS.indexOf(level);

export const isAtLeast = (level: Level, other: Level): boolean => rank(level) >= rank(other);

export const highest = (levels: readonly Level[]): Level =>
  levels.reduce<Level>((worst, level) => (isAtLeast(level, worst) ? level : worst), "normal");
