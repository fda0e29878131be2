import type { Level } from "#shared/domain/level.ts";
import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";
import type { Detection, Sighting } from "./detection.ts";
import { NO_PIG_WEIGHT, sightingWeight } from "./weights.ts";

/** Detections no farther apart are of one visit, and an alarm ends so long after the last. */
export const VISIT_GAP_MS = 30 * MINUTE_MS;
/** What a camera sees after a longer pause is not what it saw before. */
const ENCOUNTER_GAP_MS = 5 * MINUTE_MS;
/** No more triggers and passages are told apart. */
const MOMENTS_KEPT = 4;
/** However long a fox sits there, a pig that comes after it is believed after a few looks. */
const LEAST_NATS = -8;

/** What cameras saw of pigs within one visit. */
export interface Sightings {
  readonly at: EpochMs;
  readonly count: number;
  readonly bestPercent: number;
  /** The most at once. */
  readonly pigs: number;
  readonly hasPiglets: boolean;
}

/** What the rule remembers of a site: some 300 bytes at most. */
export interface WildPigMemory {
  readonly level: Level;
  readonly sightings?: Sightings;
  /** When a camera last looked, and what its looks come to, nats to the hundredth: above 0 for a pig, below against one. */
  readonly looks?: { readonly at: EpochMs; readonly nats: number };
  /** The last triggers of motion sensors and the last reports of radars that counted something, within 30 minutes. */
  readonly motions: readonly EpochMs[];
  readonly passages: readonly EpochMs[];
  /** The alarm in force ends then. */
  readonly endsAt?: EpochMs;
  /** The nights of the last week with a visit, tonight included, by `nightNumber`. */
  readonly nights: readonly number[];
}

export const NOTHING_SEEN: WildPigMemory = { level: "normal", motions: [], passages: [], nights: [] };

/** What is left of a memory at an instant: what was seen 30 minutes ago is of an earlier visit, and an alarm that has ended has ended. */
export const remembered = (memory: WildPigMemory, at: EpochMs): WildPigMemory => {
  const { sightings, motions, passages, level, endsAt, nights } = memory;
  const isRecent = (then: EpochMs) => at - then < VISIT_GAP_MS;
  const isOn = endsAt !== undefined && at < endsAt;
  const isSeen = sightings !== undefined && isRecent(sightings.at);
  const looks = looksLeft(memory, isSeen, at);
  return {
    level: isOn ? level : "normal",
    ...(isOn ? { endsAt } : {}),
    ...(isSeen ? { sightings } : {}),
    ...(looks === undefined ? {} : { looks }),
    motions: motions.filter(isRecent),
    passages: passages.filter(isRecent),
    nights,
  };
};

/** What speaks for a pig lasts as long as the visit, what speaks against one as long as the encounter. */
const looksLeft = (
  { looks }: WildPigMemory,
  isSeen: boolean,
  at: EpochMs,
): WildPigMemory["looks"] | undefined => {
  if (looks === undefined) return undefined;
  const isOver = looks.nats > 0 ? !isSeen : at - looks.at > ENCOUNTER_GAP_MS;
  return isOver ? undefined : looks;
};

/** A memory with one more detection in it. */
export const withDetection = (memory: WildPigMemory, detection: Detection, at: EpochMs): WildPigMemory => {
  const { sighting, sawNoPig, hasMotion, hasPassage } = detection;
  const { motions, passages, sightings, looks } = memory;
  const weight = sighting === undefined ? -NO_PIG_WEIGHT : sightingWeight(sighting.confidencePercent);
  const hasLooked = sighting !== undefined || sawNoPig;
  return {
    ...memory,
    ...(sighting === undefined ? {} : { sightings: withSighting(sightings, sighting, at) }),
    ...(hasLooked ? { looks: { at, nats: sumOf(looks?.nats ?? 0, weight) } } : {}),
    motions: hasMotion ? [...motions, at].slice(-MOMENTS_KEPT) : motions,
    passages: hasPassage ? [...passages, at].slice(-MOMENTS_KEPT) : passages,
  };
};

const sumOf = (nats: number, weight: number): number =>
  Math.max(LEAST_NATS, Math.round((nats + weight) * 100) / 100);

const withSighting = (before: Sightings | undefined, sighting: Sighting, at: EpochMs): Sightings => {
  const { confidencePercent, count, isPiglet } = sighting;
  return {
    at,
    count: (before?.count ?? 0) + 1,
    bestPercent: Math.max(before?.bestPercent ?? 0, confidencePercent),
    pigs: Math.max(before?.pigs ?? 0, count),
    hasPiglets: isPiglet || before?.hasPiglets === true,
  };
};
