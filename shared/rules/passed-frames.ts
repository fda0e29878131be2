import type { Observation } from "#shared/domain/observation.ts";
import { SAME_FRAME_MS } from "#shared/domain/uplink.ts";
import type { HistoryRow } from "./observation-changes.ts";

export interface SettledPassed {
  readonly put: readonly Observation[];
  readonly remove: readonly HistoryRow[];
}

/** From when to when the history can hold a copy of one of the rows. */
export const copiesOfPassed = (rows: readonly Observation[]) => ({
  from: Math.min(...rows.map(({ observedAt }) => observedAt)) - SAME_FRAME_MS,
  to: Math.max(...rows.map(({ observedAt }) => observedAt)) + SAME_FRAME_MS + 1,
});

/**
 * What becomes of rows of frames that came after the window had passed them. The history does not hold their identity, so a copy is
 * a row of the same device with the same counter and values within half an hour, and the earlier of the two stays. A row that is
 * there already was judged in its time, and stays as it was: a message handed over again a day later only adds what is new in it.
 *
 * @param held the rows of the site around them
 */
export const settlePassed = (
  passedBy: readonly Observation[],
  held: readonly Observation[],
): SettledPassed => {
  const put: Observation[] = [];
  const remove: HistoryRow[] = [];
  for (const row of passedBy) {
    const copies = [...held, ...put].filter((other) => isCopy(row, other));
    const hasEarlier = copies.some(({ observedAt }) => observedAt < row.observedAt);
    if (hasEarlier) remove.push(row);
    else {
      put.push(...notHeld(row, held));
      remove.push(...copies);
    }
  }
  const removed = new Set(remove.map(nameOf));
  return { put: put.filter((row) => !removed.has(nameOf(row))), remove };
};

/** What of a row its own earlier version does not say; a value that now reads otherwise takes the place of the whole. */
const notHeld = (row: Observation, held: readonly Observation[]): readonly Observation[] => {
  const same = held.find((other) => nameOf(other) === nameOf(row));
  if (same === undefined) return [row];
  const told = new Map(Object.entries(same.values));
  const quantities = Object.entries(row.values);
  if (quantities.some(([quantity, value]) => told.has(quantity) && told.get(quantity) !== value))
    return [row];
  const known = new Map(Object.entries(same.flags));
  const addsNothing = Object.keys(row.flags).every((quantity) => known.has(quantity));
  return addsNothing
    ? []
    : [{ ...same, values: { ...row.values, ...same.values }, flags: { ...row.flags, ...same.flags } }];
};

const isCopy = (row: Observation, other: Observation): boolean =>
  row.fCnt !== undefined &&
  other.devEui === row.devEui &&
  other.fCnt === row.fCnt &&
  other.observedAt !== row.observedAt &&
  Math.abs(other.observedAt - row.observedAt) <= SAME_FRAME_MS &&
  Object.entries(row.values).every(([quantity, value]) =>
    Object.entries(other.values).some(([told, its]) => told === quantity && its === value),
  );

const nameOf = ({ observedAt, devEui, fCnt }: HistoryRow): string => `${observedAt}/${devEui}/${fCnt}`;
