import { Stack } from "aws-cdk-lib";
import { Effect, PolicyDocument, PolicyStatement } from "aws-cdk-lib/aws-iam";
import { CfnPolicy } from "aws-cdk-lib/aws-iot";
import { Construct } from "constructs";
import { resourceName } from "#cdk/config/names.ts";
import {
  constructName,
  OUTSIDE_NETWORK_SERVERS,
  type OutsideNetworkServer,
  uplinkTopicRoot,
} from "#cdk/config/network-servers.ts";

export interface BridgePoliciesProps {
  readonly stage: string;
}

/** Of the policy, and the only client id under which its certificate may connect. */
export const bridgeName = (stage: string, server: OutsideNetworkServer): string =>
  resourceName(stage, `bridge-${server}`);

/**
 * For each network server outside of AWS, what the certificate of its bridge may do: connect under one name and publish under
 * its own topics. It hears nothing, and cannot speak for another. The certificate itself is the operator's to make.
 */
export class BridgePolicies extends Construct {
  constructor(scope: Construct, id: string, { stage }: BridgePoliciesProps) {
    super(scope, id);
    const arn = (resource: string, resourceName: string): string =>
      Stack.of(this).formatArn({ service: "iot", resource, resourceName });
    for (const server of OUTSIDE_NETWORK_SERVERS) {
      const policyName = bridgeName(stage, server);
      const may = (action: string, resource: string) =>
        new PolicyStatement({ effect: Effect.ALLOW, actions: [action], resources: [resource] });
      new CfnPolicy(this, constructName(server), {
        policyName,
        policyDocument: new PolicyDocument({
          statements: [
            may("iot:Connect", arn("client", policyName)),
            may("iot:Publish", arn("topic", `${uplinkTopicRoot(server)}/*`)),
          ],
        }),
      });
    }
  }
}
