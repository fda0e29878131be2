import { highest, type Level } from "#shared/domain/level.ts";
import type { Belief } from "./belief.ts";
import type { WildPigMemory } from "./visit.ts";
import { ALL_BUT_CERTAIN, LIKELY, probabilityOf } from "./weights.ts";
import { nearPlaceOf, type WildPigSettings } from "./wild-pig-settings.ts";

/**
 * The level that what was seen and heard makes by itself. Advisory: a pig is likely. Warning: a group or piglets, seen all but
 * certainly, near houses or a school path. Never danger: sirens and voice are for water and fire, and would drive the pigs on.
 */
export const levelOf = (memory: WildPigMemory, belief: Belief, settings: WildPigSettings): Level => {
  const { seenNats, probability, isHeardTwice } = belief;
  const isSeen = memory.sightings !== undefined && probability >= probabilityOf(LIKELY);
  if (!isSeen && !isHeardTwice) return "normal";
  return isGrave(memory, settings) && seenNats >= ALL_BUT_CERTAIN && nearPlaceOf(settings) !== undefined
    ? "warning"
    : "advisory";
};

/** Sows with young and groups are what hurts people. */
export const isGrave = ({ sightings }: WildPigMemory, { groupOf }: WildPigSettings): boolean =>
  sightings !== undefined && (sightings.hasPiglets || sightings.pigs >= groupOf);

/** Within a visit a level is not left before the end: one visit, one alarm. */
export const held = (memory: WildPigMemory, level: Level): Level => highest([memory.level, level]);
