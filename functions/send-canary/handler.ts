import { Logger } from "@aws-lambda-powertools/logger";
import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import middy from "@middy/core";
import { sendCanary } from "./send-canary.ts";
import { awsServices } from "./services.ts";

// Once per cold start
const logger = new Logger();
const services = awsServices();

// Called by AWS: the schedule, every five minutes
export const handler = middy<unknown, void>()
  .use(injectLambdaContext(logger))
  .handler(async () => {
    logger.info("sent", { exerciseId: await sendCanary(services) });
  });
