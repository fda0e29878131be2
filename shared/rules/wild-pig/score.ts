import type { Evidence } from "#shared/domain/evidence.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import type { Belief } from "./belief.ts";
import { nightNumber } from "./night.ts";
import type { WildPigMemory } from "./visit.ts";
import { nearPlaceOf, type WildPigSettings } from "./wild-pig-settings.ts";

/** A certain, single, full-grown pig far from everybody scores so much; the factors below bring it to 99 at most. */
const BASE_SCORE = 40;
/** Each further pig, and no more than so much. */
const PER_PIG = 0.1;
const GROUP_AT_MOST = 1.5;
const PIGLETS_FACTOR = 1.2;
const NEAR_FACTOR = 1.25;
/** Each earlier night of the last seven with a visit, and no more than so much. */
const PER_NIGHT = 0.02;
const REPEATS_AT_MOST = 1.1;
export const REPEAT_NIGHTS = 7;

/** A reason with what it multiplies the score by. */
interface Factor {
  readonly evidence: Evidence;
  readonly factor: number;
}

/** Nights of the last seven with a visit, tonight left out. */
export const earlierNights = ({ nights }: WildPigMemory, at: EpochMs): number => {
  const tonight = nightNumber(at);
  return nights.filter((night) => night < tonight && tonight - night <= REPEAT_NIGHTS).length;
};

const factorsOf = (memory: WildPigMemory, at: EpochMs, settings: WildPigSettings): readonly Factor[] => {
  const { sightings } = memory;
  const near = nearPlaceOf(settings);
  const repeats = earlierNights(memory, at);
  const pigs = sightings?.pigs ?? 0;
  return [
    ...(pigs === 0
      ? []
      : [
          {
            evidence: { kind: "count", of: "pigs", count: pigs, contribution: 0 } as const,
            factor: Math.min(1 + PER_PIG * (pigs - 1), GROUP_AT_MOST),
          },
        ]),
    ...(sightings?.hasPiglets === true ? [named("piglets", undefined, PIGLETS_FACTOR)] : []),
    ...(near === undefined ? [] : [named(near.name, near.distanceM, NEAR_FACTOR)]),
    ...(repeats === 0
      ? []
      : [named("nights_in_7", repeats, Math.min(1 + PER_NIGHT * repeats, REPEATS_AT_MOST))]),
  ];
};

const named = (name: string, value: number | undefined, factor: number): Factor => ({
  evidence: { kind: "factor", name, contribution: 0, ...(value === undefined ? {} : { value }) },
  factor,
});

/** What makes a pig likely, each with its weight; what weighs against it is told with none. */
const reasonsOf = (memory: WildPigMemory, { weights, isNight }: Belief): readonly Factor[] => {
  const { sightings, looks, motions, passages } = memory;
  const isDoubted = looks !== undefined && looks.nats < 0;
  return [
    ...(sightings === undefined
      ? []
      : [
          {
            evidence: {
              kind: "value",
              quantity: "vision_confidence",
              value: sightings.bestPercent,
              contribution: 0,
            } as const,
            factor: weights.sightings,
          },
          named("sightings", sightings.count, 0),
        ]),
    ...(passages.length === 0 ? [] : [named("radar_passages", passages.length, weights.passages)]),
    ...(motions.length === 0 ? [] : [named("motion_triggers", motions.length, weights.motions)]),
    ...(isNight ? [named("night", undefined, weights.night)] : []),
    ...(isDoubted ? [named("looks_without_pig", undefined, 0)] : []),
  ];
};

export interface Scored {
  readonly score: number;
  readonly evidence: readonly Evidence[];
}

/**
 * Score = probability x group x piglets x nearness x repeats, on a scale to 100. Each reason contributes the whole points by which it
 * brings the product on, so that they add up to the score; the first part, the probability, is shared out by weight.
 */
export const scoreOf = (
  memory: WildPigMemory,
  belief: Belief,
  at: EpochMs,
  settings: WildPigSettings,
): Scored => {
  const reasons = reasonsOf(memory, belief);
  if (memory.sightings === undefined && memory.motions.length === 0 && memory.passages.length === 0) {
    return { score: 0, evidence: [] };
  }
  const likely = BASE_SCORE * belief.probability;
  const total = reasons.reduce((sum, { factor }) => sum + factor, 0);
  const rungs: { readonly evidence: Evidence; readonly reached: number }[] = [];
  let sofar = 0;
  for (const [index, { evidence, factor }] of reasons.entries()) {
    sofar += total === 0 ? likely / reasons.length : (likely * factor) / total;
    rungs.push({ evidence, reached: index === reasons.length - 1 ? likely : sofar });
  }
  let reached = likely;
  for (const { evidence, factor } of factorsOf(memory, at, settings)) {
    reached *= factor;
    rungs.push({ evidence, reached });
  }
  return {
    score: Math.round(reached),
    evidence: rungs.map(({ evidence, reached: to }, index) => ({
      ...evidence,
      contribution: Math.round(to) - Math.round(rungs[index - 1]?.reached ?? 0),
    })),
  };
};
