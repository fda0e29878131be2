import { optimistically } from "#shared/adapters/optimistic.ts";
import type { Place } from "#shared/alerting/place.ts";
import { nothingAnnounced, planAlert, settled } from "#shared/alerting/plan.ts";
import type { AlertPlan, Announced, SilentReason } from "#shared/domain/alert.ts";
import type { AlarmTimeline } from "#shared/domain/assessment.ts";
import { type ExerciseClock, nowFor } from "#shared/domain/exercise.ts";
import type { Addressee } from "#shared/domain/recipient.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import { dispatch, type Outlets } from "./dispatch.ts";

export interface SitePlace {
  readonly villageId: string;
  readonly siteId: string;
  readonly exerciseId?: string | undefined;
}

export interface HazardServices extends Outlets {
  readonly announcements: {
    readonly read: (place: SitePlace, hazard: string) => Promise<Announced | undefined>;
    readonly write: (
      place: SitePlace,
      hazard: string,
      announced: Announced,
      seen: number,
      wall: EpochMs,
    ) => Promise<"written" | "conflict">;
  };
  /** CAP sender of every alert. */
  readonly sender: string;
}

export interface HazardPlanning {
  readonly sitePlace: SitePlace;
  readonly place: Place;
  readonly timeline: AlarmTimeline;
  readonly addressees: readonly Addressee[];
  readonly exercise: ExerciseClock | undefined;
}

export interface PlannedHazard {
  readonly alerts: readonly AlertPlan[];
  /** Why nothing more is said. */
  readonly silent: SilentReason;
}

/**
 * Brings the public from what was announced to what the timeline says. Each alert is written down before it is handed on, and
 * settled after: whoever comes after a crash finds it pending and hands it on again, under the same identifier.
 * `conflict` when other instances planned the same hazard four times in a row.
 */
export const planHazard = (
  planning: HazardPlanning,
  services: HazardServices,
): Promise<PlannedHazard | "conflict"> =>
  optimistically(async () => {
    const { sitePlace, timeline } = planning;
    const alerts: AlertPlan[] = [];
    let announced = (await services.announcements.read(sitePlace, timeline.hazard)) ?? nothingAnnounced;
    for (;;) {
      if (announced.pending !== undefined) {
        await dispatch(announced.pending, planning.place, services);
        alerts.push(announced.pending);
        const written = await write(settled(announced), announced.version, planning, services);
        if (written === "conflict") return "conflict";
        announced = written;
      }
      const result = planAlert(inputOf(announced, planning, services));
      if (result.announced !== announced) {
        const written = await write(result.announced, announced.version, planning, services);
        if (written === "conflict") return "conflict";
        announced = written;
      }
      if (result.kind === "silent") return { alerts, silent: result.reason };
    }
  });

const inputOf = (
  announced: Announced,
  { place, timeline, addressees, exercise }: HazardPlanning,
  { sender, clock }: HazardServices,
) => ({
  announced,
  timeline,
  ...place,
  addressees,
  sender,
  now: nowFor(exercise, clock.now()),
  ...(exercise === undefined ? {} : { exercise }),
});

const write = async (
  announced: Announced,
  seen: number,
  { sitePlace, timeline }: HazardPlanning,
  { announcements, clock }: HazardServices,
): Promise<Announced | "conflict"> => {
  const outcome = await announcements.write(sitePlace, timeline.hazard, announced, seen, clock.now());
  return outcome === "conflict" ? "conflict" : { ...announced, version: seen + 1 };
};
