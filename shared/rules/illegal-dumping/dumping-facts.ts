import type { Alert } from "#shared/domain/alert.ts";
import type { AlertFacts } from "#shared/domain/alert-facts.ts";
import { type CaseOutcome, caseOutcomeSchema } from "#shared/domain/case.ts";
import type { Evidence } from "#shared/domain/evidence.ts";
import type { EpochMs } from "#shared/domain/time.ts";

/** How high a heap is, or how far it pushed the sensor. */
export interface HeapSize {
  /** Metres, to the decimetre. */
  readonly heapM?: number;
  /** Whole degrees. */
  readonly tiltDeg?: number;
}

/** What a message about dumping says, read off its evidence and nothing else. */
export interface DumpingFacts extends AlertFacts, HeapSize {
  /** What lies there came between the two. */
  readonly came?: { readonly after: EpochMs; readonly by: EpochMs };
  readonly vehicle?: {
    /** Whole minutes; absent where nobody measured how long it stayed. */
    readonly stayedMin?: number;
    readonly leftAt: EpochMs;
  };
  /** The vehicle sensor told nothing at the time. */
  readonly isSensorDead: boolean;
  /** Of a heap that came to others: how high, or how far, it is by itself. */
  readonly further?: HeapSize;
  /** How the alarm ended: seen gone, closed by somebody, not seen for long, or the sensor tells heap from ground no more. */
  readonly end: "removed" | { readonly closedAs: CaseOutcome } | "unseen" | "lost";
  readonly score: number;
  readonly dueAt?: EpochMs;
}

/** The factor in the evidence of an end which says that the sensor saw the heap gone. */
export const HEAP_REMOVED = "heap_removed";
/** The one which says that somebody has closed the case; its text is the outcome. */
export const CASE_CLOSED = "case_closed";
/** The one which says for how many minutes nothing was seen of what lay there. */
export const HEAP_UNSEEN = "heap_unseen";

const factor = (evidence: readonly Evidence[], name: string): number | undefined => {
  for (const item of evidence) if (item.kind === "factor" && item.name === name) return item.value ?? 1;
  return undefined;
};

/** How high all that lies there is, or how far it pushed the sensor. */
export const heapOf = (evidence: readonly Evidence[]): HeapSize => sizeOf(evidence, "");

const sizeOf = (evidence: readonly Evidence[], prefix: "" | "further_"): HeapSize => {
  const heapM = factor(evidence, `${prefix}heap_m`);
  const tiltDeg = factor(evidence, `${prefix}tilt_change_deg`);
  return {
    ...(heapM === undefined ? {} : { heapM: Math.round(heapM * 10) / 10 }),
    ...(tiltDeg === undefined ? {} : { tiltDeg: Math.round(tiltDeg) }),
  };
};

/** When what lies there was seen last, where that is not now. */
export const lastSightOf = (evidence: readonly Evidence[]): EpochMs | undefined =>
  factor(evidence, "heap_seen_at");

/** Nothing was seen of it for so long that it may be gone. */
export const isUnseen = (evidence: readonly Evidence[]): boolean =>
  factor(evidence, HEAP_UNSEEN) !== undefined || evidence.some(({ kind }) => kind === "ended");

const endOf = (evidence: readonly Evidence[]): DumpingFacts["end"] => {
  const closed = evidence.find((item) => item.kind === "factor" && item.name === CASE_CLOSED);
  if (closed?.kind === "factor") return { closedAs: caseOutcomeSchema.parse(closed.text) };
  if (factor(evidence, HEAP_REMOVED) !== undefined) return "removed";
  return isUnseen(evidence) ? "unseen" : "lost";
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
  const size = sizeOf(evidence, "further_");
  const further = Object.keys(size).length === 0 ? undefined : size;
  return {
    ...facts,
    ...heapOf(evidence),
    ...(after === undefined || by === undefined ? {} : { came: { after, by } }),
    ...(vehicle === undefined ? {} : { vehicle }),
    ...(alert.case === undefined ? {} : { dueAt: alert.case.dueAt }),
    isSensorDead: factor(evidence, "vehicle_sensor_dead") !== undefined,
    ...(further === undefined ? {} : { further }),
    end: endOf(evidence),
    score: Math.round(evidence.reduce((sum, { contribution }) => sum + contribution, 0)),
  };
};
