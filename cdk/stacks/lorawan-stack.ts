import {
  BootstraplessSynthesizer,
  CfnOutput,
  type IStackSynthesizer,
  Stack,
  type StackProps,
  Validations,
} from "aws-cdk-lib";
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { CfnTopicRule } from "aws-cdk-lib/aws-iot";
import { CfnDestination, CfnDeviceProfile, CfnServiceProfile } from "aws-cdk-lib/aws-iotwireless";
import type { Construct } from "constructs";
import { resourceName, UPLINK_TOPIC } from "#cdk/config/names.ts";
import { AWS_EVENT_TOPIC_FILTERS } from "#cdk/config/network-servers.ts";

/** Everything that AWS IoT Core for LoRaWAN tells of, as the home region's rules listen to it. */
const TOLD = [
  { id: "Uplinks", name: "uplinks", topicFilter: UPLINK_TOPIC },
  { id: "Joins", name: "aws-joins", topicFilter: AWS_EVENT_TOPIC_FILTERS.joins },
  { id: "Gateways", name: "aws-gateways", topicFilter: AWS_EVENT_TOPIC_FILTERS.gateways },
] as const;

export interface LorawanStackProps extends StackProps {
  readonly stage: string;
  /** Where the other stacks are. */
  readonly homeRegion: string;
}

/**
 * AWS as the LoRaWAN network server, in a region that has it: what a wireless device needs to be created, and the way of its uplinks
 * home. The Destination publishes them on the topic that the home region's rule listens to as well; where the regions differ, rules
 * here hand them to the home region's queue (an SQS action may name a queue of another region: AWS IoT Core Developer Guide, "SQS").
 */
export class LorawanStack extends Stack {
  constructor(scope: Construct, id: string, props: LorawanStackProps) {
    // It holds no asset, so its region needs no bootstrap. (The cast: aws-cdk-lib is not compiled with exactOptionalPropertyTypes.)
    super(scope, id, { ...props, synthesizer: new BootstraplessSynthesizer() as IStackSynthesizer });
    const name = resourceName(props.stage, "lorawan");
    const device = new CfnDeviceProfile(this, "DeviceProfile", {
      name: `${name}-as923-1`,
      loRaWan: {
        rfRegion: "AS923-1",
        macVersion: "1.0.3",
        regParamsRevision: "RP002-1.0.1",
        supportsJoin: true,
        supports32BitFCnt: true,
        supportsClassB: false,
        supportsClassC: false,
      },
    });
    const service = new CfnServiceProfile(this, "ServiceProfile", {
      name,
      // Without it the gateways are missing from every uplink, and a dead gateway looks like many dead sensors.
      loRaWan: { addGwMetadata: true },
    });
    const destination = new CfnDestination(this, "Destination", {
      name,
      description: "Village Watch: uplinks to the topic of AWS IoT Core for LoRaWAN",
      expressionType: "MqttTopic",
      expression: UPLINK_TOPIC,
      roleArn: this.publisher().roleArn,
    });
    if (props.homeRegion !== this.region) this.handOverTo(props.homeRegion, props.stage);
    new CfnOutput(this, "DeviceProfileId", { value: device.attrId });
    new CfnOutput(this, "ServiceProfileId", { value: service.attrId });
    new CfnOutput(this, "DestinationName", { value: destination.name });
  }

  private publisher(): Role {
    const topic = this.formatArn({ service: "iot", resource: "topic", resourceName: UPLINK_TOPIC });
    const role = new Role(this, "PublisherRole", {
      assumedBy: new ServicePrincipal("iotwireless.amazonaws.com", {
        conditions: { StringEquals: { "aws:SourceAccount": this.account } },
      }),
      inlinePolicies: {
        publish: new PolicyDocument({
          statements: [
            new PolicyStatement({ actions: ["iot:DescribeEndpoint"], resources: ["*"] }),
            new PolicyStatement({ actions: ["iot:Publish"], resources: [topic] }),
          ],
        }),
      },
    });
    Validations.of(role).acknowledge({
      id: "AwsSolutions-IAM5[Resource::*]",
      reason: "iot:DescribeEndpoint knows no resource; publishing is allowed on the one topic only.",
    });
    return role;
  }

  /** By name, not by reference: the stacks of two regions cannot refer to each other. */
  private handOverTo(region: string, stage: string): void {
    const queue = (part: string) => {
      const resource = resourceName(stage, part);
      return {
        arn: this.formatArn({ service: "sqs", region, resource }),
        url: `https://sqs.${region}.${this.urlSuffix}/${this.account}/${resource}`,
      };
    };
    const uplinks = queue("uplinks");
    const refused = queue("uplink-rule-dead-letters");
    const role = new Role(this, "RuleRole", {
      assumedBy: new ServicePrincipal("iot.amazonaws.com", {
        conditions: { StringEquals: { "aws:SourceAccount": this.account } },
      }),
      inlinePolicies: {
        send: new PolicyDocument({
          statements: [
            new PolicyStatement({ actions: ["sqs:SendMessage"], resources: [uplinks.arn, refused.arn] }),
          ],
        }),
      },
    });
    const sqs = ({ url }: { readonly url: string }) => ({
      sqs: { queueUrl: url, roleArn: role.roleArn, useBase64: false },
    });
    for (const { id, name, topicFilter } of TOLD) {
      new CfnTopicRule(this, id, {
        ruleName: resourceName(stage, `${name}-home`).replaceAll("-", "_"),
        topicRulePayload: {
          sql: `SELECT * FROM '${topicFilter}'`,
          awsIotSqlVersion: "2016-03-23",
          description: `Hands uplinks and events as they came to the queue in ${region}`,
          actions: [sqs(uplinks)],
          errorAction: sqs(refused),
        },
      });
    }
  }
}
