import { MINUTE_MS } from "#shared/domain/time.ts";
import { isWithinDayPart } from "./dumping-hours.ts";
import type { Heap, Visit } from "./dumping-memory.ts";
import type { DumpingSettings } from "./dumping-settings.ts";

/** Points of 100: the heap and its lying there are half of it and more, for only they are the offence itself. */
const SMALLEST_HEAP_POINTS = 20;
const LARGE_HEAP_POINTS = 40;
/** A heap so many times the smallest is a large one. */
const LARGE_HEAP_TIMES = 3;
const LYING_POINTS = 20;
const ODD_HOURS_POINTS = 10;
const SEEN_POINTS = 10;
const STAY_POINTS = { asOneThatTips: 20, longer: 12, short: 8, veryLong: 6 } as const;
const VEHICLE_SEEN_POINTS = 12;
const PASSAGE_POINTS = 6;
/** Nobody could be seen, so that nobody seen says nothing. */
const BLIND_POINTS = 6;
/** A car that stood there for longer than this only happened to be there. */
const LONG_STAY_MIN = 120;

/** From here on it is a case: a lasting heap and a vehicle with it, and not one of them barely. */
export const WARNING_SCORE = 50;

const round = (points: number): number => Math.round(points * 10) / 10;

/** How much a visit tells by itself, in points. */
export const visitPoints = ({ kind, from, to }: Visit, settings: DumpingSettings): number => {
  if (kind === "passage") return PASSAGE_POINTS;
  if (kind !== "stay") return VEHICLE_SEEN_POINTS;
  const minutes = (to - from) / MINUTE_MS;
  if (minutes < settings.shortestStayMin) return STAY_POINTS.short;
  if (minutes <= settings.longestStayMin) return STAY_POINTS.asOneThatTips;
  return minutes <= LONG_STAY_MIN ? STAY_POINTS.longer : STAY_POINTS.veryLong;
};

/** What each part of the evidence of a heap adds to the score. */
export interface HeapPoints {
  readonly heap: number;
  readonly lying: number;
  readonly visit: number;
  readonly oddHours: number;
  readonly seen: number;
}

/**
 * @param smallest the lowest heap that counts, in the heap's unit
 * @param lainMin for how long it was seen to lie there, minutes
 */
export const heapPoints = (
  { height, by, broughtBy, isBlind, seen }: Heap,
  smallest: number,
  lainMin: number,
  settings: DumpingSettings,
): HeapPoints => {
  const blindPoints = isBlind === true ? BLIND_POINTS : 0;
  const size = Math.min(1, Math.max(0, (height / smallest - 1) / (LARGE_HEAP_TIMES - 1)));
  return {
    heap: round(
      height < smallest
        ? (SMALLEST_HEAP_POINTS * height) / smallest
        : SMALLEST_HEAP_POINTS + size * (LARGE_HEAP_POINTS - SMALLEST_HEAP_POINTS),
    ),
    lying: round(LYING_POINTS * Math.min(1, lainMin / settings.staysAfterMin)),
    visit: broughtBy === undefined ? blindPoints : visitPoints(broughtBy, settings),
    oddHours: isWithinDayPart(broughtBy?.to ?? by, settings.oddHours) ? ODD_HOURS_POINTS : 0,
    seen: seen === true ? SEEN_POINTS : 0,
  };
};

export const scoreOf = ({ heap, lying, visit, oddHours, seen }: HeapPoints): number =>
  round(heap + lying + visit + oddHours + seen);
