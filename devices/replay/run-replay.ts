import pLimit from "p-limit";
import { type EpochMs, SECOND_MS } from "#shared/domain/time.ts";
import type { Frame, Frames } from "./frames.ts";
import type { SeenAlert } from "./seen-alert.ts";
import type { ReplayReport } from "./summary.ts";
import { type AlertWatch, watchAlerts } from "./watch-alerts.ts";

/** The world of a replay. */
export interface ReplayServices {
  readonly clock: { readonly now: () => EpochMs; readonly waitUntil: (wall: EpochMs) => Promise<void> };
  readonly publish: (frame: Frame) => Promise<void>;
  /** All alerts of the exercise with their messages, oldest first. */
  readonly alerts: () => Promise<readonly SeenAlert[]>;
  /** Readings of the exercise in the history. */
  readonly accepted: () => Promise<number>;
  readonly show: {
    readonly line: (text: string) => void;
    readonly progress: (sent: number, total: number) => void;
  };
}

export interface ReplayPlan extends Frames {
  readonly exerciseId: string;
  /** Whether these alerts are all that is waited for; without it, waiting ends when nothing moves any more. */
  readonly isComplete: (alerts: readonly SeenAlert[]) => boolean;
}

export interface ReplayResult {
  readonly report: ReplayReport;
  readonly alerts: readonly SeenAlert[];
}

/** Uplinks under way at once, when the endpoint is slower than the trace. */
const AT_ONCE = 8;
const LOOK_EVERY_MS = SECOND_MS / 2;
/** After the last uplink: the longest wait for what it leads to. */
const SETTLE_WITHIN_MS = 60 * SECOND_MS;
/** How long nothing must have moved before that is the end: when all is there, and when something still lacks. */
const CALM_MS = 3 * SECOND_MS;
const GIVEN_UP_AFTER_MS = 20 * SECOND_MS;

/** Sends the frames of a replay in time and follows what they lead to, to the end. */
export const runReplay = async (plan: ReplayPlan, services: ReplayServices): Promise<ReplayResult> => {
  const { clock, show } = services;
  const published = new Map<string, EpochMs>();
  const watch = watchAlerts(services.alerts, (uplinkId) => published.get(uplinkId), show.line);
  const startedAt = clock.now();
  let sending = true;
  const stopWatching = () => {
    sending = false;
  };
  const watching = async () => {
    while (sending) {
      await watch.look();
      await clock.waitUntil(clock.now() + LOOK_EVERY_MS);
    }
  };
  const [tookMs] = await Promise.all([
    sendAll(plan.frames, published, services)
      .then(() => clock.now() - startedAt)
      .finally(stopWatching),
    watching(),
  ]);
  const accepted = await settle(plan, watch, services);
  const alerts = watch.alerts();
  return {
    alerts,
    report: {
      exerciseId: plan.exerciseId,
      sent: plan.frames.length,
      lost: plan.lost,
      readings: plan.readings,
      accepted,
      alerts: alerts.length,
      notifications: alerts.flatMap(({ notifications }) => notifications).length,
      latenciesMs: watch.latenciesMs(),
      tookMs,
    },
  };
};

const sendAll = async (
  frames: readonly Frame[],
  published: Map<string, EpochMs>,
  { clock, publish, show }: ReplayServices,
): Promise<void> => {
  const limit = pLimit(AT_ONCE);
  const underWay: Promise<void>[] = [];
  const failures: unknown[] = [];
  let sent = 0;
  const send = async (frame: Frame) => {
    const { uplinkId } = frame;
    if (!published.has(uplinkId)) published.set(uplinkId, clock.now());
    try {
      await publish(frame);
    } catch (error) {
      failures.push(error);
      return;
    }
    sent += 1;
    show.progress(sent, frames.length);
  };
  for (const frame of frames) {
    await clock.waitUntil(frame.publishAt);
    if (failures.length > 0) break;
    underWay.push(limit(() => send(frame)));
  }
  await Promise.all(underWay);
  if (failures.length > 0) throw failures[0];
};

/** Waits for the consequences of the last uplink, and says how many readings have come into the history. */
const settle = async (
  plan: ReplayPlan,
  watch: AlertWatch,
  { clock, accepted }: ReplayServices,
): Promise<number> => {
  const deadline = clock.now() + SETTLE_WITHIN_MS;
  let calmSince = clock.now();
  let before = "";
  for (;;) {
    await watch.look();
    const count = await accepted();
    const now = clock.now();
    const picture = JSON.stringify([count, watch.alerts()]);
    if (picture !== before) calmSince = now;
    before = picture;
    const isThere = count >= plan.readings && watch.isSettled() && plan.isComplete(watch.alerts());
    const calmMs = now - calmSince;
    if (calmMs >= (isThere ? CALM_MS : GIVEN_UP_AFTER_MS) || now >= deadline) return count;
    await clock.waitUntil(now + LOOK_EVERY_MS);
  }
};
