import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from "@aws-sdk/client-eventbridge";
import { CreateBucketCommand, HeadObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { CreateEmailIdentityCommand, SESv2Client } from "@aws-sdk/client-sesv2";
import { SNSClient } from "@aws-sdk/client-sns";
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "#cdk/local/emulator.ts";
import { isFault } from "#cdk/local/fault.ts";
import { pythonEnvironment } from "#cdk/local/python-environment.ts";
import { ingestUplinks } from "#functions/ingest-uplinks/ingest-uplinks.ts";
import { planSites } from "#functions/plan-alerts/plan-alerts.ts";
import { boardBucket } from "#shared/adapters/board-bucket.ts";
import { alertBus } from "#shared/adapters/eventbridge.ts";
import { readNotificationMessage } from "#shared/adapters/notification-message.ts";
import { notificationQueue } from "#shared/adapters/notification-queue.ts";
import { emailSender } from "#shared/adapters/notify/email.ts";
import { smsSender } from "#shared/adapters/notify/sms.ts";
import { statusKey, type VillageStatus } from "#shared/domain/status.ts";
import { ALERT_PUBLISHED, alertEventSchema, EVENT_SOURCE } from "#shared/events/alert-event.ts";
import { EVENING, ingestServices, messages } from "#test/functions/ingest-services.ts";
import { BRIDGE } from "#test/functions/pilot-village.ts";
import { bridgePlace, planServices } from "#test/functions/plan-services.ts";
import { uplinkDocument } from "#test/functions/uplink-messages.ts";

const REGION = "ap-east-1";
let emulator: Emulator;
beforeAll(async () => {
  const environment = await pythonEnvironment();
  if (isFault(environment)) throw new Error(environment.error);
  const started = await startEmulator(environment.python, REGION);
  if (isFault(started)) throw new Error(started.error);
  emulator = started;
});
afterAll(() => emulator.stop());

const config = () => ({
  endpoint: emulator.endpointUrl,
  region: REGION,
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
});

/** A danger at the bridge, planned in memory. */
const danger = async () => {
  const ingest = ingestServices();
  await ingestUplinks(messages(uplinkDocument(BRIDGE, { levelM: 1.9, at: EVENING, fCnt: 1 })), ingest);
  const plan = planServices(ingest);
  await planSites([bridgePlace], plan);
  const alert = plan.archive.alerts.values().next().value?.alert;
  if (alert === undefined) throw new Error("no alert was planned");
  return { alert, notifications: plan.queue.messages };
};

/** Takes everything out of a queue. */
const receiveAll = async (client: SQSClient, QueueUrl: string): Promise<readonly string[]> => {
  const bodies: string[] = [];
  for (;;) {
    const command = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 });
    const { Messages = [] } = await client.send(command);
    if (Messages.length === 0) return bodies;
    bodies.push(...Messages.map(({ Body = "" }) => Body));
  }
};

const newQueue = async (client: SQSClient, QueueName: string): Promise<string> =>
  (await client.send(new CreateQueueCommand({ QueueName }))).QueueUrl ?? "";

describe("the queue of notifications", () => {
  it("hands over each as it was put in, more of them than one call carries", async () => {
    const client = new SQSClient(config());
    const queueUrl = await newQueue(client, "notifications");
    const { notifications } = await danger();
    const many = [1, 2, 3].flatMap(() => notifications);
    await notificationQueue({ client, queueUrl }).send(many);
    const received = (await receiveAll(client, queueUrl)).map(readNotificationMessage);
    expect(received).toHaveLength(many.length);
    expect(received).toEqual(expect.arrayContaining([...notifications]));
  });
});

describe("the bus", () => {
  it("carries an alert to whoever has a rule for its source and detail-type", async () => {
    const sqs = new SQSClient(config());
    const queueUrl = await newQueue(sqs, "others");
    const client = new EventBridgeClient(config());
    const pattern = { source: [EVENT_SOURCE], "detail-type": [ALERT_PUBLISHED] };
    await client.send(new PutRuleCommand({ Name: "others", EventPattern: JSON.stringify(pattern) }));
    const Arn = `arn:aws:sqs:${REGION}:000000000000:others`;
    await client.send(new PutTargetsCommand({ Rule: "others", Targets: [{ Id: "queue", Arn }] }));
    const { alert } = await danger();
    await alertBus({ client, busName: "default" }).publish(alert);
    const [event = "{}"] = await receiveAll(sqs, queueUrl);
    const detail = alertEventSchema.parse(JSON.parse(event).detail);
    expect(detail).toMatchObject({ identifier: alert.identifier, status: "Actual", level: "danger" });
  });
});

