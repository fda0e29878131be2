import type { Logger } from "@aws-lambda-powertools/logger";
import { Metrics } from "@aws-lambda-powertools/metrics";
import type { QuarantineEntry } from "#shared/domain/quarantine.ts";
import type { Ingested } from "./ingest-uplinks.ts";

const metrics = new Metrics();

/**
 * Says what became of a batch: what could not be used with its reason, never its content, and the counts. A device that sends
 * nothing but garbage takes one line a batch.
 */
export const report = (logger: Logger, { failed, quarantined, ...counts }: Ingested): void => {
  for (const [{ body: _, ...first }, ...more] of groupsOf(quarantined)) {
    logger.warn("quarantined", { ...first, andAlike: more.length });
  }
  for (const { messageId, error } of failed) logger.error("handed back", { messageId, error });
  logger.info("ingested", { ...counts, quarantined: quarantined.length, failed: failed.length });
  metrics.addMetric("UplinksAccepted", "Count", counts.accepted);
  metrics.addMetric("UplinksQuarantined", "Count", quarantined.length);
  metrics.publishStoredMetrics();
  for (const [reason, entries] of Map.groupBy(quarantined, (entry) => entry.reason)) {
    const single = metrics.singleMetric();
    single.addDimension("reason", reason);
    single.addMetric("UplinksQuarantinedByReason", "Count", entries.length);
  }
};

type Group = readonly [QuarantineEntry, ...QuarantineEntry[]];

const groupsOf = (entries: readonly QuarantineEntry[]): readonly Group[] => [
  ...(Map.groupBy(entries, ({ reason, devEui }) => `${reason} ${devEui}`).values() as Iterable<Group>),
];
