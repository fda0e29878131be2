import { DAY_MS, HOUR_MS, MINUTE_MS } from "#shared/domain/time.ts";
import { dayOf, midnightOf, monthPlaceOf, weekdayOf } from "./hong-kong-clock.ts";
import { between, clamp, logNormal, momentsOf, randomOf } from "./random.ts";
import type { Span } from "./spans.ts";

/** A vehicle at the lay-by. */
export interface Stay extends Span {
  readonly why: "parked" | "dumping" | "collection";
  /** How high it stands under the distance sensor; absent where it stands beside. */
  readonly roofM?: number;
}

export interface Dump extends Stay {
  readonly heapM: number;
  /** When the heap is there, within the stay. */
  readonly tippedAt: number;
}

/** When rubbish is collected, by Hong Kong's clock. */
export interface Collections {
  /** 0 Sunday to 6 Saturday. */
  readonly weekday: number;
  readonly hour: number;
}

/** Of vehicles parked at a forest road one in five stays longer than 10 min; most stay a few. */
const PARKED_MEDIAN_MIN = 3;
const PARKED_SPREAD = Math.log(10 / PARKED_MEDIAN_MIN) / 0.8416;
/** How many park a day, by day, and how often right under the sensor: assumptions. */
const PARKED_PER_DAY = 6;
const UNDER_SHARE = 0.08;

export const parkedOf = (seed: number, span: Span): readonly Stay[] => {
  const random = randomOf(seed, "parked");
  return momentsOf(random, PARKED_PER_DAY, span).map((moment) => {
    const hour = random() < 0.9 ? between(random, 7, 21) : between(random, 21, 31);
    const from = midnightOf(dayOf(moment)) + Math.round(hour * HOUR_MS);
    const minutes = clamp(logNormal(random, PARKED_MEDIAN_MIN, PARKED_SPREAD), 0.5, 20 * 60);
    const stay = { why: "parked", from, to: from + Math.round(minutes * MINUTE_MS) } as const;
    return random() < UNDER_SHARE ? { ...stay, roofM: between(random, 1.4, 1.9) } : stay;
  });
};

/** Seven of ten dump between 21:00 and 6:00, the rest by day: an assumption, as is the heap of 20 cm to 1.5 m. They stay 2 to 20 min. */
export const dumpOf = (seed: number, atMs: number, index: number): Dump => {
  const random = randomOf(seed, "dump", index);
  const hour = random() < 0.7 ? between(random, 21, 30) : between(random, 7, 20);
  const from = midnightOf(dayOf(atMs)) + Math.round(hour * HOUR_MS);
  const lengthMs = Math.round(clamp(logNormal(random, 6, 0.6), 2, 20) * MINUTE_MS);
  return {
    why: "dumping",
    from,
    to: from + lengthMs,
    heapM: Math.round(clamp(logNormal(random, 0.5, 0.5), 0.2, 1.5) * 1000) / 1000,
    tippedAt: from + Math.round(lengthMs * between(random, 0.3, 0.8)),
    ...(random() < 0.4 ? { roofM: between(random, 1.6, 2.4) } : {}),
  };
};

export const collectionDayOf = (seed: number): Collections => {
  const random = randomOf(seed, "collections");
  return { weekday: Math.floor(random() * 7), hour: 6 + Math.floor(random() * 5) };
};

/** Once a week, a quarter of an hour early or late, 3 to 8 min. */
export const collectionsOf = (seed: number, { weekday, hour }: Collections, span: Span): readonly Stay[] => {
  const stays: Stay[] = [];
  for (let day = dayOf(span.from); midnightOf(day) < span.to; day += 1) {
    if (weekdayOf(day) !== weekday) continue;
    const random = randomOf(seed, "collection", day);
    const from = midnightOf(day) + hour * HOUR_MS + Math.round(between(random, -15, 15) * MINUTE_MS);
    if (from < span.from) continue;
    stays.push({ why: "collection", from, to: from + Math.round(between(random, 3, 8) * MINUTE_MS) });
  }
  return stays;
};

/** Litter that people leave on foot: 1 cm or two, some times a week. */
export const litterOf = (
  seed: number,
  span: Span,
): readonly { readonly atMs: number; readonly heightM: number }[] => {
  const random = randomOf(seed, "litter");
  return momentsOf(random, 3 / 7, span).map((atMs) => ({ atMs, heightM: between(random, 0.005, 0.025) }));
};

/** A person or a dog before the sensor, some seconds to two minutes, 0.4 to 1.8 m high. */
export interface Passer extends Span {
  readonly heightM: number;
}

export const passersOf = (seed: number, span: Span): readonly Passer[] => {
  const random = randomOf(seed, "passers");
  return momentsOf(random, 2, span).map((moment) => {
    const from = midnightOf(dayOf(moment)) + Math.round(between(random, 6, 23) * HOUR_MS);
    return {
      from,
      to: from + Math.round(between(random, 3, 120)) * 1_000,
      heightM: between(random, 0.4, 1.8),
    };
  });
};

/** Grass under the sensor: up to 3 mm a day in summer, cut every five weeks down to the ground. Pace and height: assumptions. */
export const grassM = (seed: number): ((atMs: number) => number) => {
  const cutEveryMs = 35 * DAY_MS;
  const offsetMs = randomOf(seed, "cut")() * cutEveryMs;
  return (atMs) => {
    const summer = clamp(0.5 - 0.5 * Math.cos((monthPlaceOf(atMs) / 6) * Math.PI), 0, 1);
    return (((atMs + offsetMs) % cutEveryMs) / DAY_MS) * 0.003 * summer * summer;
  };
};
