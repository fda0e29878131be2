import { CfnOutput, RemovalPolicy, Validations } from "aws-cdk-lib";
import { CfnAccount } from "aws-cdk-lib/aws-apigateway";
import { ManagedPolicy, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import type { StageConfig } from "#cdk/config/config.ts";
import { resourceName } from "#cdk/config/names.ts";
import { constructName, OUTSIDE_NETWORK_SERVERS } from "#cdk/config/network-servers.ts";
import { UplinkApi } from "./uplink-api.ts";

export interface UplinkApisProps {
  readonly config: StageConfig;
  readonly target: Queue;
}

/** The HTTPS way in: an API for each network server that the stage lets in, one role into the queue, one access log. */
export class UplinkApis extends Construct {
  constructor(scope: Construct, id: string, { config, target }: UplinkApisProps) {
    super(scope, id);
    const role = new Role(this, "Role", { assumedBy: new ServicePrincipal("apigateway.amazonaws.com") });
    target.grant(role, "sqs:SendMessage");
    const accessLog = new LogGroup(this, "AccessLog", {
      logGroupName: `/aws/apigateway/${resourceName(config.stage, "uplinks")}`,
      retention: config.logRetentionDays,
      removalPolicy: config.data === "keep" ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    const account = this.loggingAccount();
    for (const server of OUTSIDE_NETWORK_SERVERS) {
      const tokenEdition = config.httpsUplinks[server];
      if (tokenEdition === undefined) continue;
      const { stage } = config;
      const api = new UplinkApi(this, constructName(server), {
        ...{ stage, server, tokenEdition, target, role, accessLog, account },
      });
      new CfnOutput(this, `${constructName(server)}Url`, { value: api.url }).overrideLogicalId(
        `UplinksUrl${constructName(server)}`,
      );
    }
  }

  /** One setting for all of API Gateway in the account and region: it outlives the stage, which may not be the only one there. */
  private loggingAccount(): CfnAccount {
    const writer = new Role(this, "LogWriter", {
      assumedBy: new ServicePrincipal("apigateway.amazonaws.com"),
      managedPolicies: [
        ManagedPolicy.fromAwsManagedPolicyName("service-role/AmazonAPIGatewayPushToCloudWatchLogs"),
      ],
    });
    Validations.of(writer).acknowledge({
      id: "AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]",
      reason: "API Gateway takes the role for the account only with all that this policy of its own allows.",
    });
    const account = new CfnAccount(this, "Account", { cloudWatchRoleArn: writer.roleArn });
    writer.applyRemovalPolicy(RemovalPolicy.RETAIN);
    account.applyRemovalPolicy(RemovalPolicy.RETAIN);
    return account;
  }
}
