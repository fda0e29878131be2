import { HOUR_MS, SECOND_MS } from "#shared/domain/time.ts";
import { dayOf, midnightOf } from "./hong-kong-clock.ts";
import { between, logNormal, momentsOf, type Random, randomOf, weighted } from "./random.ts";
import type { Span } from "./spans.ts";

/** Something that passes before the sensors, once. */
export interface Passage extends Span {
  readonly what: "pig" | "animal" | "person" | "wind";
  /** How many of it. */
  readonly count: number;
  readonly piglets: number;
  /** Of which visit, of pigs. */
  readonly visit?: number;
}

/** Group sizes of the 128 captures of AFCD from July to October 2026: 73 single pigs, the rest in groups of 2 to 10. */
const GROUPS = [
  [1, 73],
  [2, 21],
  [3, 17],
  [4, 7],
  [5, 4],
  [6, 4],
  [8, 1],
  [10, 1],
] as const;

/** Of the detections of pigs in GMU8 Leuven (camera traps, INBO), 85 to 89 % fell between 19:00 and 7:00. */
const BY_NIGHT_SHARE = 0.87;
/** Passages in one visit there (merged within 30 min): 1.5 on average, 1 in most, 6 in one of a hundred. */
const AGAIN_SHARE = 0.35;
/** Seconds that one lasts there: median 25, one in ten above 173. */
const PASSAGE_S = 25;
const PASSAGE_SPREAD = 1.5;
/** One detection in three there was of young ones; they come with a group. */
const WITH_PIGLETS_SHARE = 0.6;

const nightHour = (random: Random): number =>
  random() < BY_NIGHT_SHARE ? between(random, 19, 31) : between(random, 7, 19);

/** The passages of a visit of pigs on some day. */
export const pigVisitOf = (seed: number, atMs: number, visit: number): readonly Passage[] => {
  const random = randomOf(seed, "visit", visit);
  const count = weighted(random, GROUPS);
  const piglets = count >= 2 && random() < WITH_PIGLETS_SHARE ? 1 + Math.floor(random() * (count - 1)) : 0;
  const passages: Passage[] = [];
  let from = midnightOf(dayOf(atMs)) + Math.round(nightHour(random) * HOUR_MS);
  do {
    const lastsMs = passageMs(random);
    passages.push({ what: "pig", from, to: from + lastsMs, count, piglets, visit });
    from += lastsMs + Math.round(between(random, 60, 1_500)) * SECOND_MS;
  } while (random() < AGAIN_SHARE);
  return passages;
};

const passageMs = (random: Random): number =>
  Math.round(Math.min(1_080, Math.max(3, logNormal(random, PASSAGE_S, PASSAGE_SPREAD)))) * SECOND_MS;

/**
 * What else passes, a day: other animals 1.1 and wind in the branches 0.24 as in GMU8 Leuven; people 3 by day, as on a path between
 * houses (an assumption: the recording leaves people out).
 */
const OTHERS = [
  { what: "animal", perDay: 1.1, hours: [0, 24] },
  { what: "wind", perDay: 0.24, hours: [0, 24] },
  { what: "person", perDay: 3, hours: [6.5, 22.5] },
] as const;

export const otherPassagesOf = (seed: number, span: Span): readonly Passage[] =>
  OTHERS.flatMap(({ what, perDay, hours: [first, last] }) => {
    const random = randomOf(seed, "passages", what);
    return momentsOf(random, perDay, span).map((moment): Passage => {
      const from = midnightOf(dayOf(moment)) + Math.round(between(random, first, last) * HOUR_MS);
      const count =
        what === "wind"
          ? 0
          : weighted(random, [
              [1, 5],
              [2, 2],
              [3, 1],
            ] as const);
      return { what, from, to: from + passageMs(random), count, piglets: 0 };
    });
  });
