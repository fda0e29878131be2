import { HOUR_MS, MINUTE_MS } from "#shared/domain/time.ts";
import { isInCollection, type Span } from "./dumping-hours.ts";
import type { Heap, Visit } from "./dumping-memory.ts";
import { visitPoints } from "./dumping-score.ts";
import type { DumpingSettings } from "./dumping-settings.ts";

/** A gateway held frames for 214 s (TourPerret, CampusIoT), and clocks differ. */
const SLACK_MS = 5 * MINUTE_MS;
/** What came in a gap longer than this came with nobody in particular. */
const LONGEST_GAP_MS = 6 * HOUR_MS;
/** Traffic, not a visit. */
const LONGEST_PASSAGE_MS = 2 * HOUR_MS;

export const cameIn = ({ after, by }: Heap): Span => ({ from: after - SLACK_MS, to: by + SLACK_MS });

export const overlaps = (one: Span, other: Span): boolean => one.from <= other.to && other.from <= one.to;

/** The heap with the visit that is likeliest to have brought it: of those that were there when it came, the most telling, the last. */
export const brought = (heap: Heap, visits: readonly Visit[], settings: DumpingSettings): Heap => {
  const { broughtBy: _, seen: __, ...nobodys } = heap;
  if (heap.by - heap.after > LONGEST_GAP_MS) return nobodys;
  const wasCollected = isInCollection({ from: heap.after, to: heap.by }, settings.collections);
  const there = visits.filter(
    (visit) =>
      overlaps(visit, cameIn(heap)) && !(wasCollected && isInCollection(visit, settings.collections)),
  );
  const suspects = there.filter(
    ({ kind, from, to }) => kind === "stay" || (kind !== "person_seen" && to - from <= LONGEST_PASSAGE_MS),
  );
  const points = (visit: Visit) => visitPoints(visit, settings);
  const broughtBy = suspects.toSorted((a, b) => points(a) - points(b) || a.to - b.to).at(-1);
  if (broughtBy === undefined) return nobodys;
  const isSeen = there.some((visit) => visit !== broughtBy && visit.kind.endsWith("_seen"));
  return { ...nobodys, broughtBy, ...(isSeen ? { seen: true } : {}) };
};
