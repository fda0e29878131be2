import type { Target } from "./measures.ts";
import type { ScoreRow } from "./score.ts";

/** Whether a value reached its target; `reported` where it has none to reach. */
export type Verdict = "met" | "missed" | "reported";

/** What is not there has not reached its target. */
export const verdictOf = ({ value }: Pick<ScoreRow, "value">, target: Target | undefined): Verdict => {
  if (target === undefined) return "reported";
  return reaches(value, target) ? "met" : "missed";
};

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
