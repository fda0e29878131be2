import { Duration, Stack, Validations } from "aws-cdk-lib";
import {
  AccessLogFormat,
  ApiKey,
  AwsIntegration,
  type CfnAccount,
  type CfnRestApi,
  EndpointType,
  type Integration,
  type IRestApi,
  LogGroupLogDestination,
  PassthroughBehavior,
  ResponseType,
  RestApi,
  UsagePlan,
} from "aws-cdk-lib/aws-apigateway";
import type { IRole } from "aws-cdk-lib/aws-iam";
import type { ILogGroupRef } from "aws-cdk-lib/aws-logs";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { resourceName } from "#cdk/config/names.ts";
import type { OutsideNetworkServer } from "#cdk/config/network-servers.ts";
import type { Concern } from "#cdk/config/runbook.ts";
import { operationsAlarm } from "./operations-alarm.ts";
import { POSTED_TYPE, REPLIES, requestTemplate } from "./uplink-request.ts";

/** First part of the path, so that uplinks are posted to `/uplinks/{network-server}`. */
const API_STAGE = "uplinks";

/** More than a village's sensors ever send, and a network server that catches up is not turned away. */
const REQUESTS_PER_SECOND = 100;
const REQUESTS_AT_ONCE = 500;

/** Refusals within 5 minutes that are no mistyped address any more. */
const REFUSALS = 5;

const CONCERN: Concern = {
  impact: "Readings that come by this network server are turned away: its villages are not warned.",
  runbook: "A network server is turned away",
};

export interface UplinkApiProps {
  readonly stage: string;
  readonly server: OutsideNetworkServer;
  /** Part of the key's name: raised, it makes a new token and takes the old one away. */
  readonly tokenEdition: number;
  readonly target: Queue;
  /** May send to the target, and is API Gateway's to assume. */
  readonly role: IRole;
  readonly accessLog: ILogGroupRef;
  /** Lets API Gateway write logs at all. */
  readonly account: CfnAccount;
}

/**
 * The HTTPS way in of one network server: `POST /uplinks/{network-server}`, from API Gateway straight into the queue.
 *
 * Each network server has an API of its own, because an API key opens every method of the API stages in its usage plan: with one
 * API for all, each token would open every door, and only code behind it could tell. So API Gateway itself refuses it. (HTTP
 * APIs have no keys, and an authorizer would be a function on the way.) API Gateway makes the key's value; it stands in no
 * template.
 */
export class UplinkApi extends Construct {
  readonly url: string;

  constructor(scope: Construct, id: string, props: UplinkApiProps) {
    super(scope, id);
    const { stage, server } = props;
    const name = resourceName(stage, `uplinks-${server}`);
    const api = new RestApi(this, "Api", {
      restApiName: name,
      description: `Village Watch: POST /${API_STAGE}/${server}`,
      endpointTypes: [EndpointType.REGIONAL],
      cloudWatchRole: false,
      deployOptions: {
        stageName: API_STAGE,
        throttlingRateLimit: REQUESTS_PER_SECOND,
        throttlingBurstLimit: REQUESTS_AT_ONCE,
        accessLogDestination: new LogGroupLogDestination(props.accessLog),
        accessLogFormat: ACCESS_LOG_FORMAT,
      },
    });
    // Its own output would give the address without its last part.
    api.node.tryRemoveChild("Endpoint");
    // In a region where there never was an API, the account takes its setting only after the first.
    props.account.addDependency(api.node.defaultChild as CfnRestApi);
    api.deploymentStage.node.addDependency(props.account);
    api.root.addResource(server).addMethod("POST", intoQueue(props), {
      apiKeyRequired: true,
      methodResponses: REPLIES.map(({ statusCode }) => ({ statusCode })),
    });
    this.url = api.urlForPath(`/${server}`);
    tellWhy(api, server);
    const plan = new UsagePlan(this, "Plan", {
      name,
      throttle: { rateLimit: REQUESTS_PER_SECOND, burstLimit: REQUESTS_AT_ONCE },
      // aws-cdk-lib is not compiled with exactOptionalPropertyTypes, so its own class does not fit its own interface.
      apiStages: [{ api: api as IRestApi, stage: api.deploymentStage }],
    });
    plan.addApiKey(
      new ApiKey(this, "Token", {
        apiKeyName: `${name}-${props.tokenEdition}`,
        description: `Sent as x-api-key by ${server}`,
      }),
    );
    watch(this, api, props);
    acknowledge(api);
  }
}

