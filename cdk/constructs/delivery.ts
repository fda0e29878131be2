import { ArnFormat, type Duration, Stack } from "aws-cdk-lib";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import type { StageConfig } from "#cdk/config/config.ts";
import type { Concern } from "#cdk/config/runbook.ts";
import type { DataStack } from "#cdk/stacks/data-stack.ts";
import { allowOnTable } from "./allow.ts";
import { VillageFunction } from "./village-function.ts";

export interface DeliveryProps {
  readonly config: StageConfig;
  readonly data: DataStack;
  readonly notifications: Queue;
  readonly concern: Concern;
  readonly timeout: Duration;
}

/** `deliver-notification`: the only part that may read an address, and the only one that may send. */
export class Delivery extends Construct {
  constructor(scope: Construct, id: string, props: DeliveryProps) {
    super(scope, id);
    const { config, data } = props;
    const deliver = new VillageFunction(this, "DeliverNotification", {
      config,
      name: "deliver-notification",
      concern: props.concern,
      timeout: props.timeout,
      memoryMb: 512,
      environment: {
        ALERTS_TABLE: data.alerts.tableName,
        RECIPIENTS_TABLE: data.recipients.tableName,
        ...channelEnvironment(config),
      },
    });
    allowOnTable(deliver, data.alerts, ["GetItem", "PutItem", "UpdateItem"]);
    allowOnTable(deliver, data.recipients, ["GetItem"]);
    allowSending(deliver, config);
    deliver.function.addEventSource(
      new SqsEventSource(props.notifications, {
        batchSize: 10,
        maxConcurrency: config.deliverConcurrency,
        reportBatchItemFailures: true,
      }),
    );
  }
}

const channelEnvironment = ({ sms, email, exercise }: StageConfig): Record<string, string> => ({
  SMS_REGION: sms.region,
  ...(sms.senderId === undefined ? {} : { SMS_SENDER_ID: sms.senderId }),
  EMAIL_REGION: email.region,
  EMAIL_FROM: email.from,
  ...(exercise.sms === undefined ? {} : { EXERCISE_SMS: exercise.sms }),
  ...(exercise.email === undefined ? {} : { EXERCISE_EMAIL: exercise.email }),
});

const allowSending = (deliver: VillageFunction, { sms, email }: StageConfig): void => {
  const stack = Stack.of(deliver);
  const domain = email.from.slice(email.from.indexOf("@") + 1);
  const identity = (name: string): string =>
    stack.formatArn({
      service: "ses",
      region: email.region,
      resource: "identity",
      resourceName: name,
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    });
  deliver.role.addToPrincipalPolicy(
    // A telephone number has no ARN. Everything that has one, so every topic, is left out.
    new PolicyStatement({
      actions: ["sns:Publish"],
      notResources: [stack.formatArn({ service: "sns", region: "*", account: "*", resource: "*" })],
      conditions: { StringEquals: { "aws:RequestedRegion": sms.region } },
    }),
  );
  deliver.role.addToPrincipalPolicy(
    new PolicyStatement({
      actions: ["ses:SendEmail"],
      resources: [identity(domain), identity(email.from)],
      conditions: { StringEquals: { "ses:FromAddress": email.from } },
    }),
  );
};
