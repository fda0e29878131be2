import { Stack, Validations } from "aws-cdk-lib";
import { Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { CfnTopicRule } from "aws-cdk-lib/aws-iot";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { resourceName, UPLINK_TOPIC } from "#cdk/config/names.ts";
import {
  AWS_EVENT_TOPIC_FILTERS,
  constructName,
  OUTSIDE_NETWORK_SERVERS,
  uplinkTopicFilter,
} from "#cdk/config/network-servers.ts";
import type { Concern } from "#cdk/config/runbook.ts";
import { DeadLetterQueue } from "./dead-letter-queue.ts";

export interface UplinkRulesProps {
  readonly stage: string;
  readonly target: Queue;
  readonly concern: Concern;
}

interface Source {
  readonly id: string;
  /** Part of the rule's name. */
  readonly name: string;
  readonly topicFilter: string;
}

/** AWS's own network server has its topic and its events, every other one rule of its own. */
const SOURCES: readonly Source[] = [
  { id: "Rule", name: "uplinks", topicFilter: UPLINK_TOPIC },
  { id: "AwsJoins", name: "aws-joins", topicFilter: AWS_EVENT_TOPIC_FILTERS.joins },
  { id: "AwsGateways", name: "aws-gateways", topicFilter: AWS_EVENT_TOPIC_FILTERS.gateways },
  ...OUTSIDE_NETWORK_SERVERS.map((server) => ({
    id: constructName(server),
    name: `uplinks-${server}`,
    topicFilter: uplinkTopicFilter(server),
  })),
];

/**
 * The MQTT way in: hands every document on a network server's topics to a queue as it came, and what cannot be handed over to
 * a queue of its own. One role for all: it can do nothing but send to these two.
 */
export class UplinkRules extends Construct {
  constructor(scope: Construct, id: string, props: UplinkRulesProps) {
    super(scope, id);
    const { stage, target, concern } = props;
    const refused = new DeadLetterQueue(this, "DeadLetters", { stage, of: "uplink-rule", concern }).queue;
    Validations.of(refused).acknowledge({
      id: "AwsSolutions-SQS3",
      reason: "It is the dead-letter queue of the rules' errorAction, which the check does not know of.",
    });
    const role = new Role(this, "Role", {
      assumedBy: new ServicePrincipal("iot.amazonaws.com", {
        conditions: { StringEquals: { "aws:SourceAccount": Stack.of(this).account } },
      }),
    });
    const grants = [target, refused].map((queue) => queue.grant(role, "sqs:SendMessage"));
    for (const source of SOURCES) {
      const rule = new CfnTopicRule(this, source.id, {
        ruleName: resourceName(stage, source.name).replaceAll("-", "_"),
        topicRulePayload: {
          sql: `SELECT * FROM '${source.topicFilter}'`,
          awsIotSqlVersion: "2016-03-23",
          description: "Hands uplinks to the queue as they came; their meaning lives in code",
          actions: [{ sqs: { queueUrl: target.queueUrl, roleArn: role.roleArn, useBase64: false } }],
          errorAction: { sqs: { queueUrl: refused.queueUrl, roleArn: role.roleArn, useBase64: false } },
        },
      });
      for (const grant of grants) grant.applyBefore(rule);
    }
  }
}
