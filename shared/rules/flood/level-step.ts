import type { QualityFlag } from "#shared/domain/observation.ts";
import type { PlacedFrame, Step } from "../hazard-rule.ts";
import type { Circumstances } from "./circumstances.ts";
import type { FloodMemory } from "./flood-memory.ts";
import type { FloodSettings } from "./flood-settings.ts";

/** What goes with a reading: the frame it came in, the site's settings, and what is known around it. */
export interface Told {
  readonly frame: PlacedFrame;
  readonly settings: FloodSettings;
  readonly circumstances: Circumstances;
}

/** What the rule makes of one reading of a gauge. */
export interface LevelStep
  extends Pick<Step<FloodMemory>, "memory" | "reflagged" | "assessment" | "suspect"> {
  /** Of the reading and of the level that follows from it. */
  readonly flag: QualityFlag;
}
