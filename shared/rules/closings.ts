import type { Hazard } from "#shared/domain/hazard.ts";
import type { SiteClosing, SiteState } from "#shared/domain/site-state.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import type { SiteContext } from "./site-context.ts";

/** A person has closed the case that an alarm opened. */
export interface Closing extends Omit<SiteClosing, "hazard"> {
  /** The last reading that could be used: what an assessment of the closing rests on. */
  readonly seenAt: EpochMs;
}

/** The most that a site keeps: of one that is never heard again, the last. */
const CLOSINGS_CAPACITY = 4;

/** The state after somebody has closed a case; the very state given when that is known already. */
export const withClosing = (state: SiteState, closing: SiteClosing): SiteState => {
  const { closings = [] } = state;
  const isKnown =
    closedAtOf(state, closing.hazard) >= closing.at ||
    closings.some(({ hazard, at }) => hazard === closing.hazard && at === closing.at);
  if (isKnown) return state;
  const sorted = [...closings, closing].toSorted((a, b) => a.at - b.at);
  return { ...state, closings: sorted.slice(-CLOSINGS_CAPACITY) };
};

/** What is known of a site with what its state keeps of closed cases. */
export const knowingClosings = (context: SiteContext, { closings }: SiteState): SiteContext =>
  closings === undefined ? context : { ...context, closings };

/** Closings of a hazard's cases that an alarm does not know yet, oldest first. */
export const closingsAfter = (
  { closings = [] }: SiteContext,
  hazard: Hazard,
  closedAt = Number.NEGATIVE_INFINITY,
): readonly SiteClosing[] => closings.filter((one) => one.hazard === hazard && one.at > closedAt);

/** Lets go of closings that the checkpoints have taken in. */
export const withoutFoldedClosings = (state: SiteState): SiteState => {
  const { closings, ...others } = state;
  if (closings === undefined) return state;
  const left = closings.filter(({ hazard, at }) => at > closedAtOf(state, hazard));
  return left.length === 0 ? others : { ...others, closings: left };
};

const closedAtOf = ({ checkpoints }: SiteState, hazard: Hazard): EpochMs => {
  const memory = checkpoints[hazard]?.memory as { readonly closedAt?: EpochMs } | undefined;
  return memory?.closedAt ?? Number.NEGATIVE_INFINITY;
};
