import type { Alert } from "#shared/domain/alert.ts";
import { type AlertEvent, alertEvent } from "#shared/events/alert-event.ts";

/** As `eventbridge.ts`: keeps what was published, in order. */
export const memoryAlertBus = () => {
  const events: AlertEvent[] = [];
  return {
    events,
    publish: async (alert: Alert): Promise<void> => {
      events.push(alertEvent(alert));
    },
  };
};
