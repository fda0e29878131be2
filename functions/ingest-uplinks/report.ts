import type { Logger } from "@aws-lambda-powertools/logger";
import { Metrics } from "@aws-lambda-powertools/metrics";
import type { Ingested } from "./ingest-uplinks.ts";

const metrics = new Metrics();

/** Says what became of a batch: each message that could not be used with its reason, never its content, and the counts. */
export const report = (logger: Logger, { failed, quarantined, ...counts }: Ingested): void => {
  for (const { body, ...entry } of quarantined) logger.warn("quarantined", { ...entry, length: body.length });
  for (const { messageId, error } of failed) logger.error("handed back", { messageId, error });
  logger.info("ingested", { ...counts, quarantined: quarantined.length, failed: failed.length });
  metrics.addMetric("UplinksAccepted", "Count", counts.accepted);
  metrics.addMetric("UplinksQuarantined", "Count", quarantined.length);
  metrics.publishStoredMetrics();
};
