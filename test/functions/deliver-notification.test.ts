import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Delivered, deliverNotification } from "#functions/deliver-notification/deliver-notification.ts";
import { report } from "#functions/deliver-notification/report.ts";
import type { DeliveryResult } from "#shared/adapters/delivery.ts";
import { memoryDeliveries } from "#shared/adapters/memory/deliveries.ts";
import { memoryRecipients } from "#shared/adapters/memory/recipients.ts";
import { memorySender } from "#shared/adapters/memory/sender.ts";
import type { NotificationMessage } from "#shared/adapters/notification-message.ts";
import { type SendOutcome, sortFailure } from "#shared/adapters/notify/send-outcome.ts";
import type { Notification } from "#shared/domain/alert.ts";
import { MINUTE_MS } from "#shared/domain/time.ts";
import { EVENING } from "./ingest-services.ts";
import { pilot } from "./pilot-village.ts";

const deliverServices = (answer?: () => SendOutcome) => {
  const time = { wall: EVENING };
  return {
    time,
    clock: { now: () => time.wall },
    deliveries: memoryDeliveries(),
    addresses: memoryRecipients({ "lam-tsuen": pilot.recipients }),
    exerciseDesk: {},
    senders: { sms: memorySender(answer), email: memorySender(answer) },
  };
};

const notice = (given: Partial<Notification> = {}) => ({
  villageId: "lam-tsuen",
  notification: {
    notificationId: "wai-tau-bridge.flood.1/villager-chan/sms",
    alertIdentifier: "wai-tau-bridge.flood.1",
    recipientId: "villager-chan",
    role: "subscriber",
    channel: "sms",
    language: "zh-HK",
    level: "warning",
    messageType: "Alert",
    text: { body: "【水浸警告】林村圍頭橋" },
    uplinkId: "020000fffe000001/7",
    reason: "routed",
    ...given,
  } satisfies Notification,
});

const resultOf = ({ deliveries }: ReturnType<typeof deliverServices>): DeliveryResult | undefined =>
  deliveries.items.values().next().value?.result;

const exercise = { exerciseId: "drill-1", traceStart: EVENING, startedAt: EVENING, speed: 1 };

describe("a message", () => {
  it("is sent to its recipient's address under its reference, and recorded", async () => {
    const services = deliverServices();
    await deliverNotification(notice(), services);
    expect(services.senders.sms.sent).toEqual([
      {
        address: "+12025550143",
        text: { body: "【水浸警告】林村圍頭橋" },
        reference: "wai-tau-bridge.flood.1/villager-chan/sms",
      },
    ]);
    expect(resultOf(services)).toEqual({ kind: "sent", providerId: "memory-1", to: "recipient" });
  });

  it("is sent once, however often the queue hands it over", async () => {
    const services = deliverServices();
    await deliverNotification(notice(), services);
    expect(await deliverNotification(notice(), services)).toEqual({ kind: "done_before" });
    expect(services.senders.sms.sent).toHaveLength(1);
  });

  it("of a sensor's health takes the same road, once", async () => {
    const services = deliverServices();
    const { alertIdentifier: _, messageType: __, uplinkId: ___, ...common } = notice().notification;
    const noticeId = "lam-tsuen.blind_in_alarm.x.opened";
    const message = {
      villageId: "lam-tsuen",
      notification: { ...common, noticeId, notificationId: `${noticeId}/villager-chan/sms` },
    };
    await deliverNotification(message, services);
    expect(await deliverNotification(message, services)).toEqual({ kind: "done_before" });
    expect(services.senders.sms.sent.map(({ reference }) => reference)).toEqual([
      `${noticeId}/villager-chan/sms`,
    ]);
    expect([...services.deliveries.items.keys()]).toEqual([
      `NOTICE#${noticeId}/NOTIFICATION#villager-chan#sms`,
    ]);
  });

  it("waits while another worker has it in hand", async () => {
    const services = deliverServices();
    await services.deliveries.claim(notice().notification, EVENING, MINUTE_MS);
    expect(await deliverNotification(notice(), services)).toMatchObject({ kind: "again" });
    expect(services.senders.sms.sent).toEqual([]);
  });

  it("to somebody without such an address is recorded as failed, and not tried again", async () => {
    const services = deliverServices();
    const delivered = await deliverNotification(notice({ channel: "email" }), services);
    expect(delivered).toEqual({ kind: "failed", reason: "villager-chan has no address for email" });
    expect(resultOf(services)).toEqual(delivered);
  });

  it("that can never be sent is recorded as failed with its reason, and not tried again", async () => {
    const services = deliverServices(() => ({ kind: "impossible", reason: "OptedOutException" }));
    expect(await deliverNotification(notice(), services)).toEqual({
      kind: "failed",
      reason: "OptedOutException",
    });
    expect(await deliverNotification(notice(), services)).toEqual({ kind: "done_before" });
  });

  it("that the provider turned away for now is tried again, at any level", async () => {
    const answers: SendOutcome[] = [
      { kind: "not_sent", reason: "ThrottledException" },
      { kind: "not_sent", reason: "ThrottledException" },
      { kind: "sent", providerId: "at last" },
    ];
    const services = deliverServices(() => answers.shift() ?? { kind: "impossible", reason: "too often" });
    expect(await deliverNotification(notice(), services)).toMatchObject({ kind: "again" });
    expect(await deliverNotification(notice(), services)).toMatchObject({ kind: "again" });
    expect(await deliverNotification(notice(), services)).toMatchObject({ kind: "sent" });
    expect(services.senders.sms.sent).toHaveLength(1);
  });

  it("whose address could not be looked up is tried again: it surely was not sent", async () => {
    const services = deliverServices();
    const { find } = services.addresses;
    services.addresses.find = async () => {
      throw new Error("the table is away");
    };
    await expect(deliverNotification(notice(), services)).rejects.toThrow("the table is away");
    services.addresses.find = find;
    expect(await deliverNotification(notice(), services)).toMatchObject({ kind: "sent" });
  });
});

