import { type Measurement, type Observation, QUALITY, type QualityFlag } from "#shared/domain/observation.ts";
import { QUANTITIES, type Quantity } from "#shared/domain/quantity.ts";
import type { SiteState, WindowEntry } from "#shared/domain/site-state.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import type { Arrival } from "./arrival.ts";
import type { Judged } from "./fold.ts";
import { lateAfterMs, type SiteContext } from "./site-context.ts";

export interface RowFacts {
  /** The site as it was held before. */
  readonly before: SiteState;
  readonly judged: readonly Judged[];
  readonly context: SiteContext;
}

/**
 * The rows of the history that an arrival makes: one for the frame and what the device measures now, one for each time of a reading
 * out of its memory, which is late by nature.
 */
export const observationsOf = (
  arrival: Arrival,
  passed: boolean,
  { before, judged, context }: RowFacts,
): readonly Observation[] => {
  const current = arrival.measurements.filter(({ measuredAt }) => measuredAt === undefined);
  const instants = new Set(arrival.measurements.flatMap(({ measuredAt }) => measuredAt ?? []));
  const tooOld = arrival.receivedAt - arrival.observedAt > lateAfterMs(context, arrival.observedAt);
  const late = passed || tooOld || isOvertaken(arrival, current, before);
  const radio = {
    ...(arrival.gateways === undefined || arrival.gateways.length === 0
      ? {}
      : { gateways: arrival.gateways }),
    ...(arrival.dataRate === undefined ? {} : { dataRate: arrival.dataRate }),
    ...(arrival.fCnt === undefined ? {} : { fCnt: arrival.fCnt }),
  };
  const frame = {
    ...row(arrival, current, arrival.observedAt, { judged, unmeasured: arrival.unmeasured ?? [] }, context),
    late,
    ...radio,
  };
  return [
    ...(arrival.frameElsewhere === true ? [] : [frame]),
    ...[...instants].map((instant) => {
      const remembered = arrival.measurements.filter(({ measuredAt }) => measuredAt === instant);
      return { ...row(arrival, remembered, instant, NOTHING_JUDGED, context), late: true };
    }),
  ];
};

/** A newer reading of the same quantity is held already; of a frame without one that a rule reads, a newer frame of its device. */
const isOvertaken = (
  { devEui, observedAt }: Arrival,
  current: readonly Measurement[],
  { entries }: SiteState,
): boolean => {
  const told = new Set(current.map(({ quantity }) => quantity));
  return entries.some(
    (entry) =>
      entry.observedAt > observedAt &&
      (entry.devEui === devEui || entry.readings.some(({ quantity }) => told.has(quantity))),
  );
};

/** What the device says it measured after we heard of it has a wrong clock: kept, and never taken at its word. */
const clockFlag = (measuredAt: EpochMs, receivedAt: EpochMs): QualityFlag =>
  measuredAt > receivedAt ? QUALITY.suspect : QUALITY.notEvaluated;

interface Judgement {
  readonly judged: readonly Judged[];
  readonly unmeasured: readonly Quantity[];
}

const NOTHING_JUDGED: Judgement = { judged: [], unmeasured: [] };

const row = (
  arrival: Arrival,
  measurements: readonly Measurement[],
  observedAt: EpochMs,
  { judged, unmeasured }: Judgement,
  context: SiteContext,
): Omit<Observation, "late"> => {
  const values: Partial<Record<Quantity, number>> = {};
  const flags: Partial<Record<Quantity, QualityFlag>> = {};
  for (const quantity of unmeasured) flags[quantity] = QUALITY.missing;
  for (const { quantity, value } of measurements) {
    values[quantity] = value;
    flags[quantity] = clockFlag(observedAt, arrival.receivedAt);
  }
  for (const { entry, flags: found, derived } of judged) {
    if (entry.devEui !== arrival.devEui || entry.observedAt !== observedAt) continue;
    Object.assign(flags, found);
    if (derived !== undefined) {
      values[derived.quantity] = derived.value;
      flags[derived.quantity] = derived.flag;
    }
  }
  return {
    siteId: context.site.siteId,
    devEui: arrival.devEui,
    observedAt,
    receivedAt: arrival.receivedAt,
    values,
    flags,
  };
};

/** What a window still knows of a frame's readings: for one that was taken for a copy until others came. */
export const arrivalFromWindow = (entry: WindowEntry, receivedAt: EpochMs): Arrival => ({
  devEui: entry.devEui,
  identity: "",
  ...(entry.fCnt < 0 ? {} : { fCnt: entry.fCnt }),
  observedAt: entry.observedAt,
  receivedAt,
  measurements: entry.readings.map(({ quantity, steps }) => ({
    quantity,
    value: steps * QUANTITIES[quantity].resolution,
  })),
});
