import type { Logger } from "@aws-lambda-powertools/logger";
import { Metrics } from "@aws-lambda-powertools/metrics";
import type { Notification } from "#shared/domain/alert.ts";
import type { Delivered } from "./deliver-notification.ts";

const metrics = new Metrics();

/** Says what became of a message: who by id, never an address, never the text. */
export const report = (logger: Logger, notification: Notification, delivered: Delivered): void => {
  const { notificationId, level, reason } = notification;
  const line = { notificationId, level, told: reason, delivered };
  if (delivered.kind === "failed" || delivered.kind === "unknown") logger.error("not delivered", line);
  else if (delivered.kind === "again") logger.warn("not delivered yet", line);
  else logger.info("delivered", line);
  metrics.addMetric(`Notifications.${delivered.kind}`, "Count", 1);
  metrics.publishStoredMetrics();
};
