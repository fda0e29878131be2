import { Logger } from "@aws-lambda-powertools/logger";
import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import middy from "@middy/core";
import type { SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import { readNotificationMessage } from "#shared/adapters/notification-message.ts";
import { deliverNotification } from "./deliver-notification.ts";
import { report } from "./report.ts";
import { awsServices } from "./services.ts";

// Once per cold start
const logger = new Logger();
const services = awsServices();

// Called by AWS: the queue `notifications`, some messages at a time
export const handler = middy<SQSEvent, SQSBatchResponse>()
  .use(injectLambdaContext(logger))
  .handler(async ({ Records }) => {
    const settled = await Promise.all(Records.map(deliverRecord));
    return { batchItemFailures: settled.flat() };
  });

// For every record
const deliverRecord = async ({
  messageId,
  body,
}: SQSRecord): Promise<SQSBatchResponse["batchItemFailures"]> => {
  try {
    const message = readNotificationMessage(body);
    const delivered = await deliverNotification(message, services);
    report(logger, message, delivered, services.clock.now());
    return delivered.kind === "again" ? [{ itemIdentifier: messageId }] : [];
  } catch (error) {
    logger.error("handed back", { messageId, error });
    return [{ itemIdentifier: messageId }];
  }
};
