import type { Evidence } from "#shared/domain/evidence.ts";
import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";
import { HEAP_UNSEEN } from "./dumping-facts.ts";
import type { DumpingMemory, GroundMemory, Visit } from "./dumping-memory.ts";
import { heapPoints, scoreOf } from "./dumping-score.ts";
import type { DumpingSettings } from "./dumping-settings.ts";
import { type GroundQuantity, MEDIAN_OF, smallestHeap } from "./ground-sensor.ts";
import { lainMin, mustLieMin } from "./heap.ts";
import { LYING_READINGS } from "./seen.ts";
import type { KnownHeap } from "./site-heaps.ts";

export interface Picture {
  readonly at: EpochMs;
  /** What was seen longer ago than this is said to be, ms. */
  readonly silentAfterMs: number;
  readonly known: KnownHeap | undefined;
  readonly ground: GroundMemory | undefined;
  readonly isTaken: boolean;
  readonly visits: DumpingMemory["visits"];
}

const minutes = (ms: number): number => Math.round((ms / MINUTE_MS) * 10) / 10;

/** The reasons behind the level, and the score they add up to. */
export const dumpingEvidence = (
  picture: Picture,
  settings: DumpingSettings,
): { readonly score: number; readonly evidence: readonly Evidence[] } => {
  const { known, at } = picture;
  if (known === undefined) return { score: 0, evidence: withoutHeap(picture) };
  return known.isUnseen ? { score: 0, evidence: unseen(known, at) } : withHeap(known, picture, settings);
};

/** What lay there when it was seen last: nobody knows whether it still does. */
const unseen = ({ heap, quantity, seenAt }: KnownHeap, at: EpochMs): readonly Evidence[] => [
  factor(HEAP_UNSEEN, Math.round((at - seenAt) / MINUTE_MS)),
  factor(heightName(quantity), heap.height),
  factor("heap_seen_at", seenAt),
];

const heightName = (quantity: GroundQuantity): string =>
  quantity === "distance" ? "heap_m" : "tilt_change_deg";

const needs = (what: string, have: number, of: number): Evidence => ({
  kind: "needs",
  what,
  have: Math.round(have * 100) / 100,
  of,
  contribution: 0,
});

/** Dwell alone is not dumping, so that it adds nothing. */
const withoutHeap = ({ ground, isTaken, visits }: Picture): readonly Evidence[] => {
  const last = visits.at(-1);
  return [
    ...(isTaken ? [factor("vehicle_present", 1)] : []),
    ...(last === undefined ? [] : [visitItem(last, 0)]),
    ...(ground !== undefined && ground.base === undefined
      ? [needs("ground_readings", ground.recent.length, MEDIAN_OF)]
      : [needs("heap", 0, 1)]),
  ];
};

const factor = (name: string, value: number, contribution = 0): Evidence => ({
  kind: "factor",
  name,
  value,
  contribution,
});

const VISIT_NAMES: Readonly<Record<Visit["kind"], string>> = {
  stay: "vehicle_stay_min",
  passage: "vehicle_passage_min",
  vehicle_seen: "vehicle_sighting_min",
  person_seen: "person_sighting_min",
};

const visitItem = ({ kind, from, to }: Visit, contribution: number): Evidence =>
  factor(VISIT_NAMES[kind], minutes(to - from), contribution);

const withHeap = (
  known: KnownHeap,
  { at, isTaken, silentAfterMs }: Picture,
  settings: DumpingSettings,
): { readonly score: number; readonly evidence: readonly Evidence[] } => {
  const { heap, quantity, seenAt, level, furtherHeight } = known;
  const smallest = smallestHeap(quantity, settings);
  const lain = lainMin(heap, seenAt);
  const points = heapPoints(heap, smallest, lain, settings);
  const { broughtBy, after, by } = heap;
  const evidence: Evidence[] = [
    factor(heightName(quantity), heap.height, points.heap),
    ...(furtherHeight === undefined ? [] : [factor(`further_${heightName(quantity)}`, furtherHeight)]),
    ...(at - seenAt > silentAfterMs ? [factor("heap_seen_at", seenAt)] : []),
    factor("heap_lies_min", Math.round(lain * 10) / 10, points.lying),
    factor("came_after", after),
    factor("came_by", by),
  ];
  if (broughtBy !== undefined) {
    evidence.push(visitItem(broughtBy, points.visit), factor("vehicle_left", broughtBy.to));
  }
  if (broughtBy === undefined && points.visit > 0) {
    evidence.push({ kind: "factor", name: "vehicle_sensor_dead", contribution: points.visit });
  }
  if (points.oddHours > 0)
    evidence.push({ kind: "factor", name: "odd_hours", contribution: points.oddHours });
  if (points.seen > 0) evidence.push({ kind: "factor", name: "camera", contribution: points.seen });
  if (level !== "warning") evidence.push(...missing(known, smallest, lain, isTaken, settings));
  return { score: scoreOf(points), evidence };
};

/** Why it is no case, or none yet. */
const missing = (
  { heap, level }: KnownHeap,
  smallest: number,
  lain: number,
  isTaken: boolean,
  settings: DumpingSettings,
): readonly Evidence[] => {
  const { height, lying, broughtBy, isBlind } = heap;
  const mustLie = mustLieMin(heap, settings);
  const readings = lying?.readings ?? 0;
  return [
    ...(isTaken && level === "normal" ? [needs("vehicle_to_leave", 0, 1)] : []),
    ...(height < smallest ? [needs("heap_height", height, smallest)] : []),
    ...(broughtBy === undefined && isBlind !== true ? [needs("vehicle", 0, 1)] : []),
    ...(lain < mustLie ? [needs("heap_to_stay_min", lain, mustLie)] : []),
    ...(readings < LYING_READINGS ? [needs("readings_of_the_heap", readings, LYING_READINGS)] : []),
  ];
};
