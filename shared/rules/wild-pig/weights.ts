/*
 * Weights of evidence in nats: natural logarithms of odds. They add up, as the odds of a product multiply, and a logistic makes a
 * probability of the sum. See `DECISIONS.md` for where each comes from.
 */

/** Of what triggers a camera trap by day, and by night, so much is a pig: 4 and 23 in 100 (GMU8 Leuven, INBO). */
export const DAY_PRIOR = -3.2;
export const NIGHT_PRIOR = -1.2;

/** What a camera that misses one pig in ten and takes 3 in 100 others for one says by telling "pig": ln(0.9 / 0.03). */
const CLASS_WEIGHT = 3.4;
/** A confidence of 75 % is worth just that, one of 40 % nothing, and so on along the line. */
const WORTHLESS_PERCENT = 40;
const USUAL_PERCENT = 75;

export const sightingWeight = (confidencePercent: number): number =>
  (CLASS_WEIGHT * Math.max(0, confidencePercent - WORTHLESS_PERCENT)) / (USUAL_PERCENT - WORTHLESS_PERCENT);

/** A look that shows no pig. Less than ln(0.97 / 0.1): a pig turns away, or stands behind a bush, for several looks on end. */
export const NO_PIG_WEIGHT = 1.5;

/** Triggers within 30 minutes of one another. With two by night a pig is 1.8 times as likely as with one, with three 2.5 times (GMU8). */
export const MOTION_WEIGHTS = [0, 0, 0.6, 0.9] as const;

/** A radar counts what is large and moves: an assumption, since no recording has both. */
export const PASSAGE_WEIGHT = 3;
/** Beside a radar that counted, so many triggers by night are no chance. */
export const MOTIONS_BESIDE_RADAR = 2;

/** From these sums on a visit is told: 95 in 100, and 98 in 100. */
export const LIKELY = 3;
export const ALL_BUT_CERTAIN = 4;

export const probabilityOf = (nats: number): number => 1 / (1 + Math.exp(-nats));
