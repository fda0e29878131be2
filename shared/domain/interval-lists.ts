import type { EpochMs } from "./time.ts";
import { type Validity, validAt } from "./validity.ts";

const endOf = ({ validTo }: Validity): EpochMs => validTo ?? Number.POSITIVE_INFINITY;

/** The first two entries, among those of interest, that hold at the same instant: by index, the one that starts later second. */
export const firstOverlap = <T extends Validity>(
  entries: readonly T[],
  isOfInterest: (entry: T) => boolean = () => true,
): { readonly first: number; readonly second: number } | undefined => {
  const ordered = entries
    .map((entry, index) => ({ entry, index }))
    .filter(({ entry }) => isOfInterest(entry))
    .sort((a, b) => a.entry.validFrom - b.entry.validFrom);
  // Sorted by their starts, the first two that overlap stand side by side.
  let before: (typeof ordered)[number] | undefined;
  for (const next of ordered) {
    if (before !== undefined && next.entry.validFrom < endOf(before.entry)) {
      return { first: before.index, second: next.index };
    }
    before = next;
  }
  return undefined;
};

/**
 * The first instant before `now` at which two lists say something different, with what each says then. To end an entry at `now` or
 * later, or to split one in two that say the same, changes no past.
 *
 * @param isSame whether two entries say the same, apart from when
 */
export const firstPastChange = <T extends Validity>(
  before: readonly T[],
  after: readonly T[],
  now: EpochMs,
  isSame: (one: T, other: T) => boolean,
): { readonly at: EpochMs; readonly was?: T | undefined; readonly is?: T | undefined } | undefined => {
  const turns = [...before, ...after]
    .flatMap(({ validFrom, validTo }) => (validTo === undefined ? [validFrom] : [validFrom, validTo]))
    .filter((instant) => instant < now)
    .sort((a, b) => a - b);
  for (const at of turns) {
    const was = validAt(before, at);
    const is = validAt(after, at);
    const agree = was === undefined || is === undefined ? was === is : isSame(was, is);
    if (!agree) return { at, was, is };
  }
  return undefined;
};