describe("the board's bucket", () => {
  const Bucket = "board";
  const status: VillageStatus = {
    schema: "village-status/1",
    villageId: "lam-tsuen",
    name: { "zh-HK": "林村", en: "Lam Tsuen" },
    telephone: "+12025550140",
    publishedAt: EVENING,
    sites: [],
  };

  it("takes a document from whoever has read the one before, and from nobody else", async () => {
    const client = new S3Client({ ...config(), forcePathStyle: true });
    await client.send(new CreateBucketCommand({ Bucket }));
    const bucket = boardBucket({ client, bucket: Bucket });
    expect(await bucket.read("lam-tsuen")).toBeUndefined();
    expect(await bucket.write(status, undefined)).toBe("written");
    expect(await bucket.write(status, undefined)).toBe("conflict");
    const first = await bucket.read("lam-tsuen");
    expect(first?.status).toEqual(status);
    expect(await bucket.write({ ...status, publishedAt: EVENING + 1 }, first?.etag)).toBe("written");
    expect(await bucket.write(status, first?.etag)).toBe("conflict");
    const head = await client.send(new HeadObjectCommand({ Bucket, Key: statusKey("lam-tsuen") }));
    expect([head.ContentType, head.CacheControl]).toEqual(["application/json; charset=utf-8", "no-cache"]);
  });

  it("lets a document that is none be replaced", async () => {
    const client = new S3Client({ ...config(), forcePathStyle: true });
    const bucket = boardBucket({ client, bucket: Bucket });
    for (const Body of ["no JSON", '{"schema":"village-status/0"}']) {
      await client.send(new PutObjectCommand({ Bucket, Key: statusKey("other"), Body }));
      const found = await bucket.read("other");
      expect(found).toEqual({ etag: expect.any(String) });
      expect(await bucket.write({ ...status, villageId: "other" }, found?.etag)).toBe("written");
    }
  });
});

describe("the channels", () => {
  const seen = async (path: string): Promise<string> =>
    (await fetch(`${emulator.endpointUrl}/_ministack/${path}`)).text();

  it("send a text message to a number, in Chinese", async () => {
    const sender = smsSender({ client: new SNSClient(config()), senderId: "#VillageW" });
    const outcome = await sender.send("+12025550143", { body: "【水浸危險】林村圍頭橋" }, "alert-1/chan/sms");
    expect(outcome).toMatchObject({ kind: "sent", providerId: expect.stringMatching(/./) });
    expect(JSON.parse(await seen("sns/sms-messages"))).toEqual(expect.anything());
    expect(await seen("sns/sms-messages")).toContain("+12025550143");
  });

  it("send a mail with its reference", async () => {
    const client = new SESv2Client(config());
    await client.send(new CreateEmailIdentityCommand({ EmailIdentity: "alerts@example.hk" }));
    const sender = emailSender({ client, from: "alerts@example.hk" });
    const outcome = await sender.send(
      "office@example.hk",
      { subject: "水浸危險", body: "林村圍頭橋" },
      "alert-1/office/email",
    );
    expect(outcome).toMatchObject({ kind: "sent" });
    expect(await seen("ses/messages")).toContain("office@example.hk");
  });

  it("say of a mail that SES turns away why, without the address", async () => {
    const sender = emailSender({ client: new SESv2Client(config()), from: "stranger@nowhere.example.hk" });
    const outcome = await sender.send(
      "office@example.hk",
      { subject: "x", body: "y" },
      "alert-1/office/email",
    );
    expect(outcome).toMatchObject({ kind: "not_sent", reason: expect.stringContaining("not verified") });
    expect(JSON.stringify(outcome)).not.toContain("@");
  });
});
