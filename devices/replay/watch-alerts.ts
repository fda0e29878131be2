import type { EpochMs } from "#shared/domain/time.ts";
import { alertLine, textLines, toldLine } from "./replay-lines.ts";
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
 * Watches the alerts of a replay and shows each, once, with its messages as they get their results. Words that several
 * people read alike are shown once, below them.
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
  const isNew = (...key: readonly string[]): boolean => {
    const before = shown.size;
    return shown.add(key.join("/")).size > before;
  };
  const showAlert = (alert: SeenAlert) => {
    const finished = alert.notifications.filter(
      ({ result, recipientId, channel }) =>
        result !== undefined && isNew(alert.identifier, recipientId, channel),
    );
    if (finished.length > 0 && isNew(alert.identifier)) for (const line of ["", alertLine(alert)]) show(line);
    const byWords = Map.groupBy(finished, (notification) => textLines(notification).join("\n"));
    for (const [words, readers] of byWords) {
      for (const reader of readers) show(toldLine(reader, latencyOf(alert, reader)));
      if (isNew(alert.identifier, words)) show(words);
    }
  };
  return {
    look: async () => {
      alerts = await list();
      for (const alert of alerts) showAlert(alert);
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
