import { describe, expect, it } from "vitest";
import * as rules from "./safety-rules.ts";
import { configOf, type Resource, resourcesOf } from "./synthesised.ts";

const prod = resourcesOf(configOf("prod"));
const pilot = resourcesOf(configOf("pilot"), { kind: "endpoint", url: "http://127.0.0.1:4566" });

/** The same templates with the first resource of a type spoilt: a rule that still finds nothing is no rule. */
const spoilt = (type: string, spoil: (resource: Resource) => Partial<Resource>): readonly Resource[] => {
  const index = prod.findIndex((resource) => resource.type === type);
  return prod.map((resource, at) => (at === index ? { ...resource, ...spoil(resource) } : resource));
};

const without = (type: string, property: string) =>
  spoilt(type, ({ properties }) => ({ properties: { ...properties, [property]: undefined } }));
const withIt = (type: string, added: Record<string, unknown>) =>
  spoilt(type, ({ properties }) => ({ properties: { ...properties, ...added } }));

const careless = (type: string, properties: Record<string, unknown> = {}): readonly Resource[] => [
  ...prod,
  {
    stack: "VillageWatch-prod-Data",
    id: "Careless",
    type,
    properties,
    deletionPolicy: undefined,
    updateReplacePolicy: undefined,
  },
];

const EVERYWHERE: readonly (readonly [string, rules.SafetyRule, readonly Resource[]])[] = [
  [
    "every queue has a dead letter queue or is one",
    rules.queuesWithoutDeadLetters,
    careless("AWS::SQS::Queue"),
  ],
  ["every queue is watched", rules.unwatchedQueues, careless("AWS::SQS::Queue")],
  [
    "every function has a dead letter queue",
    rules.functionsWithoutDeadLetters,
    without("AWS::Lambda::Function", "DeadLetterConfig"),
  ],
  [
    "every function's errors raise an alarm",
    rules.functionsWithoutErrorAlarm,
    careless("AWS::Lambda::Function"),
  ],
  [
    "every alarm names what villagers lose and the section of the runbook",
    rules.alarmsThatSayTooLittle,
    withIt("AWS::CloudWatch::Alarm", { AlarmDescription: "Errors > 0" }),
  ],
  [
    "every alarm reaches the operations topic",
    rules.alarmsThatNobodyHears,
    without("AWS::CloudWatch::Alarm", "AlarmActions"),
  ],
  [
    "no policy allows an action by a wild card",
    rules.wildActions,
    careless("AWS::IAM::Policy", { P: { Effect: "Allow", Action: "dynamodb:*", Resource: "*" } }),
  ],
  [
    "every table forgets what has expired",
    rules.tablesWithoutExpiry,
    without("AWS::DynamoDB::Table", "TimeToLiveSpecification"),
  ],
  ["every log ends", rules.logsWithoutEnd, without("AWS::Logs::LogGroup", "RetentionInDays")],
  [
    "everything at rest is encrypted and nothing travels in the clear",
    rules.thingsInTheClear,
    without("AWS::DynamoDB::Table", "SSESpecification"),
  ],
  [
    "no environment holds a secret",
    rules.secretsInEnvironments,
    withIt("AWS::Lambda::Function", { Environment: { Variables: { SMS_API_KEY: "1" } } }),
  ],
  [
    "every rule hands what it could not hand over to a queue",
    rules.rulesWithoutErrorAction,
    withIt("AWS::IoT::TopicRule", { TopicRulePayload: { Sql: "SELECT * FROM 'a'" } }),
  ],
  [
    "no bucket is open to the public",
    rules.bucketsOpenToThePublic,
    without("AWS::S3::Bucket", "PublicAccessBlockConfiguration"),
  ],
  [
    "no record can hold up a feed for ever",
    rules.feedsThatCanBlock,
    spoilt("AWS::Lambda::EventSourceMapping", () => ({ properties: { StartingPosition: "LATEST" } })),
  ],
];

describe("safety of every stage", () => {
  it.each(EVERYWHERE)("%s", (_, rule, broken) => {
    expect(rule(prod)).toEqual([]);
    expect(rule(pilot)).toEqual([]);
    expect(rule(broken)).not.toEqual([]);
  });
});

describe("safety of a stage that keeps its data", () => {
  it.each<readonly [string, rules.SafetyRule, readonly Resource[]]>([
    [
      "its tables outlive their stack, cannot be deleted by mistake and can be restored",
      rules.tablesThatCanBeLost,
      spoilt("AWS::DynamoDB::Table", () => ({ deletionPolicy: "Delete" })),
    ],
    [
      "its personal data's key, its board and its logs outlive their stack",
      rules.keptThingsThatGoWithTheirStack,
      spoilt("AWS::S3::Bucket", () => ({ deletionPolicy: "Delete" })),
    ],
  ])("%s", (_, rule, broken) => {
    expect(rule(prod)).toEqual([]);
    expect(rule(broken)).not.toEqual([]);
  });

  it("is not the trial: its tables go with their stack", () => {
    expect(rules.tablesThatCanBeLost(pilot)).toHaveLength(8);
  });
});
