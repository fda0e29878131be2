import type { EpochMs } from "#shared/domain/time.ts";
import { isNight } from "./night.ts";
import type { WildPigMemory } from "./visit.ts";
import {
  DAY_PRIOR,
  MOTION_WEIGHTS,
  MOTIONS_BESIDE_RADAR,
  NIGHT_PRIOR,
  PASSAGE_WEIGHT,
  probabilityOf,
} from "./weights.ts";
import type { WildPigSettings } from "./wild-pig-settings.ts";

/** How much each kind of evidence weighs for a pig, nats. */
export interface Belief {
  readonly isNight: boolean;
  readonly weights: {
    readonly sightings: number;
    readonly night: number;
    readonly motions: number;
    readonly passages: number;
  };
  /** What cameras and the hour say by themselves. */
  readonly seenNats: number;
  readonly probability: number;
  /** A radar and motion sensors agree, by night. */
  readonly isHeardTwice: boolean;
}

/** How likely it is that there is a pig now. */
export const beliefOf = (memory: WildPigMemory, at: EpochMs, settings: WildPigSettings): Belief => {
  const night = isNight(at, settings);
  const { looks, motions, passages } = memory;
  const nats = looks?.nats ?? 0;
  const weights = {
    sightings: Math.max(0, nats),
    night: night ? NIGHT_PRIOR - DAY_PRIOR : 0,
    motions: motionWeight(motions.length),
    passages: passages.length > 0 ? PASSAGE_WEIGHT : 0,
  };
  const seenNats = DAY_PRIOR + weights.night + nats;
  return {
    isNight: night,
    weights,
    seenNats,
    probability: probabilityOf(seenNats + weights.motions + weights.passages),
    isHeardTwice: night && passages.length > 0 && motions.length >= MOTIONS_BESIDE_RADAR,
  };
};

const motionWeight = (triggers: number): number => MOTION_WEIGHTS[triggers] ?? Math.max(...MOTION_WEIGHTS);
