import { ArnFormat, CfnOutput, Duration, Stack, type StackProps, Validations } from "aws-cdk-lib";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import type { StageConfig } from "#cdk/config/config.ts";
import type { Concern } from "#cdk/config/runbook.ts";
import { allowOnTable } from "#cdk/constructs/allow.ts";
import { VillageFunction } from "#cdk/constructs/village-function.ts";
import { WatchedQueue } from "#cdk/constructs/watched-queue.ts";
import type { DataStack } from "./data-stack.ts";

const TIMEOUT_S = 30;
/** A message is held back for up to 15 minutes on purpose; beyond, nobody works on it. */
const LONGEST_DELAY_MIN = 15;

const CONCERN: Concern = {
  impact: "Gauges keep their usual pace while water rises: warnings may come some minutes later.",
  runbook: "Sensors cannot be spoken to",
};

export interface DownlinksStackProps extends StackProps {
  readonly config: StageConfig;
  readonly data: DataStack;
}

/** From a wish to a device: queue, `send-downlinks`, and what it may say to which network server. */
export class DownlinksStack extends Stack {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, props: DownlinksStackProps) {
    super(scope, id, props);
    const { config, data } = props;
    this.queue = new WatchedQueue(this, "Downlinks", {
      stage: config.stage,
      name: "downlinks",
      concern: CONCERN,
      maxReceiveCount: 5,
      visibilityTimeout: Duration.seconds(6 * TIMEOUT_S),
      alarmAge: Duration.minutes(2 * LONGEST_DELAY_MIN),
    }).queue;
    const send = new VillageFunction(this, "SendDownlinks", {
      config,
      name: "send-downlinks",
      concern: CONCERN,
      timeout: Duration.seconds(TIMEOUT_S),
      memoryMb: 512,
      environment: {
        REGISTRY_TABLE: data.registry.tableName,
        STATE_TABLE: data.state.tableName,
        HISTORY_TABLE: data.history.tableName,
        HEALTH_TABLE: data.health.tableName,
        DOWNLINKS_TABLE: data.downlinks.tableName,
        DOWNLINKS_QUEUE_URL: this.queue.queueUrl,
        ...networkServerEnvironment(config),
      },
    });
    allowOnTable(send, data.registry, ["GetItem"]);
    allowOnTable(send, data.state, ["GetItem"]);
    allowOnTable(send, data.history, ["Query"]);
    allowOnTable(send, data.health, ["Query"]);
    allowOnTable(send, data.downlinks, ["GetItem", "Query", "UpdateItem"]);
    this.queue.grant(send.role, "sqs:SendMessage");
    allowNetworkServers(send, config);
    send.function.addEventSource(
      new SqsEventSource(this.queue, { batchSize: 10, maxConcurrency: 2, reportBatchItemFailures: true }),
    );
    const { awsIotWireless } = config.networkServers;
    new CfnOutput(this, "DownlinksQueueUrl", { value: this.queue.queueUrl });
    if (awsIotWireless !== undefined) new CfnOutput(this, "LorawanRegion", { value: awsIotWireless.region });
  }
}

const networkServerEnvironment = ({ networkServers }: StageConfig): Record<string, string> => {
  const { awsIotWireless, chirpStack, theThingsStack } = networkServers;
  return {
    ...(awsIotWireless === undefined ? {} : { LORAWAN_REGION: awsIotWireless.region }),
    ...(chirpStack === undefined
      ? {}
      : { CHIRPSTACK_URL: chirpStack.url, CHIRPSTACK_CREDENTIAL_NAME: chirpStack.tokenSecretName }),
    ...(theThingsStack === undefined
      ? {}
      : {
          THE_THINGS_STACK_URL: theThingsStack.url,
          THE_THINGS_STACK_CREDENTIAL_NAME: theThingsStack.tokenSecretName,
        }),
  };
};

const allowNetworkServers = (send: VillageFunction, { networkServers }: StageConfig): void => {
  const stack = Stack.of(send);
  const { awsIotWireless, chirpStack, theThingsStack } = networkServers;
  if (awsIotWireless !== undefined) {
    const { region } = awsIotWireless;
    const devices = stack.formatArn({
      service: "iotwireless",
      region,
      resource: "WirelessDevice",
      resourceName: "*",
    });
    send.role.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ["iotwireless:GetWirelessDevice", "iotwireless:SendDataToWirelessDevice"],
        resources: [devices],
      }),
    );
    Validations.of(send.role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::arn:aws:iotwireless:${region}:<AWS::AccountId>:WirelessDevice/*]`,
      reason: "Wireless devices come and go with the registry; nothing else of IoT Wireless is in reach.",
    });
  }
  for (const { tokenSecretName } of [chirpStack, theThingsStack].filter((server) => server !== undefined)) {
    const secret = stack.formatArn({
      service: "secretsmanager",
      resource: "secret",
      // Secrets Manager puts a dash and six characters of its own behind the name.
      resourceName: `${tokenSecretName}-??????`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    send.role.addToPrincipalPolicy(
      new PolicyStatement({ actions: ["secretsmanager:GetSecretValue"], resources: [secret] }),
    );
  }
};
