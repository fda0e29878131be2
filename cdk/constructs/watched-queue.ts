import { Duration } from "aws-cdk-lib";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { type QueueName, resourceName } from "#cdk/config/names.ts";
import type { Concern } from "#cdk/config/runbook.ts";
import { DeadLetterQueue } from "./dead-letter-queue.ts";
import { operationsAlarm } from "./operations-alarm.ts";

/** 256 KiB: the largest message every emulator and every consumer takes. */
const MAX_MESSAGE_BYTES = 262_144;

export interface WatchedQueueProps {
  readonly stage: string;
  readonly name: QueueName;
  readonly concern: Concern;
  /** How often a message is tried before it joins the dead letters. */
  readonly maxReceiveCount: number;
  /** Six times the consumer's time-out, as AWS advises for a queue that feeds a function. */
  readonly visibilityTimeout: Duration;
  /** A message that waits longer than this raises an alarm. */
  readonly alarmAge: Duration;
}

/** A queue with its dead letters, and alarms on both its age and theirs. */
export class WatchedQueue extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, props: WatchedQueueProps) {
    super(scope, id);
    const deadLetters = new DeadLetterQueue(this, "DeadLetters", {
      stage: props.stage,
      of: props.name,
      concern: props.concern,
    });
    this.queue = new Queue(this, "Queue", {
      queueName: resourceName(props.stage, props.name),
      deadLetterQueue: { queue: deadLetters.queue, maxReceiveCount: props.maxReceiveCount },
      visibilityTimeout: props.visibilityTimeout,
      retentionPeriod: Duration.days(14),
      maxMessageSizeBytes: MAX_MESSAGE_BYTES,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
    });
    operationsAlarm(this, "TooOld", {
      stage: props.stage,
      metric: this.queue.metricApproximateAgeOfOldestMessage({
        period: Duration.minutes(1),
        statistic: "max",
      }),
      threshold: props.alarmAge.toSeconds(),
      evaluationPeriods: 2,
      happened: `A message has waited in the queue ${props.name} for ${props.alarmAge.toSeconds()} s.`,
      concern: props.concern,
    });
  }
}
