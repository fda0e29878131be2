import { optimistically } from "#shared/adapters/optimistic.ts";
import type { SitePlace } from "#shared/adapters/place.ts";
import type { Announced } from "#shared/domain/alert.ts";
import type { Case } from "#shared/domain/case.ts";
import { nowFor } from "#shared/domain/exercise.ts";
import type { SiteState } from "#shared/domain/site-state.ts";
import { type EpochMs, toIso } from "#shared/domain/time.ts";
import { withClosing } from "#shared/rules/closings.ts";

export interface AlarmServices {
  readonly clock: { readonly now: () => EpochMs };
  readonly announcements: {
    readonly read: (place: SitePlace, hazard: string) => Promise<Announced | undefined>;
  };
  readonly states: {
    readonly read: (place: SitePlace, how: { consistent: boolean }) => Promise<SiteState | undefined>;
    readonly write: (
      state: SiteState,
      transition: string | undefined,
      wall: EpochMs,
    ) => Promise<"written" | "conflict">;
  };
}

/** `none`: what is announced at the site belongs to no case, or to another. */
export type AlarmEnd = "ends" | "none" | "conflict";

/**
 * Ends the alarm that a closed case belongs to: the closing is written into the site's state, where the alarm is reckoned from, and the
 * write sets the planning going. Done again it changes nothing. It covers what was announced, though this machine's clock be slow.
 */
export const endAlarm = async (
  { villageId, siteId, hazard, exerciseId, caseId, outcome, closedAt }: Case,
  { clock, announcements, states }: AlarmServices,
): Promise<AlarmEnd> => {
  const place = { villageId, siteId, exerciseId };
  const announced = await announcements.read(place, hazard);
  if (announced?.case?.caseId !== caseId || outcome === undefined) return "none";
  return optimistically(async (): Promise<AlarmEnd> => {
    const state = await states.read(place, { consistent: true });
    if (state === undefined) return "none";
    const at = Math.max(nowFor(state.exercise, closedAt ?? clock.now()), (announced.transitionAt ?? 0) + 1);
    const closed = withClosing(state, { hazard, at, outcome });
    if (closed === state) return "ends";
    const written = await states.write(closed, `${hazard}@${toIso(at)}>closed`, clock.now());
    return written === "conflict" ? "conflict" : "ends";
  });
};
