import type { EpochMs } from "#shared/domain/time.ts";
import { knowingClosings } from "./closings.ts";
import { ruleFor } from "./hazards.ts";
import { nextPassing } from "./next-passing.ts";
import type { Observed } from "./observe.ts";
import type { SiteContext } from "./site-context.ts";

/** When time alone changes a timeline of a site next, if nothing is heard until then; undefined when it never does. */
export const dueAt = (
  { folds, state }: Pick<Observed, "folds" | "state">,
  site: SiteContext,
): EpochMs | undefined => {
  const context = knowingClosings(site, state);
  const instants = folds.flatMap(
    ({ hazard, folded }) => nextPassing(ruleFor(hazard), folded.memory, context, state.signals) ?? [],
  );
  return instants.length === 0 ? undefined : Math.min(...instants);
};
