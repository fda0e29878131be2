import type { Hazard } from "#shared/domain/hazard.ts";
import type { Checkpoint } from "#shared/domain/site-state.ts";
import { fold, type Window } from "./fold.ts";
import type { SiteContext } from "./site-context.ts";

/** How many changes before the window a checkpoint still tells of. */
export const SETTLED_CAPACITY = 4;

/** The checkpoint after some frames have left the window. */
export const settle = (
  hazard: Hazard,
  checkpoint: Checkpoint | undefined,
  leaving: Window,
  context: SiteContext,
): Checkpoint => {
  const folded = fold(hazard, checkpoint, leaving, context);
  return {
    memory: folded.memory,
    settled: [...(checkpoint?.settled ?? []), ...folded.transitions].slice(-SETTLED_CAPACITY),
    settledCount: (checkpoint?.settledCount ?? 0) + folded.transitions.length,
  };
};
