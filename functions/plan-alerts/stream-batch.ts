import type { Logger } from "@aws-lambda-powertools/logger";
import type { DynamoDBBatchItemFailure, DynamoDBRecord } from "aws-lambda";
import { writtenPlace } from "#shared/adapters/dynamodb/state-stream.ts";
import type { SiteOutcome } from "./plan-alerts.ts";
import type { SitePlace } from "./plan-hazard.ts";

const nameOf = (place: SitePlace): string =>
  [place.exerciseId ?? "live", place.villageId, place.siteId].join("/");

/** The sites of a batch, each once, in the order of their first record. */
export const placesOf = (records: readonly DynamoDBRecord[]): readonly SitePlace[] => [
  ...new Map(records.map((record) => writtenPlace(record)).map((place) => [nameOf(place), place])).values(),
];

/** From the first record of a failed site on, the stream hands over again; the sites planned meanwhile find nothing to do. */
export const failedRecords = (
  records: readonly DynamoDBRecord[],
  outcomes: readonly SiteOutcome[],
): DynamoDBBatchItemFailure[] => {
  const failed = new Set(outcomes.flatMap((outcome) => ("error" in outcome ? [nameOf(outcome.place)] : [])));
  const first = records.find((record) => failed.has(nameOf(writtenPlace(record))));
  return first === undefined ? [] : [{ itemIdentifier: first.dynamodb?.SequenceNumber ?? "" }];
};

export const report = (logger: Logger, outcomes: readonly SiteOutcome[]): void => {
  for (const outcome of outcomes) {
    if ("error" in outcome) {
      logger.error("not planned", { ...outcome });
      continue;
    }
    for (const { alerts, silent } of outcome.hazards) {
      for (const { alert, notifications, withheld } of alerts) {
        const { identifier, messageType, level } = alert;
        logger.info("alert", { identifier, messageType, level, told: notifications.length, withheld });
      }
      logger.info("planned", { place: outcome.place, alerts: alerts.length, silent });
    }
  }
};

/** A sweep has no records to hand back: its call fails, so that the alarm on errors rings. The other sites are planned by then. */
export const throwFirst = (outcomes: readonly SiteOutcome[]): void => {
  for (const outcome of outcomes) if ("error" in outcome) throw outcome.error;
};
