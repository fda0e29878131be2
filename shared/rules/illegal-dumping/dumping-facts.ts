import type { Alert } from "#shared/domain/alert.ts";
import type { AlertFacts } from "#shared/domain/alert-facts.ts";
import type { Evidence } from "#shared/domain/evidence.ts";
import type { EpochMs } from "#shared/domain/time.ts";

/** What a message about dumping says, read off its evidence and nothing else. */
export interface DumpingFacts extends AlertFacts {
  /** Metres, to the decimetre. */
  readonly heapM?: number;
  /** Whole degrees. */
  readonly tiltDeg?: number;
  /** What lies there came between the two. */
  readonly came?: { readonly after: EpochMs; readonly by: EpochMs };
  readonly vehicle?: {
    /** Whole minutes; absent where nobody measured how long it stayed. */
    readonly stayedMin?: number;
    readonly leftAt: EpochMs;
  };
  /** The vehicle sensor told nothing at the time. */
  readonly isSensorDead: boolean;
  /** The sensor saw the heap gone. */
  readonly isRemoved: boolean;
  readonly score: number;
  readonly dueAt?: EpochMs;
}

/** The factor in the evidence of an end which says that the sensor saw the heap gone. */
export const HEAP_REMOVED = "heap_removed";

const factor = (evidence: readonly Evidence[], name: string): number | undefined => {
  for (const item of evidence) if (item.kind === "factor" && item.name === name) return item.value ?? 1;
  return undefined;
};

/** How high the heap is, or how far it pushed the sensor. */
export const heapOf = (evidence: readonly Evidence[]): Pick<DumpingFacts, "heapM" | "tiltDeg"> => {
  const heapM = factor(evidence, "heap_m");
  const tiltDeg = factor(evidence, "tilt_change_deg");
  return {
    ...(heapM === undefined ? {} : { heapM: Math.round(heapM * 10) / 10 }),
    ...(tiltDeg === undefined ? {} : { tiltDeg: Math.round(tiltDeg) }),
  };
};

const vehicleOf = (evidence: readonly Evidence[]): DumpingFacts["vehicle"] => {
  const leftAt = factor(evidence, "vehicle_left");
  if (leftAt === undefined) return undefined;
  const stayedMin = factor(evidence, "vehicle_stay_min");
  return { leftAt, ...(stayedMin === undefined ? {} : { stayedMin: Math.max(1, Math.round(stayedMin)) }) };
};

export const dumpingFacts = (alert: Alert, facts: AlertFacts): DumpingFacts => {
  const { evidence } = alert.assessment;
  const after = factor(evidence, "came_after");
  const by = factor(evidence, "came_by");
  const vehicle = vehicleOf(evidence);
  return {
    ...facts,
    ...heapOf(evidence),
    ...(after === undefined || by === undefined ? {} : { came: { after, by } }),
    ...(vehicle === undefined ? {} : { vehicle }),
    ...(alert.case === undefined ? {} : { dueAt: alert.case.dueAt }),
    isSensorDead: factor(evidence, "vehicle_sensor_dead") !== undefined,
    isRemoved: factor(evidence, HEAP_REMOVED) !== undefined,
    score: Math.round(evidence.reduce((sum, { contribution }) => sum + contribution, 0)),
  };
};
