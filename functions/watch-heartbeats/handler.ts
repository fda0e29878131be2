import { Logger } from "@aws-lambda-powertools/logger";
import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import middy from "@middy/core";
import { report } from "./report.ts";
import { awsServices } from "./services.ts";
import { watchHeartbeats } from "./watch-heartbeats.ts";

// Once per cold start
const logger = new Logger();
const services = awsServices(logger);

// Called by AWS: each minute the schedule
export const handler = middy<unknown, void>()
  .use(injectLambdaContext(logger))
  .handler(async () => {
    report(logger, await watchHeartbeats(services));
  });
