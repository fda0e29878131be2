import type { Logger } from "@aws-lambda-powertools/logger";
import { Metrics } from "@aws-lambda-powertools/metrics";
import type { Services, Watched } from "./watch-heartbeats.ts";

const metrics = new Metrics();

/** Says each notice into the log and counts it. */
export const noticeLog = (logger: Logger): Services["log"] => ({
  notice: async ({ change, finding, villageId }) => {
    logger.info(`finding ${change}`, { villageId, finding });
    metrics.addMetric(change === "opened" ? "FindingsOpened" : "FindingsClosed", "Count", 1);
  },
});

/** Says what a run came to. It fails when somebody could not be looked at, so that the alarm on errors rings; the others were. */
export const report = (logger: Logger, { due, more, failed }: Watched): void => {
  for (const { subject, error } of failed) logger.error("not watched", { ...subject, error });
  logger.info("watched", { due, more, failed: failed.length });
  metrics.addMetric("HeartbeatsDue", "Count", due);
  metrics.publishStoredMetrics();
  const [first] = failed;
  if (first !== undefined) throw first.error;
};
