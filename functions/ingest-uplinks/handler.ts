import { Logger } from "@aws-lambda-powertools/logger";
import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import middy from "@middy/core";
import type { SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import { firstReceivedAtOf } from "#shared/adapters/uplink-attributes.ts";
import { ingestUplinks, type Message } from "./ingest-uplinks.ts";
import { report } from "./report.ts";
import { awsServices } from "./services.ts";
import { tokenHolder } from "./token-holder.ts";

// Once per cold start
const logger = new Logger();
const services = awsServices();

// Called by AWS: the queue `uplinks`, some messages at a time
export const handler = middy<SQSEvent, SQSBatchResponse>()
  .use(injectLambdaContext(logger))
  .handler(async ({ Records }) => {
    const ingested = await ingestUplinks(Records.map(messageOf), services);
    report(logger, ingested);
    return {
      batchItemFailures: ingested.failed.map(({ messageId: itemIdentifier }) => ({ itemIdentifier })),
    };
  });

// For every record
const messageOf = (record: SQSRecord): Message => {
  const { messageId, body, attributes } = record;
  const holder = tokenHolder(record);
  const sentAt = Number(attributes.SentTimestamp);
  const firstReceivedAt = firstReceivedAtOf(record.messageAttributes);
  return {
    messageId,
    body,
    sentAt,
    ...(firstReceivedAt === undefined ? {} : { firstReceivedAt }),
    ...(holder === undefined ? {} : { tokenHolder: holder }),
  };
};