describe("a message whose worker died on the way", () => {
  const abandoned = async (level: Notification["level"]) => {
    const services = deliverServices();
    const message = notice({ level });
    await services.deliveries.claim(message.notification, EVENING, MINUTE_MS);
    services.time.wall += 2 * MINUTE_MS;
    return { services, message };
  };

  it("is sent once more at danger, under the same reference", async () => {
    const { services, message } = await abandoned("danger");
    await deliverNotification(message, services);
    expect(services.senders.sms.sent.map(({ reference }) => reference)).toEqual([
      message.notification.notificationId,
    ]);
  });

  it("is not sent a third time", async () => {
    const { services, message } = await abandoned("danger");
    const { claim, takeOver } = services.deliveries;
    const expired = await claim(message.notification, services.time.wall, MINUTE_MS);
    if (expired.kind === "expired")
      await takeOver(message.notification, expired, services.time.wall, MINUTE_MS);
    services.time.wall += 2 * MINUTE_MS;
    expect(await deliverNotification(message, services)).toMatchObject({ kind: "unknown" });
  });

  it("is shown as unknown below danger, and not sent again", async () => {
    const { services, message } = await abandoned("warning");
    expect(await deliverNotification(message, services)).toMatchObject({ kind: "unknown" });
    expect(resultOf(services)).toMatchObject({ kind: "unknown" });
    expect(services.senders.sms.sent).toEqual([]);
  });
});

