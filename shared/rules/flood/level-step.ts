import type { QualityFlag } from "#shared/domain/observation.ts";
import type { Step } from "../hazard-rule.ts";
import type { FloodMemory } from "./flood-memory.ts";

/** What the rule makes of one reading of a gauge. */
export interface LevelStep
  extends Pick<Step<FloodMemory>, "memory" | "reflagged" | "assessment" | "suspect"> {
  /** Of the reading and of the level that follows from it. */
  readonly flag: QualityFlag;
}
