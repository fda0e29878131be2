import type { Evidence } from "#shared/domain/evidence.ts";
import { SECOND_SIGHTING } from "./needs.ts";
import type { NearPlace } from "./wild-pig-settings.ts";

/** What is said of a visit of pigs, read off its evidence and nothing else. Counts, never pictures. */
export interface WildPigFacts {
  /** The most seen at once by a camera; absent where only a radar and motion sensors noticed them. */
  readonly pigs?: number;
  readonly hasPiglets: boolean;
  /** A camera said so, and it is not believed yet. */
  readonly isUnconfirmed: boolean;
  /** How sure the camera was at best, percent. */
  readonly confidencePercent?: number;
  readonly near?: NearPlace;
  /** Earlier nights of the last seven with a visit. */
  readonly earlierNights: number;
}

const NEAR = ["near_school_path", "near_houses"] as const;

export const wildPigFacts = (evidence: readonly Evidence[]): WildPigFacts => {
  const factor = (name: string) => evidence.find((item) => item.kind === "factor" && item.name === name);
  const numberOf = (name: string): number | undefined => {
    const found = factor(name);
    return found?.kind === "factor" ? found.value : undefined;
  };
  const pigs = evidence.find((item) => item.kind === "count" && item.of === "pigs");
  const confidence = evidence.find((item) => item.kind === "value" && item.quantity === "vision_confidence");
  const near = NEAR.find((name) => factor(name) !== undefined);
  const distanceM = near === undefined ? undefined : numberOf(near);
  return {
    hasPiglets: factor("piglets") !== undefined,
    isUnconfirmed: evidence.some((item) => item.kind === "needs" && item.what === SECOND_SIGHTING),
    earlierNights: numberOf("nights_in_7") ?? 0,
    ...(pigs?.kind === "count" ? { pigs: pigs.count } : {}),
    ...(confidence?.kind === "value" ? { confidencePercent: Math.round(confidence.value) } : {}),
    ...(near === undefined || distanceM === undefined ? {} : { near: { name: near, distanceM } }),
  };
};
