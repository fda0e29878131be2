import { Logger } from "@aws-lambda-powertools/logger";
import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import middy from "@middy/core";
import type { SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import { documentClient } from "#shared/adapters/dynamodb/document-client.ts";
import { history } from "#shared/adapters/dynamodb/history.ts";
import { quarantine } from "#shared/adapters/dynamodb/quarantine.ts";
import { registry } from "#shared/adapters/dynamodb/registry.ts";
import { siteStates } from "#shared/adapters/dynamodb/site-state.ts";
import { environment } from "#shared/adapters/environment.ts";
import { ingestUplinks, type Message, type Services } from "./ingest-uplinks.ts";
import { report } from "./report.ts";

// Once per cold start
const logger = new Logger();
const client = documentClient();
const table = (variable: string) => ({ client, tableName: environment(variable) });
const clock = { now: Date.now };
const services: Services = {
  clock,
  registry: registry(table("REGISTRY_TABLE"), { clock }),
  states: siteStates(table("STATE_TABLE")),
  history: history(table("HISTORY_TABLE")),
  quarantine: quarantine(table("QUARANTINE_TABLE")),
};

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
const messageOf = ({ messageId, body, attributes }: SQSRecord): Message => {
  return { messageId, body, sentAt: Number(attributes.SentTimestamp) };
};
