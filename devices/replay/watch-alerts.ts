import type { EpochMs } from "#shared/domain/time.ts";
import { alertLine, notificationLines } from "./replay-lines.ts";
import type { SeenAlert, SeenNotification } from "./seen-alert.ts";

/** What becomes of a replay's alerts, looked at again and again. */
export interface AlertWatch {
  /** Looks once, and shows what is new. */
  readonly look: () => Promise<void>;
  readonly alerts: () => readonly SeenAlert[];
  /** Every message known has its result, and every alert has a message. */
  readonly isSettled: () => boolean;
  readonly latenciesMs: () => readonly number[];
}

/**
 * Watches the alerts of a replay and shows each, once, with its messages as they get their results.
 *
 * @param publishedAt when an uplink was published, wall clock
 */
export const watchAlerts = (
  list: () => Promise<readonly SeenAlert[]>,
  publishedAt: (uplinkId: string) => EpochMs | undefined,
  show: (line: string) => void,
): AlertWatch => {
  let alerts: readonly SeenAlert[] = [];
  const shown = new Set<string>();
  const latencyOf = (alert: SeenAlert, { sentAt }: SeenNotification): number | undefined => {
    const from = publishedAt(alert.uplinkId);
    return from === undefined || sentAt === undefined ? undefined : Math.max(0, sentAt - from);
  };
  const showOnce = (key: string, lines: () => readonly string[]) => {
    if (shown.has(key)) return;
    shown.add(key);
    for (const line of lines()) show(line);
  };
  return {
    look: async () => {
      alerts = await list();
      for (const alert of alerts) {
        const finished = alert.notifications.filter(({ result }) => result !== undefined);
        if (finished.length > 0) showOnce(alert.identifier, () => ["", alertLine(alert)]);
        for (const notification of finished) {
          const key = `${alert.identifier}/${notification.recipientId}/${notification.channel}`;
          showOnce(key, () => notificationLines(notification, latencyOf(alert, notification)));
        }
      }
    },
    alerts: () => alerts,
    isSettled: () =>
      alerts.every(
        ({ notifications }) =>
          notifications.length > 0 && notifications.every(({ result }) => result !== undefined),
      ),
    latenciesMs: () =>
      alerts.flatMap((alert) =>
        alert.notifications.flatMap((notification) => latencyOf(alert, notification) ?? []),
      ),
  };
};
