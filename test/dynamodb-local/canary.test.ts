import { readFileSync } from "node:fs";
import { expect, inject, it } from "vitest";
import { parseVillageFile } from "#devices/commands/village-file.ts";
import { deliverNotification } from "#functions/deliver-notification/deliver-notification.ts";
import { ingestUplinks } from "#functions/ingest-uplinks/ingest-uplinks.ts";
import { planSites } from "#functions/plan-alerts/plan-alerts.ts";
import { sendCanary } from "#functions/send-canary/send-canary.ts";
import { alertArchive } from "#shared/adapters/dynamodb/alert-archive.ts";
import { announcements } from "#shared/adapters/dynamodb/announced.ts";
import { cases } from "#shared/adapters/dynamodb/cases.ts";
import { deliveries } from "#shared/adapters/dynamodb/deliveries.ts";
import { deviceEvents } from "#shared/adapters/dynamodb/device-events.ts";
import { history } from "#shared/adapters/dynamodb/history.ts";
import { quarantine } from "#shared/adapters/dynamodb/quarantine.ts";
import { addressees, addresses, putRecipients } from "#shared/adapters/dynamodb/recipients.ts";
import { putVillage } from "#shared/adapters/dynamodb/registration.ts";
import { registry } from "#shared/adapters/dynamodb/registry.ts";
import { siteStates } from "#shared/adapters/dynamodb/site-state.ts";
import { heardWeather } from "#shared/adapters/dynamodb/village-weather.ts";
import { memoryAlertBus } from "#shared/adapters/memory/alert-bus.ts";
import { memoryNotificationQueue } from "#shared/adapters/memory/notification-queue.ts";
import { memorySender } from "#shared/adapters/memory/sender.ts";
import { CANARY } from "#shared/domain/canary.ts";
import { MINUTE_MS } from "#shared/domain/time.ts";
import { countUnits } from "#test/bench/count-units.ts";
import { PRICES } from "#test/bench/dollars.ts";
import { EVENING } from "#test/functions/ingest-services.ts";
import { localTables } from "./tables.ts";

const PER_MONTH = 12 * 24 * 30.4;

/** What one canary uses beside DynamoDB, as the stacks are built: two queues, six calls of some 100 ms, two documents of the board. */
const BESIDE = {
  sqsRequests: 6,
  invocations: 6,
  lambdaGbSeconds: (0.25 + 1 + 1 + 2 * 0.5 + 0.5) * 0.1,
  s3: 2,
  logBytes: 10_000,
} as const;
/** Metrics at 0.30 and alarms at 0.10 a month (aws.amazon.com/cloudwatch/pricing, us-east-1). */
const WATCHING_USD = 2 * 0.3 + 3 * 0.1;
/** `PutEvents`, aws.amazon.com/eventbridge/pricing, us-east-1. */
const PER_EVENT_USD = 1e-6;

it("a canary costs less than two dollars a month, by the list", async () => {
  const { client, tables } = await localTables(inject("dynamoDbEndpoint"), "canary");
  const read = parseVillageFile(
    readFileSync(new URL("../../cdk/config/canary.yaml", import.meta.url), "utf8"),
  );
  if ("faults" in read) throw new Error(read.faults.join("\n"));
  const { recipients, ...village } = read.village;
  await putVillage(tables.registry, village);
  await putRecipients(tables.recipients, CANARY.villageId, recipients);
  const time = { wall: EVENING };
  const clock = { now: () => time.wall };
  const states = siteStates(tables.state);
  const known = registry(tables.registry, { clock });
  const weather = heardWeather(tables.registry, { clock });
  const queue = memoryNotificationQueue();
  const units = countUnits(client);
  const canaries = 5;
  for (let count = 0; count < canaries; count += 1) {
    time.wall = EVENING + 5 * count * MINUTE_MS;
    const bodies: string[] = [];
    const exerciseId = await sendCanary({
      clock,
      publish: async (document) => {
        bodies.push(JSON.stringify(document));
      },
      metrics: { sent: () => undefined },
    });
    await ingestUplinks(
      bodies.map((body) => ({ messageId: "m", body, sentAt: time.wall })),
      {
        clock,
        registry: known,
        weather,
        states,
        history: history(tables.history),
        quarantine: quarantine(tables.quarantine),
        deviceEvents: deviceEvents(tables.health),
      },
    );
    await planSites([{ villageId: CANARY.villageId, siteId: "chain", exerciseId }], {
      clock,
      registry: known,
      weather,
      states,
      announcements: announcements(tables.alerts),
      archive: alertArchive(tables.alerts),
      cases: cases(tables.alerts),
      addressees: addressees(tables.recipients),
      queue,
      bus: memoryAlertBus(),
      sender: "village-watch.example.hk",
      boardUrl: "https://board.example.hk/index.html",
    });
  }
  for (const message of queue.messages) {
    await deliverNotification(message, {
      clock,
      deliveries: deliveries(tables.alerts),
      addresses: addresses(tables.recipients),
      exerciseDesk: {},
      senders: { sms: memorySender(), email: memorySender() },
    });
  }
  expect(queue.messages).toHaveLength(canaries);
  const readUnits = units.read() / canaries;
  const writeUnits = units.write() / canaries;
  const each =
    PRICES.perIotMessage +
    PRICES.perIotRule +
    PRICES.perIotRuleAction +
    BESIDE.sqsRequests * PRICES.perSqsRequest +
    BESIDE.invocations * PRICES.perLambdaRequest +
    BESIDE.lambdaGbSeconds * PRICES.perLambdaGbSecond +
    readUnits * PRICES.perDynamoDbReadUnit +
    writeUnits * PRICES.perDynamoDbWriteUnit +
    BESIDE.s3 * (PRICES.perS3Put + PRICES.perS3Get) +
    (BESIDE.logBytes / 1e9) * PRICES.perGbOfLogs +
    PER_EVENT_USD;
  const usdPerMonth = each * PER_MONTH + WATCHING_USD;
  console.log(JSON.stringify({ readUnits, writeUnits, usdPerMonth }));
  expect(usdPerMonth).toBeLessThan(2);
});
