import type { EpochMs } from "#shared/domain/time.ts";

export interface Point {
  readonly at: EpochMs;
  /** NaN breaks the line. */
  readonly value: number;
}

/**
 * So many points that a line of them looks like the line of all: of each column of pixels the first, the lowest, the highest and the last.
 * A line is broken where nothing was heard for longer than `gapMs`.
 *
 * @param points in the order of time
 */
export const thinPoints = (
  points: readonly Point[],
  { columns, gapMs }: { readonly columns: number; readonly gapMs: number },
): readonly Point[] => {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return [];
  const widthMs = Math.max(1, (last.at - first.at) / columns);
  const kept: Point[] = [];
  let column: Point[] = [];
  let number = 0;
  let before = first;
  for (const point of points) {
    const own = Math.floor((point.at - first.at) / widthMs);
    const isBroken = point.at - before.at > gapMs;
    if (own !== number || isBroken) {
      kept.push(...outline(column));
      column = [];
      number = own;
    }
    if (isBroken) kept.push({ at: before.at + 1, value: Number.NaN });
    column.push(point);
    before = point;
  }
  return [...kept, ...outline(column)];
};

const outline = (column: readonly Point[]): readonly Point[] => {
  if (column.length <= 4) return column;
  const lowest = column.reduce((low, point) => (point.value < low.value ? point : low));
  const highest = column.reduce((high, point) => (point.value > high.value ? point : high));
  const [first, last] = [column[0], column.at(-1)];
  return [...new Set([first, lowest, highest, last])]
    .filter((point) => point !== undefined)
    .sort((a, b) => a.at - b.at);
};
