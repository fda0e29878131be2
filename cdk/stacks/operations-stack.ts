import { Duration, Stack, type StackProps } from "aws-cdk-lib";
import {
  Dashboard,
  GraphWidget,
  type IMetric,
  MathExpression,
  Metric,
  TextWidget,
} from "aws-cdk-lib/aws-cloudwatch";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Key } from "aws-cdk-lib/aws-kms";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import type { StageConfig } from "#cdk/config/config.ts";
import { CANARY_METRICS, FUNCTIONS, metricNamespace, QUEUES, resourceName } from "#cdk/config/names.ts";
import { Canary } from "#cdk/constructs/canary.ts";
import { HeartbeatWatch } from "#cdk/constructs/heartbeat-watch.ts";
import type { DataStack } from "./data-stack.ts";

export interface OperationsStackProps extends StackProps {
  readonly config: StageConfig;
  readonly data: DataStack;
  readonly notifications: Queue;
  readonly boardUrl: string;
}

/** The watch over the watch: who is silent, where alarms go, and one page that shows the whole chain. */
export class OperationsStack extends Stack {
  constructor(scope: Construct, id: string, props: OperationsStackProps) {
    super(scope, id, props);
    const { config, data, notifications, boardUrl } = props;
    new HeartbeatWatch(this, "HeartbeatWatch", { config, data, notifications, boardUrl });
    const key = new Key(this, "TopicKey", {
      description: "Village Watch: encrypts the system's alarms",
      enableKeyRotation: true,
    });
    const cloudWatch = new ServicePrincipal("cloudwatch.amazonaws.com");
    key.grant(cloudWatch, "kms:Decrypt", "kms:GenerateDataKey");
    const topic = new Topic(this, "Alarms", {
      topicName: resourceName(config.stage, "operations"),
      displayName: "Village Watch operations",
      masterKey: key,
      enforceSSL: true,
    });
    topic.addToResourcePolicy(
      new PolicyStatement({
        actions: ["sns:Publish"],
        principals: [cloudWatch],
        resources: [topic.topicArn],
        conditions: { StringEquals: { "aws:SourceAccount": this.account } },
      }),
    );
    if (config.operationsEmail !== undefined) {
      topic.addSubscription(new EmailSubscription(config.operationsEmail));
    }
    new Canary(this, "Canary", { config });
    new Dashboard(this, "Chain", {
      dashboardName: resourceName(config.stage, "operations"),
      widgets: chainWidgets(config.stage),
    });
  }
}

/** Whatever reasons there are: the code that reads uplinks names them. */
const quarantined = (stage: string): MathExpression =>
  new MathExpression({
    expression: `SEARCH('{"${metricNamespace(stage)}",reason,service} MetricName="UplinksQuarantinedByReason"', 'Sum', 300)`,
    usingMetrics: {},
    label: "",
    period: Duration.minutes(5),
  });

// By name, not by reference: a function can then be taken out of its stack without first letting go of it here.
const chainWidgets = (stage: string) => [
  [
    new TextWidget({
      markdown: "# From radio to phone\nUplinks, alerts, messages, board: each step in the order it runs.",
      width: 24,
    }),
  ],
  [
    graph(
      "Calls",
      FUNCTIONS.map((name) => ofFunction(stage, name, "Invocations", "sum")),
    ),
    graph(
      "Errors",
      FUNCTIONS.map((name) => ofFunction(stage, name, "Errors", "sum")),
    ),
    graph(
      "Duration, p95 in ms",
      FUNCTIONS.map((name) => ofFunction(stage, name, "Duration", "p95")),
    ),
  ],
  [
    graph("Canaries at the sink", [ofCanary(stage, CANARY_METRICS.delivered, "sum")]),
    graph("Canary, from sending to the sink, ms", [ofCanary(stage, CANARY_METRICS.latency, "max")]),
  ],
  [
    graph(
      "Age of the oldest message, s",
      QUEUES.map((name) => ofQueue(stage, name, "ApproximateAgeOfOldestMessage")),
    ),
    graph(
      "Dead letters",
      [...QUEUES, ...FUNCTIONS, "uplink-rule"].map((name) =>
        ofQueue(stage, `${name}-dead-letters`, "ApproximateNumberOfMessagesVisible"),
      ),
    ),
    graph("Messages that could not be used, by reason", [quarantined(stage)]),
  ],
];

const graph = (title: string, left: IMetric[]): GraphWidget => new GraphWidget({ title, left, width: 8 });

const ofFunction = (stage: string, name: string, metricName: string, statistic: string): Metric =>
  new Metric({
    namespace: "AWS/Lambda",
    metricName,
    statistic,
    period: Duration.minutes(1),
    label: name,
    dimensionsMap: { FunctionName: resourceName(stage, name) },
  });

const ofCanary = (stage: string, metricName: string, statistic: string): Metric =>
  new Metric({
    namespace: metricNamespace(stage),
    metricName,
    statistic,
    period: Duration.minutes(5),
    dimensionsMap: { service: CANARY_METRICS.service },
  });

const ofQueue = (stage: string, name: string, metricName: string): Metric =>
  new Metric({
    namespace: "AWS/SQS",
    metricName,
    statistic: "max",
    period: Duration.minutes(1),
    label: name,
    dimensionsMap: { QueueName: resourceName(stage, name) },
  });
