import { MEASURES, type Measure, type Target } from "./measures.ts";
import type { ScoreRow } from "./score.ts";

/** Whether a value reached its target; `reported` where it has none to reach. */
export type Verdict = "met" | "missed" | "reported";

/** What is not there has not reached its target. */
export const verdictOf = ({ value }: Pick<ScoreRow, "value">, target: Target | undefined): Verdict => {
  if (target === undefined) return "reported";
  return reaches(value, target) ? "met" : "missed";
};

type Named = Pick<ScoreRow, "dataset" | "case" | "metric">;

const isSame = (one: Named, other: Named): boolean =>
  one.dataset === other.dataset && one.case === other.case && one.metric === other.metric;

/** What a row has to reach; undefined for one that is not among the measures. */
export const measureOf = (row: Named): Measure | undefined =>
  MEASURES.find((measure) => isSame(measure, row));

/** The verdict on a row among the others: it reaches its target also by its alternative. */
export const verdictAmong = (row: ScoreRow, rows: readonly ScoreRow[]): Verdict => {
  const { target, or } = measureOf(row) ?? {};
  const own = verdictOf(row, target);
  if (own !== "missed" || or === undefined) return own;
  const other = rows.find((one) => isSame(one, { ...row, metric: or.metric }));
  return other === undefined ? own : verdictOf(other, or.target);
};

/** `0, or precision >= 0.8`; empty where there is none. */
export const aimText = ({ target, or }: Pick<Measure, "target" | "or"> = {}): string =>
  or === undefined ? targetText(target) : `${targetText(target)}, or ${or.metric} ${targetText(or.target)}`;

/** Shares are quotients of counts: what is exactly at a target must not miss it by the last bit. */
const ROUNDING = 1e-9;

const reaches = (value: ScoreRow["value"], target: Target): boolean => {
  if ("by" in target) return typeof value === "string" && Date.parse(value) <= Date.parse(target.by);
  if (typeof value !== "number") return false;
  if ("atLeast" in target) return value >= target.atLeast - ROUNDING;
  if ("atMost" in target) return value <= target.atMost + ROUNDING;
  if ("near" in target) return Math.abs(value - target.near) <= target.within + ROUNDING;
  return value === target.exactly;
};

/** `>= 0.92`; empty where there is none. */
export const targetText = (target: Target | undefined): string => {
  if (target === undefined) return "";
  if ("by" in target) return `by ${target.by}`;
  if ("atLeast" in target) return `>= ${target.atLeast}`;
  if ("atMost" in target) return `<= ${target.atMost}`;
  if ("near" in target) return `${target.near} +- ${target.within}`;
  return `${target.exactly}`;
};
