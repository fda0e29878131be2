import type { Logger } from "@aws-lambda-powertools/logger";
import { Metrics } from "@aws-lambda-powertools/metrics";
import type { Fetched } from "./fetch-weather.ts";

const metrics = new Metrics();

/** Says what was not believed and why, and how many feeds say nothing fresh any more: an alarm looks at that. */
export const report = (logger: Logger, { refused, doubted, villages }: Fetched): void => {
  for (const sentence of [...refused, ...doubted]) logger.warn("not believed", { sentence });
  for (const { villageId, outcome } of villages) {
    if (typeof outcome === "object") logger.error("not written", { villageId, ...outcome });
    else if (outcome !== "written") logger.warn("not written", { villageId, outcome });
  }
  const stale = [...new Set(villages.flatMap((village) => village.stale))];
  logger.info("fetched", { villages: villages.length, refused: refused.length, stale });
  metrics.addMetric("WeatherFeedsStale", "Count", stale.length);
  metrics.publishStoredMetrics();
};

/** The call fails where a village could not be written, so that the alarm on errors rings. The others are written by then. */
export const throwFirst = ({ villages }: Fetched): void => {
  for (const { outcome } of villages) if (typeof outcome === "object") throw outcome.error;
};
