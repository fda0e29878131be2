import { SQSClient } from "@aws-sdk/client-sqs";
import { boardBucket, boardClient } from "#shared/adapters/board-bucket.ts";
import { downlinkQueue } from "#shared/adapters/downlink-queue.ts";
import { documentClient } from "#shared/adapters/dynamodb/document-client.ts";
import { registry } from "#shared/adapters/dynamodb/registry.ts";
import { heardWeather } from "#shared/adapters/dynamodb/village-weather.ts";
import { environment } from "#shared/adapters/environment.ts";
import { MINUTE_MS } from "#shared/domain/time.ts";
import type { Services } from "./publish-status.ts";
import type { PaceServices } from "./tell-pace.ts";

const clock = { now: Date.now };

/** The real ones, as the function's environment names them. */
export const awsServices = (): Services & PaceServices => {
  const registered = { client: documentClient(), tableName: environment("REGISTRY_TABLE") };
  return {
    clock,
    // A board may learn of a new site a minute late: looking more often would cost a read unit every few uplinks.
    registry: registry(registered, { clock, lookEveryMs: MINUTE_MS }),
    weather: heardWeather(registered, { clock }),
    board: boardBucket({
      client: boardClient(process.env.AWS_ENDPOINT_URL),
      bucket: environment("BOARD_BUCKET"),
    }),
    queue: downlinkQueue({ client: new SQSClient(), queueUrl: environment("DOWNLINKS_QUEUE_URL") }),
    toldUsual: new Map(),
  };
};
