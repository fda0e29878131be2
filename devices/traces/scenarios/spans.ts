/** From an instant (inclusive) to another (exclusive), ms. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const NONE: readonly never[] = [];

/**
 * What goes on at an instant. Quick for instants asked one after the other, right for any order; returns one shared empty list
 * where nothing goes on, which is nearly always.
 */
export const activeIn = <T extends Span>(spans: readonly T[]): ((atMs: number) => readonly T[]) => {
  const inOrder = spans.toSorted((a, b) => a.from - b.from);
  let first = 0;
  let asked = Number.NEGATIVE_INFINITY;
  return (atMs) => {
    if (atMs < asked) first = 0;
    asked = atMs;
    while ((inOrder[first]?.to ?? Number.POSITIVE_INFINITY) <= atMs) first += 1;
    if ((inOrder[first]?.from ?? Number.POSITIVE_INFINITY) > atMs) return NONE;
    const active: T[] = [];
    for (let index = first; index < inOrder.length; index += 1) {
      const span = inOrder[index];
      if (span === undefined || span.from > atMs) break;
      if (span.to > atMs) active.push(span);
    }
    return active;
  };
};

/** One instant in each of so many equal parts of a span, so that what happens there stays apart. */
export const oneInEach = (
  random: () => number,
  parts: number,
  { from, to }: Span,
  /** How much of each part, from its start on, is drawn from. */
  share = 0.6,
): readonly number[] => {
  const lengthMs = (to - from) / parts;
  return Array.from({ length: parts }, (_, part) => Math.round(from + lengthMs * (part + share * random())));
};
