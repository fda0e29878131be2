import { median } from "simple-statistics";

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Slope {
  readonly slope: number;
  /** Nine times in ten the true slope lies between these. */
  readonly lowest: number;
  readonly highest: number;
}

/** Two-sided 90 % of the normal distribution. */
const Z_90 = 1.645;

/**
 * The median of the slopes between all pairs of points, which a quarter of wild points cannot move, and its confidence interval
 * without any assumption on their distribution (P. K. Sen, Estimates of the Regression Coefficient Based on Kendall's Tau,
 * J. Am. Stat. Assoc. 63, 1968).
 *
 * @param points at least two, with different x
 */
export const theilSen = (points: readonly Point[]): Slope => {
  const slopes = points
    .flatMap((later, index) =>
      points.slice(0, index).map((earlier) => (later.y - earlier.y) / (later.x - earlier.x)),
    )
    .toSorted((a, b) => a - b);
  const n = points.length;
  const deviation = Z_90 * Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18);
  const beyond = Math.max(0, Math.floor((slopes.length - deviation) / 2));
  return {
    slope: median(slopes),
    lowest: Math.max(...slopes.slice(0, Math.max(1, beyond))),
    highest: Math.min(...slopes.slice(Math.min(slopes.length - 1, slopes.length - beyond))),
  };
};
