import type { Quantity } from "#shared/domain/quantity.ts";
import type { WildPigSettings } from "./wild-pig-settings.ts";

export const QUANTITIES_READ = [
  "vision_class",
  "vision_confidence",
  "vision_target_count",
  "motion",
  "passages_left_to_right",
  "passages_right_to_left",
] as const satisfies readonly Quantity[];

type Values = Readonly<Partial<Record<Quantity, number>>>;

/** A pig before a camera, so the camera says. */
export interface Sighting {
  readonly confidencePercent: number;
  /** Targets at once: of any class, of which the surest was a pig. */
  readonly count: number;
  readonly isPiglet: boolean;
}

/** What one frame tells of animals. */
export interface Detection {
  readonly sighting?: Sighting;
  /** A camera looked, and saw something else or nothing. */
  readonly sawNoPig: boolean;
  readonly hasMotion: boolean;
  /** A radar counted something that passed, whichever way. */
  readonly hasPassage: boolean;
}

/** Whether a frame tells of a class that nobody said the meaning of. */
export const isUnreadable = (values: Values, { pigClass }: WildPigSettings): boolean =>
  values.vision_class !== undefined && pigClass === undefined;

export const detectionOf = (values: Values, settings: WildPigSettings): Detection => {
  const sighting = sightingOf(values, settings);
  const hasLooked = values.vision_class !== undefined || values.vision_target_count !== undefined;
  const passages = (values.passages_left_to_right ?? 0) + (values.passages_right_to_left ?? 0);
  return {
    ...(sighting === undefined ? {} : { sighting }),
    sawNoPig: hasLooked && sighting === undefined && !isUnreadable(values, settings),
    hasMotion: values.motion === 1,
    hasPassage: passages > 0,
  };
};

const sightingOf = (values: Values, { pigClass, pigletClass }: WildPigSettings): Sighting | undefined => {
  const { vision_class: told, vision_confidence: confidencePercent, vision_target_count: count = 1 } = values;
  if (told === undefined || confidencePercent === undefined || count === 0) return undefined;
  const isPiglet = told === pigletClass;
  return isPiglet || told === pigClass ? { confidencePercent, count, isPiglet } : undefined;
};
