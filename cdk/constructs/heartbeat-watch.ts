import { Duration } from "aws-cdk-lib";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import type { StageConfig } from "#cdk/config/config.ts";
import type { Concern } from "#cdk/config/runbook.ts";
import { type DataStack, DUE_INDEX } from "#cdk/stacks/data-stack.ts";
import { allowAttributes, allowOnIndex, allowOnTable } from "./allow.ts";
import { PLANNING_ATTRIBUTES } from "./planning.ts";
import { callRegularly } from "./regular-call.ts";
import { VillageFunction } from "./village-function.ts";

const CONCERN: Concern = {
  impact: "A gauge that dies, moves or lies is not noticed: the next flood may not be seen.",
  runbook: "Sensors are not watched",
};

export interface HeartbeatWatchProps {
  readonly config: StageConfig;
  readonly data: DataStack;
  readonly notifications: Queue;
  readonly boardUrl: string;
}

/** `watch-heartbeats`, each minute: everybody whose deadline has come. */
export class HeartbeatWatch extends Construct {
  constructor(scope: Construct, id: string, props: HeartbeatWatchProps) {
    super(scope, id);
    const { config, data, notifications, boardUrl } = props;
    const watch = new VillageFunction(this, "WatchHeartbeats", {
      config,
      name: "watch-heartbeats",
      concern: CONCERN,
      // Shorter than the minute between two calls: no two watchers at once.
      timeout: Duration.seconds(50),
      memoryMb: 512,
      environment: {
        REGISTRY_TABLE: data.registry.tableName,
        STATE_TABLE: data.state.tableName,
        HISTORY_TABLE: data.history.tableName,
        HEALTH_TABLE: data.health.tableName,
        RECIPIENTS_TABLE: data.recipients.tableName,
        NOTIFICATIONS_QUEUE_URL: notifications.queueUrl,
        BOARD_URL: boardUrl,
      },
    });
    allowOnTable(watch, data.registry, ["GetItem", "Scan"]);
    allowOnTable(watch, data.state, ["GetItem"]);
    allowSiteHealth(watch, data);
    allowOnTable(watch, data.history, ["Query"]);
    allowOnTable(watch, data.health, ["DeleteItem", "GetItem", "PutItem", "Query"]);
    allowOnIndex(watch, data.health, DUE_INDEX);
    allowAttributes(watch, data.recipients, PLANNING_ATTRIBUTES);
    notifications.grant(watch.role, "sqs:SendMessage");
    callRegularly(this, watch, {
      stage: config.stage,
      name: "watch-heartbeats",
      description: "Looks at every device and gateway whose deadline has come",
      everyMin: 1,
    });
  }
}

/** The site's health beside its state, and never the state itself: a Put is refused unless it names these attributes only. */
const allowSiteHealth = (watch: VillageFunction, data: DataStack): void => {
  watch.role.addToPrincipalPolicy(
    new PolicyStatement({
      actions: ["dynamodb:PutItem"],
      resources: [data.state.tableArn],
      conditions: { "ForAllValues:StringEquals": { "dynamodb:Attributes": ["pk", "sk", "v", "findings"] } },
    }),
  );
};
