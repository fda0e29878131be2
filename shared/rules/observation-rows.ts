import { type Measurement, type Observation, QUALITY, type QualityFlag } from "#shared/domain/observation.ts";
import type { Quantity } from "#shared/domain/quantity.ts";
import type { SiteState } from "#shared/domain/site-state.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import type { Arrival } from "./arrival.ts";
import type { Judged } from "./fold.ts";
import { lateAfterMs, type SiteContext } from "./site-context.ts";

/**
 * The rows of the history that an arrival makes: one for what the device measures now, one for each reading out of its memory,
 * which keeps its own time and is late by nature.
 */
export const observationsOf = (
  { arrival, passed }: { readonly arrival: Arrival; readonly passed: boolean },
  before: SiteState,
  judged: readonly Judged[],
  context: SiteContext,
): readonly Observation[] => {
  const current = arrival.measurements.filter(({ measuredAt }) => measuredAt === undefined);
  const late =
    passed ||
    (before.newest !== undefined && before.newest.observedAt > arrival.observedAt) ||
    arrival.receivedAt - arrival.observedAt > lateAfterMs(context, arrival.observedAt);
  return [
    ...(current.length === 0
      ? []
      : [observation(arrival, current, arrival.observedAt, late, judged, context)]),
    ...arrival.measurements.flatMap((measurement) =>
      measurement.measuredAt === undefined
        ? []
        : [observation(arrival, [measurement], measurement.measuredAt, true, [], context)],
    ),
  ];
};

const observation = (
  arrival: Arrival,
  measurements: readonly Measurement[],
  observedAt: EpochMs,
  late: boolean,
  judged: readonly Judged[],
  context: SiteContext,
): Observation => {
  const values: Partial<Record<Quantity, number>> = {};
  const flags: Partial<Record<Quantity, QualityFlag>> = {};
  for (const { quantity, value } of measurements) {
    values[quantity] = value;
    flags[quantity] = QUALITY.notEvaluated;
  }
  for (const { entry, flag, derived } of judged) {
    if (entry.devEui !== arrival.devEui || entry.observedAt !== observedAt) continue;
    flags[entry.quantity] = flag;
    if (derived !== undefined) {
      values[derived.quantity] = derived.value;
      flags[derived.quantity] = flag;
    }
  }
  return {
    siteId: context.site.siteId,
    devEui: arrival.devEui,
    observedAt,
    receivedAt: arrival.receivedAt,
    values,
    flags,
    late,
    ...(arrival.fCnt === undefined || observedAt !== arrival.observedAt ? {} : { fCnt: arrival.fCnt }),
  };
};
