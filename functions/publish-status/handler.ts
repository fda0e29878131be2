import { Logger } from "@aws-lambda-powertools/logger";
import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import middy from "@middy/core";
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from "aws-lambda";
import { writtenHealth, writtenState } from "#shared/adapters/dynamodb/state-stream.ts";
import { publishStatus } from "./publish-status.ts";
import { awsServices } from "./services.ts";
import { failedRecords, report } from "./stream-batch.ts";
import { tellPace } from "./tell-pace.ts";

// Once per cold start
const logger = new Logger();
const services = awsServices();

// Called by AWS: the state table's stream, every write, gathered for a second
export const handler = middy<DynamoDBStreamEvent, DynamoDBBatchResponse>()
  .use(injectLambdaContext(logger))
  .handler(async ({ Records }) => {
    const written = Records.map(writtenState).flatMap((record) =>
      record === undefined ? [] : [record.state],
    );
    const healths = Records.map(writtenHealth).filter((health) => health !== undefined);
    const published = await publishStatus(written, services, healths);
    report(logger, published);
    await tellPace(written, services);
    return { batchItemFailures: failedRecords(Records, published) };
  });
