import { MEASURES, type Measure } from "./measures.ts";
import type { Score, ScoreRow, Scoring, ScoringOptions, Unscored } from "./score.ts";

const keyOf = ({ case: name, metric }: Pick<Score, "case" | "metric">): string => `${name}|${metric}`;

/**
 * Scores every dataset. The rows of a recording that is absent or broken are there, without a value and with the reason.
 *
 * @param progress told before each dataset is scored
 */
export const runScoreboard = (
  scorings: readonly Scoring[],
  options: ScoringOptions,
  progress: (dataset: string) => void,
): readonly ScoreRow[] =>
  scorings.flatMap((scoring) => {
    progress(scoring.dataset);
    return rowsOf(scoring.dataset, attempt(scoring, options));
  });

/** A dataset whose scoring fails must not cost the others. */
const attempt = (scoring: Scoring, options: ScoringOptions): readonly Score[] | Unscored => {
  try {
    return scoring.score(options);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { reason: `its scoring failed: ${error.message}` };
  }
};

const rowsOf = (dataset: string, found: readonly Score[] | Unscored): readonly ScoreRow[] => {
  const measures = MEASURES.filter((measure) => measure.dataset === dataset);
  if ("reason" in found) return measures.map((measure) => rowOf(measure, found));
  const scores = new Map(found.map((score) => [keyOf(score), score.value]));
  const known = new Set(measures.map(keyOf));
  const further = found
    .filter((score) => !known.has(keyOf(score)))
    .map(({ case: name, metric }): Measure => ({ dataset, case: name, metric, unit: unitOf(metric) }));
  const byCase = Map.groupBy([...measures, ...further], (measure) => measure.case);
  return [...byCase.values()]
    .flat()
    .map((measure) => rowOf(measure, scores.get(keyOf(measure)) ?? { reason: "it was not scored" }));
};

/** Of what is reported beside the measures: the name says its unit. */
const unitOf = (metric: string): string => (metric.endsWith("_min") ? "min" : "1");

const rowOf = ({ dataset, case: name, metric, unit }: Measure, value: Score["value"]): ScoreRow =>
  typeof value === "object"
    ? { dataset, case: name, metric, value: null, unit, reason: value.reason }
    : { dataset, case: name, metric, value, unit };
