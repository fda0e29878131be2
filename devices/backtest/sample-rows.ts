import { type EpochMs, SECOND_MS } from "#shared/domain/time.ts";
import type { SeriesRow } from "./series-row.ts";

/** How often a device would have reported what was recorded. */
export interface Sampling {
  readonly intervalMs: number;
  /** Faster once what it measures has come to so much. */
  readonly fast?: { readonly intervalMs: number; readonly from: number };
  /** The first report so long after the first row. */
  readonly phaseMs?: number;
}

/** A recording's clock is not the device's: a row this shortly before a report is due is the report. */
const EARLY_MS = 5 * SECOND_MS;

/**
 * The rows that a device which reports at its own pace would have sent: the first recorded at or after each instant that a report is due.
 * Whether it hurries is decided by what it told last, so a flood between two slow reports is seen only at the second. Nothing is made up
 * in between. Devices are kept apart.
 *
 * @param measured what is held against `fast.from`; undefined when a row does not tell it
 */
export function* sampleRows(
  rows: Iterable<SeriesRow>,
  { intervalMs, fast, phaseMs = 0 }: Sampling,
  measured: (row: SeriesRow) => number | undefined,
): Generator<SeriesRow> {
  const dueOf = new Map<string, EpochMs>();
  for (const row of rows) {
    const { devEui, observedAt } = row;
    const due = dueOf.get(devEui) ?? observedAt + phaseMs;
    if (observedAt < due - EARLY_MS) {
      dueOf.set(devEui, due);
      continue;
    }
    const isFast = fast !== undefined && (measured(row) ?? Number.NEGATIVE_INFINITY) >= fast.from;
    dueOf.set(devEui, nextDue(due, observedAt, isFast ? fast.intervalMs : intervalMs));
    yield row;
  }
}

/** A gap in the recording makes no reports due that would be caught up on after it. */
const nextDue = (due: EpochMs, reportedAt: EpochMs, intervalMs: number): EpochMs =>
  due + intervalMs * Math.max(1, Math.floor((reportedAt + EARLY_MS - due) / intervalMs) + 1);
