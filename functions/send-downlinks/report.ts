import type { Logger } from "@aws-lambda-powertools/logger";
import { Metrics } from "@aws-lambda-powertools/metrics";
import type { DownlinkMessage } from "#shared/adapters/downlink-message.ts";
import type { SitePlace } from "#shared/adapters/place.ts";
import type { Handled } from "./downlink-services.ts";
import type { Asked } from "./keep-pace.ts";

const metrics = new Metrics();

/** Says what became of a downlink. Only `delivered` counts as delivered: a network server that took it has proved nothing. */
export const report = (
  logger: Logger,
  message: Exclude<DownlinkMessage, { kind: "pace" }>,
  handled: Handled,
): void => {
  const { devEui, downlinkId } = message.kind === "send" ? message.request : message.key;
  const line = { devEui, downlinkId, was: message.kind, handled };
  if (handled.kind === "failed" || handled.kind === "expired") logger.warn("downlink came to nothing", line);
  else logger.info("downlink", line);
  if (handled.kind === "again" || handled.kind === "nothing_to_do") return;
  metrics.addMetric(`Downlinks.${handled.kind}`, "Count", 1);
  metrics.publishStoredMetrics();
};

/** One device that cannot be asked keeps no other from it. */
export const reportPace = (logger: Logger, place: SitePlace, asked: readonly Asked[]): void => {
  for (const made of asked) {
    if ("error" in made) logger.error("cannot be asked for another pace", { place, ...made });
    else {
      const { devEui, command, reason } = made.request;
      logger.info("asked for another pace", { place, devEui, ...command, reason });
    }
  }
};