describe("a message at a provider that is not itself", () => {
  /** The provider answers with these errors, one after the other, and then takes what it is given. */
  const handedOver = async (level: Notification["level"], errors: readonly Error[], times: number) => {
    const waiting = [...errors];
    let calls = 0;
    const services = deliverServices(() => {
      calls += 1;
      const error = waiting.shift();
      return error === undefined ? { kind: "sent", providerId: "at last" } : sortFailure(error, []);
    });
    for (let time = 0; time < times; time += 1) {
      await deliverNotification(notice({ level }), services).catch(String);
      services.time.wall += 3 * MINUTE_MS;
    }
    return { calls, sent: services.senders.sms.sent.length, result: resultOf(services)?.kind };
  };
  const unresolved = Object.assign(new Error("getaddrinfo EAI_AGAIN"), { code: "EAI_AGAIN" });
  const failing = Object.assign(new Error("sorry"), {
    name: "InternalErrorException",
    $metadata: { httpStatusCode: 500 },
  });

  it.each(["warning", "danger"] as const)(
    "whose name is not found is sent once it is, and once (%s)",
    async (level) => {
      expect(await handedOver(level, Array(5).fill(unresolved), 8)).toEqual({
        calls: 6,
        sent: 1,
        result: "sent",
      });
    },
  );

  it("that may have taken it is sent once more at danger, and never a third time", async () => {
    expect(await handedOver("danger", [failing], 8)).toEqual({ calls: 2, sent: 1, result: "sent" });
    expect(await handedOver("danger", Array(9).fill(failing), 8)).toEqual({
      calls: 2,
      sent: 0,
      result: "unknown",
    });
  });

  it("that may have taken it is shown as unknown below danger, and not sent again", async () => {
    expect(await handedOver("warning", Array(9).fill(failing), 8)).toEqual({
      calls: 1,
      sent: 0,
      result: "unknown",
    });
  });

  it("that was not found first, and then may have taken a danger, is still asked once more", async () => {
    const errors = [unresolved, failing, unresolved];
    expect(await handedOver("danger", errors, 8)).toEqual({ calls: 4, sent: 1, result: "sent" });
  });
});

describe("a message for the sink", () => {
  it.each([{}, { exercise }])(
    "is claimed and written down, and neither looks for an address nor is handed to a provider %#",
    async (given) => {
      const services = { ...deliverServices(), exerciseDesk: { sms: "+12025550199" } };
      services.addresses.find = async () => {
        throw new Error("the sink has no address");
      };
      const message = notice({ ...given, recipientId: "sink", channel: "sink" });
      expect(await deliverNotification(message, services)).toEqual({ kind: "sink" });
      expect(await deliverNotification(message, services)).toEqual({ kind: "done_before" });
      expect(resultOf(services)).toEqual({ kind: "sink" });
      expect([...services.senders.sms.sent, ...services.senders.email.sent]).toEqual([]);
    },
  );
});

describe("an exercise", () => {
  it("never looks up a recipient's address, and is kept to be read where there is no desk", async () => {
    const services = deliverServices();
    services.addresses.find = async () => {
      throw new Error("an exercise asked for an address");
    };
    expect(await deliverNotification(notice({ exercise }), services)).toEqual({ kind: "sink" });
    expect(services.senders.sms.sent).toEqual([]);
  });

  it("goes to the exercise's desk where there is one", async () => {
    const services = { ...deliverServices(), exerciseDesk: { sms: "+12025550199" } };
    await deliverNotification(notice({ exercise }), services);
    expect(services.senders.sms.sent.map(({ address }) => address)).toEqual(["+12025550199"]);
    expect(resultOf(services)).toMatchObject({ kind: "sent", to: "exercise_desk" });
  });
});

describe("what is counted of a delivery", () => {
  beforeEach(() => {
    // Powertools misses the namespace that the stacks give it.
    vi.spyOn(process.stderr, "write").mockReturnValue(true);
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  /** Of the lines that CloudWatch reads its metrics from, those of the canary. */
  const canariesCounted = (message: NotificationMessage, delivered: Delivered): readonly unknown[] => {
    const lines: string[] = [];
    vi.spyOn(process.stdout, "write").mockImplementation((line) => {
      lines.push(String(line));
      return true;
    });
    const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
    report(quiet, message, delivered, EVENING + 1_500);
    return lines.map((line) => JSON.parse(line)).filter((line) => "CanaryDelivered" in line);
  };
  const canary = { ...notice({ channel: "sink", exercise }), villageId: "canary" };

  it("is a canary and its way from sending to the sink, once it is written down there", () => {
    expect(canariesCounted(canary, { kind: "sink" })).toMatchObject([
      { service: "canary", CanaryDelivered: 1, CanaryLatency: 1_500 },
    ]);
  });

  it.each([
    ["of another village's exercise", { ...canary, villageId: "lam-tsuen" }, { kind: "sink" }],
    ["that was counted before", canary, { kind: "done_before" }],
    ["that nobody could write down", canary, { kind: "unknown", reason: "a worker died" }],
  ] as const)("is no canary %s", (_, message, delivered) => {
    expect(canariesCounted(message, delivered)).toEqual([]);
  });
});