/** Who, when and what became of it: never the body, never `identity.apiKey`, which is the token. */
const ACCESS_LOG_FORMAT = AccessLogFormat.custom(
  JSON.stringify({
    requestId: "$context.requestId",
    time: "$context.requestTime",
    sourceIp: "$context.identity.sourceIp",
    apiKeyId: "$context.identity.apiKeyId",
    method: "$context.httpMethod",
    path: "$context.path",
    status: "$context.status",
    error: "$context.error.responseType",
    queueStatus: "$context.integration.integrationStatus",
    latencyMs: "$context.responseLatency",
  }),
);

const intoQueue = ({ server, target, role }: UplinkApiProps): Integration =>
  new AwsIntegration({
    service: "sqs",
    path: `${Stack.of(target).account}/${target.queueName}`,
    integrationHttpMethod: "POST",
    options: {
      credentialsRole: role,
      passthroughBehavior: PassthroughBehavior.NEVER,
      requestParameters: {
        "integration.request.header.Content-Type": "'application/x-www-form-urlencoded'",
      },
      requestTemplates: { [POSTED_TYPE]: requestTemplate(server) },
      integrationResponses: REPLIES.map(({ template, ...reply }) => ({
        ...reply,
        responseTemplates: { "application/json": template },
      })),
    },
  });

/** API Gateway's own refusals, each in a sentence. */
const tellWhy = (api: RestApi, server: OutsideNetworkServer): void => {
  const refusals: readonly (readonly [string, ResponseType, string, string])[] = [
    [
      "WrongToken",
      ResponseType.INVALID_API_KEY,
      "403",
      `The header x-api-key is missing or is not the token of ${server}.`,
    ],
    [
      "WrongAddress",
      ResponseType.MISSING_AUTHENTICATION_TOKEN,
      "404",
      `Nothing is here. Uplinks go to POST /${API_STAGE}/${server}.`,
    ],
    [
      "WrongType",
      ResponseType.UNSUPPORTED_MEDIA_TYPE,
      "415",
      `The header Content-Type must be ${POSTED_TYPE}.`,
    ],
  ];
  for (const [id, type, statusCode, error] of refusals) {
    api.addGatewayResponse(id, {
      type,
      statusCode,
      templates: { "application/json": JSON.stringify({ error }) },
    });
  }
};

const watch = (scope: Construct, api: RestApi, { stage, server }: UplinkApiProps): void => {
  const period = { period: Duration.minutes(5), statistic: "sum" };
  operationsAlarm(scope, "Refused", {
    stage,
    metric: api.metricClientError(period),
    threshold: REFUSALS,
    happened: `Posts of the network server ${server} were refused ${REFUSALS} times in 5 minutes.`,
    concern: CONCERN,
  });
  operationsAlarm(scope, "Failed", {
    stage,
    metric: api.metricServerError(period),
    threshold: 1,
    happened: `A post of the network server ${server} could not be queued.`,
    concern: CONCERN,
  });
};

const acknowledge = (api: RestApi): void => {
  Validations.of(api).acknowledge(
    {
      id: "AwsSolutions-APIG2",
      reason:
        "What is not a network server's document is kept in quarantine with the reason, not refused unread.",
    },
    {
      id: "AwsSolutions-APIG3",
      reason:
        "Nothing passes without a token, every token is throttled, and the body is only put into a queue.",
    },
    {
      id: "AwsSolutions-APIG4",
      reason:
        "Network servers can send a header and no more: an API key that opens this one API is the token.",
    },
    {
      id: "AwsSolutions-APIG6",
      reason:
        "Execution logs hold bodies and have no end; the access log says who, when and what became of it.",
    },
    {
      id: "AwsSolutions-COG4",
      reason:
        "A network server is no user of a Cognito pool; an API key that opens this one API is the token.",
    },
  );
};
