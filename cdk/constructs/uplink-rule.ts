import { Validations } from "aws-cdk-lib";
import { Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { CfnTopicRule } from "aws-cdk-lib/aws-iot";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { resourceName, UPLINK_TOPIC } from "#cdk/config/names.ts";
import type { Concern } from "#cdk/config/runbook.ts";
import { DeadLetterQueue } from "./dead-letter-queue.ts";

export interface UplinkRuleProps {
  readonly stage: string;
  readonly target: Queue;
  readonly concern: Concern;
}

/** Hands every uplink on the topic to a queue as it came, and what cannot be handed over to a queue of its own. */
export class UplinkRule extends Construct {
  constructor(scope: Construct, id: string, props: UplinkRuleProps) {
    super(scope, id);
    const { stage, target, concern } = props;
    const refused = new DeadLetterQueue(this, "DeadLetters", { stage, of: "uplink-rule", concern }).queue;
    Validations.of(refused).acknowledge({
      id: "AwsSolutions-SQS3",
      reason: "It is the dead-letter queue of the rule's errorAction, which the check does not know of.",
    });
    const role = new Role(this, "Role", { assumedBy: new ServicePrincipal("iot.amazonaws.com") });
    const grants = [target, refused].map((queue) => queue.grant(role, "sqs:SendMessage"));
    const rule = new CfnTopicRule(this, "Rule", {
      ruleName: resourceName(stage, "uplinks").replaceAll("-", "_"),
      topicRulePayload: {
        sql: `SELECT * FROM '${UPLINK_TOPIC}'`,
        awsIotSqlVersion: "2016-03-23",
        description: "Hands uplinks to the queue as they came; their meaning lives in code",
        actions: [{ sqs: { queueUrl: target.queueUrl, roleArn: role.roleArn, useBase64: false } }],
        errorAction: { sqs: { queueUrl: refused.queueUrl, roleArn: role.roleArn, useBase64: false } },
      },
    });
    for (const grant of grants) grant.applyBefore(rule);
  }
}
