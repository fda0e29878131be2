import { describe, expect, it } from "vitest";
import { FUNCTIONS } from "#cdk/config/names.ts";
import { allowances, allowedTo, mentioned, tableAccess } from "./policies.ts";
import { configOf, resourcesOf } from "./synthesised.ts";

const prod = resourcesOf(configOf("prod"));
const mayDo = (name: string) => allowedTo(prod, "prod", name);
const actionsOf = (name: string): readonly string[] => mayDo(name).flatMap(({ actions }) => actions);

const READS_THE_STREAM = ["DescribeStream", "GetRecords", "GetShardIterator"].map(
  (action) => `${action} State stream`,
);

describe("least privilege", () => {
  it.each<readonly [string, readonly string[]]>([
    [
      "ingest-uplinks",
      [
        "BatchWriteItem History",
        "GetItem Registry",
        "GetItem State",
        "PutItem Health",
        "PutItem Quarantine",
        "Query History",
        "UpdateItem History",
        "UpdateItem Quarantine",
        "UpdateItem State",
      ],
    ],
    [
      "plan-alerts",
      [
        ...READS_THE_STREAM,
        "GetItem Alerts",
        "GetItem Registry",
        "GetItem State",
        'ListStreams "*"',
        "PutItem Alerts",
        "Query Recipients",
        "Query State index",
        "UpdateItem Alerts",
        "UpdateItem State",
      ],
    ],
    ["deliver-notification", ["GetItem Alerts", "GetItem Recipients", "PutItem Alerts", "UpdateItem Alerts"]],
    [
      "watch-heartbeats",
      [
        "DeleteItem Health",
        "GetItem Health",
        "GetItem Registry",
        "GetItem State",
        "PutItem Health",
        "PutItem State",
        "Query Health",
        "Query Health index",
        "Query History",
        "Query Recipients",
        "Scan Registry",
      ],
    ],
    ["publish-status", [...READS_THE_STREAM, "GetItem Registry", 'ListStreams "*"']],
    [
      "send-downlinks",
      [
        "GetItem Downlinks",
        "GetItem Registry",
        "GetItem State",
        "Query Downlinks",
        "Query Health",
        "Query History",
        "UpdateItem Downlinks",
      ],
    ],
    ["send-canary", []],
    ["fetch-weather", ["GetItem Registry", "PutItem Registry", "Scan Registry"]],
  ])("%s touches these tables, in these ways, and no other", (name, access) => {
    expect(tableAccess(mayDo(name))).toEqual(access.toSorted());
  });

  it("lets planning see who there is, and no address", () => {
    const [query, ...others] = mayDo("plan-alerts").filter((allowed) =>
      tableAccess([allowed]).includes("Query Recipients"),
    );
    expect(others).toEqual([]);
    expect(query?.conditions).toEqual({
      "ForAllValues:StringEquals": {
        "dynamodb:Attributes": ["pk", "sk", "role", "language", "channels", "consentedAt"],
      },
      StringEquals: { "dynamodb:Select": "SPECIFIC_ATTRIBUTES" },
    });
  });

  it("lets nobody but planning, delivery and the watcher open what is encrypted for recipients", () => {
    const openers = FUNCTIONS.filter((name) => actionsOf(name).includes("kms:Decrypt"));
    expect(openers).toEqual(["plan-alerts", "deliver-notification", "watch-heartbeats"]);
  });

  it("lets only delivery send, to telephones but to no topic, and mails only as the village watch", () => {
    const senders = FUNCTIONS.filter((name) => actionsOf(name).some((action) => /^(sns|ses):/.test(action)));
    expect(senders).toEqual(["deliver-notification"]);
    const [sms] = mayDo("deliver-notification").filter(({ actions }) => actions.includes("sns:Publish"));
    expect(mentioned(sms?.notResources)).toContain(":sns:*:*:*");
    expect(sms?.resources).toEqual([]);
    const [email] = mayDo("deliver-notification").filter(({ actions }) => actions.includes("ses:SendEmail"));
    expect(email?.conditions).toEqual({
      StringEquals: { "ses:FromAddress": "village-watch@example.hk" },
    });
  });

  it("lets only the sender of downlinks speak to devices, and read the tokens of the network servers that there are", () => {
    const server = (name: string) => ({
      url: `https://${name}.example.hk`,
      tokenSecretName: `village/${name}`,
    });
    const config = configOf("prod");
    const networkServers = {
      ...config.networkServers,
      chirpStack: server("cs"),
      theThingsStack: server("tts"),
    };
    const all = resourcesOf({ ...config, networkServers });
    const may = (name: string) => allowedTo(all, "prod", name);
    const speakers = FUNCTIONS.filter((name) =>
      may(name).some(({ actions }) =>
        actions.some((action) => /^(iotwireless|secretsmanager):/.test(action)),
      ),
    );
    expect(speakers).toEqual(["send-downlinks"]);
    const secrets = may("send-downlinks").filter(({ actions }) =>
      actions.includes("secretsmanager:GetSecretValue"),
    );
    const named = secrets.flatMap(({ resources }) => resources.map(mentioned)).toSorted();
    expect(named).toEqual([
      expect.stringContaining(":secret:village/cs-??????"),
      expect.stringContaining(":secret:village/tts-??????"),
    ]);
    expect(actionsOf("send-downlinks")).not.toContain("secretsmanager:GetSecretValue");
    const [radio] = may("send-downlinks").filter(({ actions }) =>
      actions.includes("iotwireless:SendDataToWirelessDevice"),
    );
    expect(mentioned(radio?.resources)).toContain(":iotwireless:ap-northeast-1:");
    expect(mentioned(radio?.resources)).toContain(":WirelessDevice/*");
  });

  it("lets the watcher put a site's health beside its state, and never a state", () => {
    const [put, ...others] = mayDo("watch-heartbeats").filter((allowed) =>
      tableAccess([allowed]).includes("PutItem State"),
    );
    expect(others).toEqual([]);
    expect(put?.conditions).toEqual({
      "ForAllValues:StringEquals": { "dynamodb:Attributes": ["pk", "sk", "v", "findings"] },
    });
  });

  it("lets who fetches the weather write the weather, and never a village or a device", () => {
    const [put, ...others] = mayDo("fetch-weather").filter((allowed) =>
      tableAccess([allowed]).includes("PutItem Registry"),
    );
    expect(others).toEqual([]);
    expect(put?.conditions).toEqual({
      "ForAllValues:StringLike": { "dynamodb:LeadingKeys": ["WEATHER#*"] },
    });
  });

  it("lets only the canary publish an uplink, and only where AWS's network server does", () => {
    const publishers = FUNCTIONS.filter((name) => actionsOf(name).some((action) => /^iot:/.test(action)));
    expect(publishers).toEqual(["send-canary"]);
    const [publish, ...others] = mayDo("send-canary").filter(({ actions }) =>
      actions.some((action) => /^iot:/.test(action)),
    );
    expect(others).toEqual([]);
    expect(publish?.actions).toEqual(["iot:Publish"]);
    expect(mentioned(publish?.resources)).toMatch(
      /:topic\/lorawan\/uplinks\/aws-iot-core-for-lorawan"\]\]\}\]$/,
    );
  });

  it("lets the board's publisher write villages' documents and not the page", () => {
    const objects = mayDo("publish-status").filter(({ actions }) => actions.includes("s3:PutObject"));
    expect(objects).toHaveLength(1);
    expect(mentioned(objects[0]?.resources)).toMatch(/\/villages\/\*/);
  });

  it("lets the radio network's rule do nothing but send to its two queues", () => {
    const rule = allowances(prod).filter(
      ({ carrier }) => carrier.id.startsWith("UplinkRuleRole") && carrier.type === "AWS::IAM::Policy",
    );
    expect([...new Set(rule.flatMap(({ actions }) => actions))]).toEqual(["sqs:SendMessage"]);
    const targets = rule.flatMap(({ resources }) => resources.map(mentioned)).toSorted();
    expect(targets).toEqual([
      expect.stringContaining('"UplinkRuleDeadLetters'),
      expect.stringContaining('"UplinksQueue'),
    ]);
  });
});
