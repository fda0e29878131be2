import type { Quantity } from "#shared/domain/quantity.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import type { Arrival } from "#shared/rules/arrival.ts";

/** What one frame of a recording told. */
export interface SeriesRow {
  readonly devEui: string;
  readonly observedAt: EpochMs;
  /** When it came to the system; the same instant where nothing else is known. Never earlier. */
  readonly receivedAt?: EpochMs;
  readonly fCnt?: number;
  /** In the units of the catalogue. */
  readonly values: Readonly<Partial<Record<Quantity, number>>>;
  /** What a camera saw, in a word that has no number yet. */
  readonly classWord?: string;
}

export const receivedAtOf = ({ observedAt, receivedAt = observedAt }: SeriesRow): EpochMs =>
  Math.max(observedAt, receivedAt);

/** A row as the use case of the uplinks hands it to the engine. Two rows that say the same of the same instant are one frame, heard twice. */
export const arrivalOf = (row: SeriesRow): Arrival => {
  const { devEui, observedAt, fCnt, values } = row;
  const told = Object.entries(values) as (readonly [Quantity, number])[];
  return {
    devEui,
    identity: [devEui, "", fCnt ?? observedAt, "", told.join(" ")].join("|"),
    ...(fCnt === undefined ? {} : { fCnt }),
    observedAt,
    receivedAt: receivedAtOf(row),
    measurements: told.map(([quantity, value]) => ({ quantity, value })),
  };
};

/** Whether a row comes after another also for a site's window, which orders what was observed at one instant by counter and device. */
export const isInOrder = (before: SeriesRow, row: SeriesRow): boolean => {
  const apartMs = row.observedAt - before.observedAt;
  const frames = (row.fCnt ?? -1) - (before.fCnt ?? -1);
  const isAfter = apartMs || frames || row.devEui.localeCompare(before.devEui);
  return isAfter > 0 && receivedAtOf(row) >= receivedAtOf(before);
};
