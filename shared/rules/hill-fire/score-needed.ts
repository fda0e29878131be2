import type { RaisedLevel } from "#shared/domain/level.ts";

/** The score that each level needs in ordinary weather. */
export const SCORE_NEEDED: Readonly<Record<RaisedLevel, number>> = { advisory: 35, warning: 55, danger: 72 };
/** And how many reasons that know nothing of one another; for an advisory or a warning one will do that carries it alone. */
export const SUPPORTS_NEEDED: Readonly<Record<RaisedLevel, number>> = { advisory: 2, warning: 2, danger: 3 };
