import { Logger } from "@aws-lambda-powertools/logger";
import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import middy from "@middy/core";
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from "aws-lambda";
import { planSites, sweepUnplanned } from "./plan-alerts.ts";
import { awsServices } from "./services.ts";
import { failedRecords, placesOf, report, throwFirst } from "./stream-batch.ts";

// Once per cold start
const logger = new Logger();
const services = awsServices();

// Called by AWS: the state table's stream, with the writes that changed an alarm
const planRecords = async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
  const outcomes = await planSites(placesOf(Records), services);
  report(logger, outcomes);
  return { batchItemFailures: failedRecords(Records, outcomes) };
};

// Called by AWS: each minute the schedule, without records
const sweep = async (): Promise<DynamoDBBatchResponse> => {
  const outcomes = await sweepUnplanned(services);
  report(logger, outcomes);
  throwFirst(outcomes);
  return { batchItemFailures: [] };
};

export const handler = middy<DynamoDBStreamEvent | { readonly Records?: never }, DynamoDBBatchResponse>()
  .use(injectLambdaContext(logger))
  .handler(async (event) => (event.Records === undefined ? sweep() : planRecords(event)));
