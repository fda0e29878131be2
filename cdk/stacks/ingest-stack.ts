import { CfnOutput, Duration, Stack, type StackProps } from "aws-cdk-lib";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import type { Construct } from "constructs";
import type { StageConfig } from "#cdk/config/config.ts";
import type { Concern } from "#cdk/config/runbook.ts";
import { allowOnTable } from "#cdk/constructs/allow.ts";
import { BridgePolicies } from "#cdk/constructs/bridge-policies.ts";
import { UplinkApis } from "#cdk/constructs/uplink-apis.ts";
import { UplinkRules } from "#cdk/constructs/uplink-rules.ts";
import { VillageFunction } from "#cdk/constructs/village-function.ts";
import { WatchedQueue } from "#cdk/constructs/watched-queue.ts";
import { WeatherFetch } from "#cdk/constructs/weather-fetch.ts";
import type { DataStack } from "./data-stack.ts";

const TIMEOUT_S = 30;

const CONCERN: Concern = {
  impact: "Readings reach neither the alarms nor the board: villagers are not warned of rising water.",
  runbook: "Uplinks are not read",
};

export interface IngestStackProps extends StackProps {
  readonly config: StageConfig;
  readonly data: DataStack;
}

/** From a network server to the state of a site: the ways in (MQTT, HTTPS), the queue, `ingest-uplinks`; and the weather. */
export class IngestStack extends Stack {
  constructor(scope: Construct, id: string, props: IngestStackProps) {
    super(scope, id, props);
    const { config, data } = props;
    const { stage } = config;
    const uplinks = new WatchedQueue(this, "Uplinks", {
      stage,
      name: "uplinks",
      concern: CONCERN,
      maxReceiveCount: 5,
      visibilityTimeout: Duration.seconds(6 * TIMEOUT_S),
      alarmAge: Duration.minutes(2),
    }).queue;
    new UplinkRules(this, "UplinkRule", {
      stage,
      target: uplinks,
      concern: {
        impact:
          "The radio network's uplinks are turned away at the door: villagers are not warned of rising water.",
        runbook: "The IoT rule cannot hand over",
      },
    });
    new UplinkApis(this, "UplinkApis", { config, target: uplinks });
    new BridgePolicies(this, "Bridges", { stage });
    const ingest = new VillageFunction(this, "IngestUplinks", {
      config,
      name: "ingest-uplinks",
      concern: CONCERN,
      timeout: Duration.seconds(TIMEOUT_S),
      memoryMb: 1024,
      environment: {
        REGISTRY_TABLE: data.registry.tableName,
        STATE_TABLE: data.state.tableName,
        HISTORY_TABLE: data.history.tableName,
        QUARANTINE_TABLE: data.quarantine.tableName,
        HEALTH_TABLE: data.health.tableName,
      },
    });
    allowOnTable(ingest, data.registry, ["GetItem"]);
    allowOnTable(ingest, data.state, ["GetItem", "UpdateItem"]);
    allowOnTable(ingest, data.history, ["BatchWriteItem", "Query", "UpdateItem"]);
    allowOnTable(ingest, data.quarantine, ["PutItem", "UpdateItem"]);
    allowOnTable(ingest, data.health, ["PutItem"]);
    ingest.function.addEventSource(
      // No batching window: the first drop of a flood does not wait for company. A backlog fills the batches by itself.
      new SqsEventSource(uplinks, {
        batchSize: 10,
        maxConcurrency: config.ingestConcurrency,
        reportBatchItemFailures: true,
      }),
    );
    if (config.weather !== undefined) {
      new WeatherFetch(this, "Weather", { config, url: config.weather.url, registry: data.registry });
    }
    new CfnOutput(this, "UplinksQueueUrl", { value: uplinks.queueUrl });
  }
}
