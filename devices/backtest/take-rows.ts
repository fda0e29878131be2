import type { EpochMs } from "#shared/domain/time.ts";
import type { Observed } from "#shared/rules/observe.ts";
import { lateAfterMs, type SiteContext } from "#shared/rules/site-context.ts";
import { isInOrder, receivedAtOf, type SeriesRow } from "./series-row.ts";
import { accept, isHoldingBack, type SiteRun, takeRow, tryRows } from "./site-run.ts";

/** So many rows at once cost the least: one fold of the window is shared by all of them. */
export const BATCH_ROWS = 128;
/** After a change the next one is near. */
const BATCH_ROWS_AFTER_CHANGE = 8;

/**
 * Takes rows of one site in the order they came. A fold is causal, so rows that come in the order of events and change nothing can be
 * taken together; whatever changes an alarm is taken by itself, and told of before the next.
 *
 * @param most rows at once; with 1 every row is taken as the cloud takes a lone uplink
 */
export const takeRows = (run: SiteRun, rows: readonly SeriesRow[], most: number): void => {
  let size = most;
  for (let from = 0; from < rows.length; ) {
    const batch = isHoldingBack(run) ? [] : ordinaryRows(run, rows.slice(from, from + size));
    const quiet = takeQuiet(run, batch);
    from += quiet;
    const next = rows[from];
    const isQuiet = quiet > 0 && quiet === batch.length;
    size = Math.min(most, isQuiet ? size * 2 : BATCH_ROWS_AFTER_CHANGE);
    if (isQuiet || next === undefined) continue;
    takeRow(run, next);
    from += 1;
  }
};

/** Takes the rows before the first that changes something; how many those were. */
const takeQuiet = (run: SiteRun, batch: readonly SeriesRow[]): number => {
  if (batch.length < 2) return 0;
  const trial = tryRows(run, batch);
  if (trial.asksNeighbours.length > 0 && run.near.length > 0) return 0;
  const changeAt = firstChange(run, trial);
  const quiet = changeAt === undefined ? batch : batch.filter(({ observedAt }) => observedAt < changeAt);
  const last = quiet.at(-1);
  if (last === undefined) return 0;
  accept(run, quiet === batch ? trial : tryRows(run, quiet), receivedAtOf(last));
  return quiet.length;
};

/** Whether rows come in order, change no alarm and need nobody's word. */
export const isQuiet = (run: SiteRun, rows: readonly SeriesRow[], observed: Observed): boolean =>
  ordinaryRows(run, rows).length === rows.length &&
  observed.asksNeighbours.length === 0 &&
  firstChange(run, observed) === undefined;

/** The first change of an alarm that new rows make, or time before them. */
const firstChange = ({ state }: SiteRun, { folds }: Observed): EpochMs | undefined => {
  const lastAt = state.entries.at(-1)?.observedAt ?? Number.NEGATIVE_INFINITY;
  const changes = folds.flatMap(({ folded }) => folded.transitions.filter(({ at }) => at > lastAt));
  return changes.length === 0 ? undefined : Math.min(...changes.map(({ at }) => at));
};

/** The rows up to the first that is late or comes before another. */
const ordinaryRows = ({ state, context }: SiteRun, rows: readonly SeriesRow[]): readonly SeriesRow[] => {
  const lastAt = state.entries.at(-1)?.observedAt ?? Number.NEGATIVE_INFINITY;
  const end = rows.findIndex((row, index) => {
    const before = rows[index - 1];
    const comesAfter = before === undefined ? row.observedAt > lastAt : isInOrder(before, row);
    return !comesAfter || isLate(row, context);
  });
  return end === -1 ? rows : rows.slice(0, end);
};

const isLate = (row: SeriesRow, context: SiteContext): boolean => {
  const heldForMs = receivedAtOf(row) - row.observedAt;
  return heldForMs > 0 && heldForMs > lateAfterMs(context, row.observedAt);
};
