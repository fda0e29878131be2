import { CfnOutput, Duration, Stack, type StackProps } from "aws-cdk-lib";
import { EventBus } from "aws-cdk-lib/aws-events";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import type { StageConfig } from "#cdk/config/config.ts";
import { resourceName } from "#cdk/config/names.ts";
import type { Concern } from "#cdk/config/runbook.ts";
import { Delivery } from "#cdk/constructs/delivery.ts";
import { Planning } from "#cdk/constructs/planning.ts";
import { WatchedQueue } from "#cdk/constructs/watched-queue.ts";
import type { DataStack } from "./data-stack.ts";

const DELIVERY_TIMEOUT_S = 30;

const DELIVERY: Concern = {
  impact: "Warnings are written but do not reach phones and mailboxes.",
  runbook: "Messages are not delivered",
};

export interface AlertingStackProps extends StackProps {
  readonly config: StageConfig;
  readonly data: DataStack;
  readonly boardUrl: string;
}

/** From a change of state to a message on a phone: `plan-alerts`, queue, `deliver-notification`, and the bus for others. */
export class AlertingStack extends Stack {
  /** Whoever has something to tell people puts it here. */
  readonly notifications: Queue;

  constructor(scope: Construct, id: string, props: AlertingStackProps) {
    super(scope, id, props);
    const { config, data, boardUrl } = props;
    const { stage } = config;
    const bus = new EventBus(this, "Alerts", {
      eventBusName: resourceName(stage, "alerts"),
      description: "Alerts of Village Watch, for other systems",
    });
    this.notifications = new WatchedQueue(this, "Notifications", {
      stage,
      name: "notifications",
      concern: DELIVERY,
      maxReceiveCount: 8,
      visibilityTimeout: Duration.seconds(6 * DELIVERY_TIMEOUT_S),
      alarmAge: Duration.minutes(1),
    }).queue;
    const { notifications } = this;
    new Planning(this, "Planning", { config, data, bus, notifications, boardUrl });
    new Delivery(this, "Delivery", {
      config,
      data,
      notifications,
      concern: DELIVERY,
      timeout: Duration.seconds(DELIVERY_TIMEOUT_S),
    });
    new CfnOutput(this, "NotificationsQueueUrl", { value: notifications.queueUrl });
    new CfnOutput(this, "EventBusName", { value: bus.eventBusName });
  }
}
