import { wilcoxonRankSum } from "simple-statistics";

/**
 * How well a number tells two classes apart: the chance that it is higher for one drawn from the first than for one drawn from the
 * second, ties counting half. 1 always, 0.5 no better than a coin. The area under the ROC curve by the rank sum (Mann and Whitney).
 *
 * @returns undefined where one class is empty: then there is nothing to tell apart
 */
export const areaUnderCurve = (
  positive: readonly number[],
  negative: readonly number[],
): number | undefined => {
  const [p, n] = [positive.length, negative.length];
  if (p === 0 || n === 0) return undefined;
  return (wilcoxonRankSum([...positive], [...negative]) - (p * (p + 1)) / 2) / (p * n);
};
