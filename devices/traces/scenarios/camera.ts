import { MINUTE_MS } from "#shared/domain/time.ts";
import type { Passage } from "./pig-visits.ts";
import { between, clamp, normal, type Random, randomOf, seedOf } from "./random.ts";
import { type Report, rounded } from "./simulated-device.ts";

/** A camera looks again after so long. */
const SIGHT_PAUSE_MS = MINUTE_MS;

/** A camera with a small model misses one pig in ten, and takes 3 in 100 others for one: the confusion the scoreboard asks for. */
const MISSED_SHARE = 0.1;
const TAKEN_FOR_PIG_SHARE = 0.03;
/** What the camera's model calls things; it knows no piglets. */
export const VISION_CLASSES = { person: 0, animal: 1, pig: 2 } as const;

/** What a sensor told, and of what. */
export interface Noticed {
  readonly report: Report;
  readonly passage: Passage;
}

/** Wind shows a camera nothing. What is seen by night is seen by infrared light. */
export const sightingsOf = (seed: number, passages: readonly Passage[]): readonly Noticed[] =>
  passages.flatMap((passage): readonly Noticed[] => {
    if (passage.what === "wind") return [];
    const told: Noticed[] = [];
    const random = randomOf(seedOf(seed, "sight"), passage.from);
    for (let atMs = passage.from + 1_500; atMs < passage.to; atMs += SIGHT_PAUSE_MS) {
      const values = seen(random, passage);
      if (values !== undefined) told.push({ report: { atMs, values }, passage });
    }
    return told;
  });

const seen = (random: Random, { what, count }: Passage): Report["values"] | undefined => {
  const isPig = what === "pig";
  const draw = random();
  if (isPig && draw < MISSED_SHARE) return undefined;
  const calledPig = isPig || draw < TAKEN_FOR_PIG_SHARE;
  // Sure of what it knows, unsure of what it mistakes: how much is an assumption.
  const confidence = isPig === calledPig ? 84 + 9 * normal(random) : between(random, 40, 80);
  return {
    vision_class: calledPig ? VISION_CLASSES.pig : VISION_CLASSES[what === "person" ? "person" : "animal"],
    vision_confidence: rounded(clamp(confidence, 30, 99), 1),
    // Some stand behind others.
    vision_target_count: clamp(count - (random() < 0.3 ? 1 : 0), 1, 10),
  };
};
