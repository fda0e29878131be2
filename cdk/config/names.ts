import { Arn, ArnFormat, type Stack } from "aws-cdk-lib";

/** The MQTT topic on which AWS IoT Core for LoRaWAN's Destination, or a replay, publishes its uplinks. */
export const UPLINK_TOPIC = "lorawan/uplinks/aws-iot-core-for-lorawan";

export const STACKS = [
  "Data",
  "Downlinks",
  "Ingest",
  "Dashboards",
  "Alerting",
  "Operations",
  "Email",
  "Lorawan",
] as const;
export type StackName = (typeof STACKS)[number];

export const FUNCTIONS = [
  "ingest-uplinks",
  "plan-alerts",
  "deliver-notification",
  "publish-status",
  "send-downlinks",
  "watch-heartbeats",
  "send-canary",
  "fetch-weather",
] as const;
export type FunctionName = (typeof FUNCTIONS)[number];

export const QUEUES = ["uplinks", "notifications", "downlinks"] as const;
export type QueueName = (typeof QUEUES)[number];

export const stackName = (stage: string, stack: StackName): string => `VillageWatch-${stage}-${stack}`;

/** The name of a queue, function, topic, bus, dashboard or schedule: `village-watch-<stage>-<part>`. */
export const resourceName = (stage: string, part: string): string => `village-watch-${stage}-${part}`;

/** Where a stage's functions count: two stages in one account do not speak for each other. */
export const metricNamespace = (stage: string): string => `VillageWatch/${stage}`;

/** What the canary is counted under, by its sender and by delivery. */
export const CANARY_METRICS = {
  service: "canary",
  delivered: "CanaryDelivered",
  latency: "CanaryLatency",
} as const;

/**
 * The ARN of the topic that alarms speak to, made from its name: an alarm stands beside what it watches, the topic in the
 * last stack, and no stack waits for the other.
 */
export const operationsTopicArn = (stack: Stack, stage: string): string =>
  Arn.format(
    {
      service: "sns",
      resource: resourceName(stage, "operations"),
      arnFormat: ArnFormat.NO_RESOURCE_NAME,
    },
    stack,
  );
