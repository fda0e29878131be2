import type { Logger } from "@aws-lambda-powertools/logger";
import { Metrics } from "@aws-lambda-powertools/metrics";
import { canaryMetrics } from "#shared/adapters/canary-metrics.ts";
import type { NotificationMessage } from "#shared/adapters/notification-message.ts";
import { CANARY } from "#shared/domain/canary.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import type { Delivered } from "./deliver-notification.ts";

const metrics = new Metrics();
const canary = canaryMetrics();

/** Says what became of a message: who by id, never an address, never the text. */
export const report = (
  logger: Pick<Logger, "info" | "warn" | "error">,
  { villageId, notification }: NotificationMessage,
  delivered: Delivered,
  wall: EpochMs,
): void => {
  const { notificationId, level, reason, exercise } = notification;
  const line = { notificationId, level, told: reason, delivered };
  if (delivered.kind === "failed" || delivered.kind === "unknown") logger.error("not delivered", line);
  else if (delivered.kind === "again") logger.warn("not delivered yet", line);
  else logger.info("delivered", line);
  metrics.addMetric(`Notifications.${delivered.kind}`, "Count", 1);
  metrics.publishStoredMetrics();
  if (villageId === CANARY.villageId && delivered.kind === "sink" && exercise !== undefined) {
    canary.delivered(wall - exercise.startedAt);
  }
};
