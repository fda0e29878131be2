import { Logger } from "@aws-lambda-powertools/logger";
import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import middy from "@middy/core";
import { fetchWeather } from "./fetch-weather.ts";
import { report, throwFirst } from "./report.ts";
import { awsServices } from "./services.ts";

// Once per cold start
const logger = new Logger();
const services = awsServices();

// Called by AWS: the schedule, every five minutes
export const handler = middy<unknown, void>()
  .use(injectLambdaContext(logger))
  .handler(async () => {
    const fetched = await fetchWeather(services);
    report(logger, fetched);
    throwFirst(fetched);
  });
