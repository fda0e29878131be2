import * as z from "zod";

/** One number of the scoreboard as it is printed; without a value, the reason why there is none. */
export const scoreRowSchema = z
  .strictObject({
    dataset: z.string().min(1),
    /** Empty where a dataset has one case only. */
    case: z.string(),
    metric: z.string().min(1),
    /** An instant is ISO 8601 in UTC. */
    value: z.union([z.number(), z.string().min(1), z.null()]),
    /** UCUM where it is a number; `1` for shares and counts, `utc` for an instant. */
    unit: z.string().min(1),
    reason: z.string().min(1).optional(),
  })
  .refine(({ value, reason }) => (value === null) === (reason !== undefined), {
    error: "a row has a value, or the reason why it has none",
  });
export type ScoreRow = z.infer<typeof scoreRowSchema>;

/** What a dataset came to in one of its cases. */
export interface Score {
  readonly case: string;
  readonly metric: string;
  readonly value: number | string | { readonly reason: string };
}

/** Every number of one case. */
export const scoresOf = (name: string, values: Readonly<Record<string, Score["value"]>>): readonly Score[] =>
  Object.entries(values).map(([metric, value]) => ({ case: name, metric, value }));

/** A recording that is absent, or cannot be used, and why: nothing of its dataset has a value. */
export interface Unscored {
  readonly reason: string;
}

export interface ScoringOptions {
  /** The folder of the recordings. */
  readonly folder: string;
  /** Of what is drawn at random: confusion of a camera, scenarios. */
  readonly seed: number;
  /** About how many days of a sensor the scenarios are to last: more says more of what is rare, and takes longer. */
  readonly sensorDays: number;
}

/** The scoring of one or more datasets. */
export interface Scoring {
  readonly dataset: string;
  readonly score: (options: ScoringOptions) => readonly Score[] | Unscored;
}
