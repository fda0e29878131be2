import { Duration } from "aws-cdk-lib";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { resourceName } from "#cdk/config/names.ts";
import type { Concern } from "#cdk/config/runbook.ts";
import { operationsAlarm } from "./operations-alarm.ts";

export interface DeadLetterQueueProps {
  readonly stage: string;
  /** Whose dead letters, as part of a resource's name. */
  readonly of: string;
  readonly concern: Concern;
}

/** Where what could not be worked on is kept for two weeks, with an alarm at the first letter. */
export class DeadLetterQueue extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, props: DeadLetterQueueProps) {
    super(scope, id);
    this.queue = new Queue(this, "Queue", {
      queueName: resourceName(props.stage, `${props.of}-dead-letters`),
      retentionPeriod: Duration.days(14),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
    });
    operationsAlarm(this, "NotEmpty", {
      stage: props.stage,
      metric: this.queue.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(1),
        statistic: "max",
      }),
      threshold: 1,
      happened: `A message lies among the dead letters of ${props.of}.`,
      concern: props.concern,
    });
  }
}
