import { Logger } from "@aws-lambda-powertools/logger";
import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import middy from "@middy/core";
import type { SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import { readDownlinkMessage } from "#shared/adapters/downlink-message.ts";
import { handleMessage } from "./handle-message.ts";
import { awsServices } from "./services.ts";

// Once per cold start
const logger = new Logger();
const services = awsServices();

// Called by AWS: the queue `downlinks`, some messages at a time
export const handler = middy<SQSEvent, SQSBatchResponse>()
  .use(injectLambdaContext(logger))
  .handler(async ({ Records }) => {
    const settled = await Promise.all(Records.map(handleRecord));
    return { batchItemFailures: settled.flat() };
  });

// For every record
const handleRecord = async ({
  messageId,
  body,
}: SQSRecord): Promise<SQSBatchResponse["batchItemFailures"]> => {
  try {
    await handleMessage(readDownlinkMessage(body), services, logger);
    return [];
  } catch (error) {
    logger.error("handed back", { messageId, error });
    return [{ itemIdentifier: messageId }];
  }
};
