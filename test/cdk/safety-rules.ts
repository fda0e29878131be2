import { RUNBOOK_SECTIONS } from "#cdk/config/runbook.ts";
import { allowances, mentioned } from "./policies.ts";
import { ofType, type Resource } from "./synthesised.ts";

/** Names whatever breaks the rule; nothing when all is well. */
export type SafetyRule = (resources: readonly Resource[]) => readonly string[];

const nameOf = ({ properties, id }: Resource): string =>
  String(properties.QueueName ?? properties.FunctionName ?? id);

const queues = (resources: readonly Resource[]) => ofType(resources, "AWS::SQS::Queue");
const functions = (resources: readonly Resource[]) => ofType(resources, "AWS::Lambda::Function");
const alarms = (resources: readonly Resource[]) => ofType(resources, "AWS::CloudWatch::Alarm");
const mappings = (resources: readonly Resource[]) => ofType(resources, "AWS::Lambda::EventSourceMapping");

/** Wherever something that failed is sent. */
const deadLetterTargets = (resources: readonly Resource[]): string =>
  mentioned([
    ...queues(resources).map(({ properties }) => properties.RedrivePolicy),
    ...functions(resources).map(({ properties }) => properties.DeadLetterConfig),
    ...mappings(resources).map(({ properties }) => properties.DestinationConfig),
    ...ofType(resources, "AWS::IoT::TopicRule").map(
      ({ properties }) => (properties.TopicRulePayload as { ErrorAction?: unknown }).ErrorAction,
    ),
  ]);

export const queuesWithoutDeadLetters: SafetyRule = (resources) => {
  const targets = deadLetterTargets(resources);
  return queues(resources)
    .filter(({ id, properties }) => properties.RedrivePolicy === undefined && !targets.includes(`"${id}"`))
    .map(nameOf);
};

/** Of a queue's metric; dead letters by their number, the others by their age. */
export const unwatchedQueues: SafetyRule = (resources) => {
  const targets = deadLetterTargets(resources);
  return queues(resources)
    .filter(({ id }) => {
      const metric = targets.includes(`"${id}"`)
        ? "ApproximateNumberOfMessagesVisible"
        : "ApproximateAgeOfOldestMessage";
      return !alarms(resources).some(
        ({ properties }) =>
          properties.MetricName === metric && mentioned(properties.Dimensions).includes(`"${id}"`),
      );
    })
    .map(nameOf);
};

export const functionsWithoutDeadLetters: SafetyRule = (resources) =>
  functions(resources)
    .filter(({ properties }) => properties.DeadLetterConfig === undefined)
    .map(nameOf);

export const functionsWithoutErrorAlarm: SafetyRule = (resources) =>
  functions(resources)
    .filter(
      ({ id }) =>
        !alarms(resources).some(
          ({ properties }) =>
            properties.MetricName === "Errors" && mentioned(properties.Dimensions).includes(`"${id}"`),
        ),
    )
    .map(nameOf);

