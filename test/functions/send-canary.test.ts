import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseVillageFile } from "#devices/commands/village-file.ts";
import { deliverNotification } from "#functions/deliver-notification/deliver-notification.ts";
import { ingestUplinks } from "#functions/ingest-uplinks/ingest-uplinks.ts";
import { sweepUnplanned } from "#functions/plan-alerts/plan-alerts.ts";
import { sendCanary } from "#functions/send-canary/send-canary.ts";
import { memoryDeliveries } from "#shared/adapters/memory/deliveries.ts";
import { memoryRecipients } from "#shared/adapters/memory/recipients.ts";
import { memoryRegistry } from "#shared/adapters/memory/registry.ts";
import { memorySender } from "#shared/adapters/memory/sender.ts";
import { CANARY } from "#shared/domain/canary.ts";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "#shared/domain/time.ts";
import { EVENING, ingestServices } from "./ingest-services.ts";
import { planServices } from "./plan-services.ts";

const file = new URL("../../cdk/config/canary.yaml", import.meta.url);

const canaryVillage = () => {
  const read = parseVillageFile(readFileSync(file, "utf8"));
  if ("faults" in read) throw new Error(read.faults.join("\n"));
  const { recipients, ...village } = read.village;
  return { village, recipients };
};

/** The whole chain in memory, with the village's file that is deployed. */
const chain = ({ registered = true } = {}) => {
  const { village, recipients } = canaryVillage();
  const ingest = { ...ingestServices(), registry: memoryRegistry(registered ? [village] : []) };
  const addressees = memoryRecipients({ [village.villageId]: recipients });
  const plan = { ...planServices(ingest as ReturnType<typeof ingestServices>), addressees };
  const senders = { sms: memorySender(), email: memorySender() };
  const deliver = {
    clock: ingest.clock,
    deliveries: memoryDeliveries(),
    addresses: addressees,
    exerciseDesk: { sms: "+12025550199", email: "desk@example.hk" },
    senders,
  };
  const topic: object[] = [];
  const zeros: string[] = [];
  const send = () =>
    sendCanary({
      clock: ingest.clock,
      publish: async (document) => {
        topic.push(document);
      },
      metrics: { sent: () => zeros.push("sent") },
    });
  /** Takes what lies on the topic as far as it goes. */
  const run = async () => {
    const bodies = topic.splice(0).map((document) => JSON.stringify(document));
    const messages = bodies.map((body, index) => {
      return { messageId: `message-${index}`, body, sentAt: ingest.time.wall };
    });
    const ingested = await ingestUplinks(messages, ingest);
    ingest.time.wall += MINUTE_MS;
    await sweepUnplanned(plan);
    const delivered = [];
    for (const message of plan.queue.messages.splice(0)) {
      delivered.push({ message, result: await deliverNotification(message, deliver) });
    }
    return { ingested, delivered };
  };
  return { time: ingest.time, states: ingest.states, senders, zeros, send, run };
};

describe("a canary", () => {
  it("is a danger at the canary's site that ends in the sink, and nobody is sent anything", async () => {
    const { send, run, senders, zeros } = chain();
    const exerciseId = await send();
    const { ingested, delivered } = await run();
    expect(ingested).toMatchObject({ accepted: 1, quarantined: [], failed: [] });
    expect(delivered).toMatchObject([
      {
        message: {
          villageId: CANARY.villageId,
          notification: { level: "danger", channel: "sink", exercise: { exerciseId, startedAt: EVENING } },
        },
        result: { kind: "sink" },
      },
    ]);
    expect(delivered[0]?.message.notification.text.body).toContain("演習");
    expect([...senders.sms.sent, ...senders.email.sent]).toEqual([]);
    expect(zeros).toHaveLength(1);
  });

  it("makes an alert of its own every five minutes, though the danger before never ended", async () => {
    const { send, run, time } = chain();
    const levels: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      await send();
      const { delivered } = await run();
      levels.push(...delivered.map(({ message }) => message.notification.level));
      time.wall = EVENING + 5 * (count + 1) * MINUTE_MS;
    }
    expect(levels).toEqual(["danger", "danger", "danger"]);
  });

  it("that the schedule sends twice in a minute makes one alert", async () => {
    const { send, run, time } = chain();
    const first = await send();
    time.wall += 20 * SECOND_MS;
    expect(await send()).toBe(first);
    const { ingested, delivered } = await run();
    expect(ingested).toMatchObject({ accepted: 1, duplicates: 1 });
    expect(delivered).toHaveLength(1);
  });

  it("that lay in a queue for hours still ends, and leaves no site waiting to be planned", async () => {
    const { send, run, states, time } = chain();
    await send();
    time.wall += 5 * HOUR_MS;
    const { delivered } = await run();
    expect(delivered).toHaveLength(1);
    time.wall += HOUR_MS;
    expect(await states.listUnplanned(time.wall)).toEqual([]);
  });

  it("of a village that nobody registered lies in the quarantine, and nothing reaches the sink", async () => {
    const { send, run } = chain({ registered: false });
    await send();
    const { ingested, delivered } = await run();
    expect(ingested.quarantined).toMatchObject([{ reason: "unknown_device", devEui: CANARY.devEui }]);
    expect(delivered).toEqual([]);
  });

  it("touches no village but its own", () => {
    const { village } = canaryVillage();
    expect(village.villageId).toBe(CANARY.villageId);
    expect(village.devices.map(({ devEui }) => devEui)).toEqual([CANARY.devEui]);
  });
});
