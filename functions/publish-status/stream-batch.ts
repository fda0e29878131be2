import type { Logger } from "@aws-lambda-powertools/logger";
import type { DynamoDBBatchItemFailure, DynamoDBRecord } from "aws-lambda";
import { writtenPlace } from "#shared/adapters/dynamodb/state-stream.ts";
import type { Published } from "./publish-status.ts";

const hasFailed = ({ outcome }: Published): boolean => typeof outcome !== "string";

/** From the first record of a village that could not be published on, the stream hands over again. */
export const failedRecords = (
  records: readonly DynamoDBRecord[],
  published: readonly Published[],
): DynamoDBBatchItemFailure[] => {
  const failed = published.filter(hasFailed);
  const first = records.find((record) => {
    const place = writtenPlace(record);
    return failed.some(
      ({ villageId, exerciseId }) => villageId === place.villageId && exerciseId === place.exerciseId,
    );
  });
  return first === undefined ? [] : [{ itemIdentifier: first.dynamodb?.SequenceNumber ?? "" }];
};

export const report = (logger: Logger, published: readonly Published[]): void => {
  for (const { outcome, ...village } of published) {
    if (typeof outcome === "string") logger.info(outcome, village);
    else logger.error("not published", { ...village, ...outcome });
  }
};
