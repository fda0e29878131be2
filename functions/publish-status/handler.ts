import { Logger } from "@aws-lambda-powertools/logger";
import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import middy from "@middy/core";
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from "aws-lambda";
import { boardBucket, boardClient } from "#shared/adapters/board-bucket.ts";
import { documentClient } from "#shared/adapters/dynamodb/document-client.ts";
import { registry } from "#shared/adapters/dynamodb/registry.ts";
import { writtenState } from "#shared/adapters/dynamodb/state-stream.ts";
import { environment } from "#shared/adapters/environment.ts";
import { MINUTE_MS } from "#shared/domain/time.ts";
import { publishStatus, type Services } from "./publish-status.ts";
import { failedRecords, report } from "./stream-batch.ts";

// Once per cold start
const logger = new Logger();
const clock = { now: Date.now };
const registryTable = { client: documentClient(), tableName: environment("REGISTRY_TABLE") };
const services: Services = {
  clock,
  // A board may learn of a new site a minute late: looking more often would cost a read unit every few uplinks.
  registry: registry(registryTable, { clock, lookEveryMs: MINUTE_MS }),
  board: boardBucket({
    client: boardClient(process.env.AWS_ENDPOINT_URL),
    bucket: environment("BOARD_BUCKET"),
  }),
};

// Called by AWS: the state table's stream, every write, gathered for a second
export const handler = middy<DynamoDBStreamEvent, DynamoDBBatchResponse>()
  .use(injectLambdaContext(logger))
  .handler(async ({ Records }) => {
    const written = Records.map(writtenState).flatMap((record) =>
      record === undefined ? [] : [record.state],
    );
    const published = await publishStatus(written, services);
    report(logger, published);
    return { batchItemFailures: failedRecords(Records, published) };
  });