export const alarmsThatSayTooLittle: SafetyRule = (resources) =>
  alarms(resources)
    .filter(({ properties }) => {
      const text = String(properties.AlarmDescription);
      const namesSection = RUNBOOK_SECTIONS.some((section) => text.endsWith(`"${section}".`));
      return !(/ Impact: [A-Z].{30,}\. Runbook: README, When it breaks, "/.test(text) && namesSection);
    })
    .map(nameOf);

/** The operations topic, and no other: never the road of village alerts. */
export const alarmsThatNobodyHears: SafetyRule = (resources) =>
  alarms(resources)
    .filter(({ properties }) =>
      [properties.AlarmActions, properties.OKActions].some(
        (actions) => !/:village-watch-[a-z0-9-]+-operations"/.test(mentioned(actions)),
      ),
    )
    .map(nameOf);

/** The one exception is CloudFormation's own: a key's policy that leaves the key to the account's IAM, so that it can be managed at all. */
export const wildActions: SafetyRule = (resources) =>
  allowances(resources)
    .filter(({ carrier, principal }) => {
      const isAccountsOwnKey = carrier.type === "AWS::KMS::Key" && mentioned(principal).includes(":root");
      return !isAccountsOwnKey;
    })
    .flatMap(({ carrier, actions }) =>
      actions.filter((action) => action.includes("*")).map((action) => `${carrier.id} ${action}`),
    );

export const tablesThatCanBeLost: SafetyRule = (resources) =>
  ofType(resources, "AWS::DynamoDB::Table")
    .filter(
      ({ properties, deletionPolicy, updateReplacePolicy }) =>
        deletionPolicy !== "Retain" ||
        updateReplacePolicy !== "Retain" ||
        properties.DeletionProtectionEnabled !== true ||
        !mentioned(properties.PointInTimeRecoverySpecification).includes("true"),
    )
    .map(nameOf);

/** Keys whose loss makes a kept table unreadable, and logs and boards of a stage that keeps its data. */
export const keptThingsThatGoWithTheirStack: SafetyRule = (resources) =>
  resources
    .filter(({ type, stack }) => type === "AWS::KMS::Key" && stack.endsWith("-Data"))
    .concat(ofType(resources, "AWS::S3::Bucket"), ofType(resources, "AWS::Logs::LogGroup"))
    .filter(({ deletionPolicy }) => deletionPolicy !== "Retain")
    .map(nameOf);

export const tablesWithoutExpiry: SafetyRule = (resources) =>
  ofType(resources, "AWS::DynamoDB::Table")
    .filter(
      ({ properties }) =>
        mentioned(properties.TimeToLiveSpecification) !== '{"AttributeName":"expiresAt","Enabled":true}',
    )
    .map(nameOf);

export const logsWithoutEnd: SafetyRule = (resources) =>
  ofType(resources, "AWS::Logs::LogGroup")
    .filter(({ properties }) => typeof properties.RetentionInDays !== "number")
    .map(nameOf);

/** Tables and topics by KMS, queues by SQS, buckets by S3; queues, topics and buckets refuse connections in the clear. */
export const thingsInTheClear: SafetyRule = (resources) => {
  const encryption: Readonly<Record<string, string>> = {
    "AWS::DynamoDB::Table": "SSESpecification",
    "AWS::SQS::Queue": "SqsManagedSseEnabled",
    "AWS::S3::Bucket": "BucketEncryption",
    "AWS::SNS::Topic": "KmsMasterKeyId",
  };
  const refusals = mentioned(
    resources
      .filter(({ type }) => /::(QueuePolicy|TopicPolicy|BucketPolicy)$/.test(type))
      .filter(({ properties }) => mentioned(properties).includes('{"Bool":{"aws:SecureTransport":"false"}}'))
      .map(({ properties }) => [properties.Queues, properties.Topics, properties.Bucket]),
  );
  return resources
    .filter(({ type, id, properties }) => {
      const property = encryption[type];
      if (property === undefined) return false;
      const inTransit = type === "AWS::DynamoDB::Table" || refusals.includes(`"${id}"`);
      return properties[property] === undefined || !inTransit;
    })
    .map(nameOf);
};

const SECRET = /secret|password|passwd|token|api_?key|private_?key|credential/i;

export const secretsInEnvironments: SafetyRule = (resources) =>
  functions(resources).flatMap(({ properties }) =>
    Object.entries((properties.Environment as { Variables?: Record<string, unknown> })?.Variables ?? {})
      .filter(([name, value]) => SECRET.test(name) || /AKIA[0-9A-Z]{16}|-----BEGIN/.test(mentioned(value)))
      .map(([name]) => name),
  );

export const rulesWithoutErrorAction: SafetyRule = (resources) =>
  ofType(resources, "AWS::IoT::TopicRule")
    .filter(
      ({ properties }) =>
        (properties.TopicRulePayload as { ErrorAction?: { Sqs?: unknown } }).ErrorAction?.Sqs === undefined,
    )
    .map(nameOf);

export const bucketsOpenToThePublic: SafetyRule = (resources) =>
  ofType(resources, "AWS::S3::Bucket")
    .filter(({ properties }) => {
      const blocked = Object.values(properties.PublicAccessBlockConfiguration ?? {});
      return blocked.length !== 4 || blocked.includes(false);
    })
    .map(nameOf);

/** A record that can never be worked on must not hold up the others for ever. */
export const feedsThatCanBlock: SafetyRule = (resources) =>
  mappings(resources)
    .filter(({ properties }) => {
      const isStream = properties.StartingPosition !== undefined;
      const bounded =
        properties.BisectBatchOnFunctionError === true &&
        Number(properties.MaximumRetryAttempts) > 0 &&
        Number(properties.MaximumRecordAgeInSeconds) > 0 &&
        properties.DestinationConfig !== undefined;
      const reports = mentioned(properties.FunctionResponseTypes) === '["ReportBatchItemFailures"]';
      return !reports || (isStream && !bounded);
    })
    .map(nameOf);
