import type { SeriesRow } from "#devices/backtest/series-row.ts";
import { clamp, type Random, randomOf } from "#devices/traces/scenarios/random.ts";
import { MINUTE_MS, SECOND_MS } from "#shared/domain/time.ts";
import { beta } from "./beta.ts";
import type { CameraTraps, Encounter } from "./gmu8-events.ts";

/** What the camera's model calls things. */
export const CLASSES = { other: 1, pig: 2, piglet: 3 } as const;

/** How a camera errs that looks where the traps looked. */
export interface Confusion {
  /** A look every so often, as long as something is there; absent: one look at each sequence. */
  readonly lookS?: number;
  /** Pigs that it does not see, and others that it takes for pigs, as shares of the looks. */
  readonly missedShare: number;
  readonly takenForPigShare: number;
  /** `look`: each look errs by itself. `sequence`: what errs once errs all the time. */
  readonly errs: "look" | "sequence";
  readonly seed: number;
}

/**
 * How sure it is, right or wrong: means and deviations of beta distributions. An assumption: what is mistaken is seen less surely, and
 * still surely often enough (one in ten above 77 %).
 */
const RIGHT = [0.83, 0.1] as const;
const WRONG = [0.6, 0.13] as const;

/** The most targets that a frame has room for (SenseCAP A1101). */
const TARGETS_AT_MOST = 10;

/** What cameras with such a model would have told of what the traps saw, heartbeats included. */
export const visionFrames = (
  { encounters, heartbeats }: CameraTraps,
  confusion: Confusion,
): readonly SeriesRow[] => {
  const looks = encounters.flatMap((encounter) => looksAt(encounter, confusion));
  const beats = heartbeats.map(({ site, at }) => row(site, at, { vision_target_count: 0 }));
  return [...looks, ...beats].toSorted((a, b) => a.observedAt - b.observedAt);
};

const looksAt = (
  encounter: Encounter,
  { lookS, missedShare, takenForPigShare, errs, seed }: Confusion,
): readonly SeriesRow[] => {
  const { site, from, to, pigs } = encounter;
  const lastsS = (to - from) / SECOND_MS;
  const looks = lookS === undefined ? 1 : 1 + Math.floor(lastsS / lookS);
  const random = randomOf(seed, site, from);
  const luck = random();
  const share = pigs > 0 ? missedShare : takenForPigShare;
  return Array.from({ length: looks }, (_, index) => {
    const isWrong = (errs === "look" ? random() : luck) < share;
    const at = from + index * (lookS ?? 0) * SECOND_MS;
    return row(site, at, valuesOf(encounter, isWrong, random));
  });
};

/** A pig that is missed is not seen at all; leaves in the wind show nothing. What is mistaken is mistaken with all that are with it. */
const valuesOf = (encounter: Encounter, isWrong: boolean, random: Random): SeriesRow["values"] => {
  const { heads, pigs, youngPigs } = encounter;
  const isPig = pigs > 0;
  const isNothingSeen = isPig ? isWrong : heads === 0 && !isWrong;
  if (isNothingSeen) return { vision_target_count: 0 };
  const [mean, deviation] = isWrong ? WRONG : RIGHT;
  const isYoung = random() < youngPigs / Math.max(1, pigs);
  const pigClass = isYoung ? CLASSES.piglet : CLASSES.pig;
  return {
    vision_class: isPig || isWrong ? pigClass : CLASSES.other,
    vision_confidence: Math.round(beta(random, mean, deviation) * 1_000) / 10,
    vision_target_count: clamp(isPig ? pigs : heads, 1, TARGETS_AT_MOST),
  };
};

/** A motion sensor tells again after so long, as long as something moves. */
const MOTION_PAUSE_MS = MINUTE_MS;

/** What motion sensors would have told there: whatever it was, it moved. */
export const motionFrames = ({ encounters, heartbeats }: CameraTraps): readonly SeriesRow[] => {
  const triggers = encounters.flatMap(({ site, from, to }) =>
    Array.from({ length: 1 + Math.floor((to - from) / MOTION_PAUSE_MS) }, (_, index) =>
      row(site, from + index * MOTION_PAUSE_MS, { motion: 1 }),
    ),
  );
  const beats = heartbeats.map(({ site, at }) => row(site, at, { motion: 0 }));
  return [...triggers, ...beats].toSorted((a, b) => a.observedAt - b.observedAt);
};

const row = (site: string, observedAt: number, values: SeriesRow["values"]): SeriesRow => ({
  devEui: devEuiAt(site),
  observedAt,
  values,
});

/** `LEUVEN_416` has the sensor 020000fffe000416. */
export const devEuiAt = (site: string): string =>
  `020000fffe${site.replaceAll(/\D/g, "").slice(-6).padStart(6, "0")}`;
