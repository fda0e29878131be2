import { Duration } from "aws-cdk-lib";
import type { EventBus } from "aws-cdk-lib/aws-events";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import type { StageConfig } from "#cdk/config/config.ts";
import type { Concern } from "#cdk/config/runbook.ts";
import { type DataStack, UNPLANNED_INDEX } from "#cdk/stacks/data-stack.ts";
import { allowAttributes, allowOnIndex, allowOnTable } from "./allow.ts";
import { callRegularly } from "./regular-call.ts";
import { feedFromState } from "./state-stream.ts";
import { VillageFunction } from "./village-function.ts";

const CONCERN: Concern = {
  impact: "Rising water is seen but nobody is told: no alert is written.",
  runbook: "Alerts are not planned",
};

/** All that planning may read of a recipient. No address is among them. */
export const PLANNING_ATTRIBUTES = ["pk", "sk", "role", "language", "channels", "consentedAt"] as const;

/** A transition is present only on the write that changed a timeline; every other write of the state is not for planning. */
const TRANSITIONS = { dynamodb: { NewImage: { transition: { S: [{ exists: true }] } } } };

export interface PlanningProps {
  readonly config: StageConfig;
  readonly data: DataStack;
  readonly bus: EventBus;
  readonly notifications: Queue;
  readonly boardUrl: string;
}

/** `plan-alerts`, called by each change of a timeline and once a minute to sweep up what the stream may have lost. */
export class Planning extends Construct {
  constructor(scope: Construct, id: string, props: PlanningProps) {
    super(scope, id);
    const { config, data, bus, notifications } = props;
    const plan = new VillageFunction(this, "PlanAlerts", {
      config,
      name: "plan-alerts",
      concern: CONCERN,
      timeout: Duration.minutes(1),
      memoryMb: 1024,
      environment: {
        REGISTRY_TABLE: data.registry.tableName,
        STATE_TABLE: data.state.tableName,
        ALERTS_TABLE: data.alerts.tableName,
        RECIPIENTS_TABLE: data.recipients.tableName,
        NOTIFICATIONS_QUEUE_URL: notifications.queueUrl,
        EVENT_BUS_NAME: bus.eventBusName,
        ALERT_SENDER: config.alertSender,
        BOARD_URL: props.boardUrl,
      },
    });
    allowOnTable(plan, data.registry, ["GetItem"]);
    allowOnTable(plan, data.state, ["GetItem", "UpdateItem"]);
    allowOnIndex(plan, data.state, UNPLANNED_INDEX);
    allowOnTable(plan, data.alerts, ["GetItem", "PutItem", "UpdateItem"]);
    allowAttributes(plan, data.recipients, PLANNING_ATTRIBUTES);
    notifications.grant(plan.role, "sqs:SendMessage");
    bus.grantPutEventsTo(plan.role);
    feedFromState(plan, {
      stage: config.stage,
      table: data.state,
      concern: CONCERN,
      filters: [TRANSITIONS],
      batchSize: 10,
      retryAttempts: 10,
      maxRecordAge: Duration.hours(1),
    });
    callRegularly(this, plan, {
      stage: config.stage,
      name: "sweep-unplanned",
      description: "Plans alerts for sites whose change of state the stream may have lost",
      everyMin: 1,
    });
  }
}
