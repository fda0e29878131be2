import { describe, expect, it } from "vitest";
import { countLines, messageLines } from "#devices/quarantine/quarantine-lines.ts";
import { devicesWith, requeue, type WholeMessage } from "#devices/quarantine/requeue.ts";
import type { QuarantinedMessage } from "#shared/domain/quarantine.ts";

const GAUGE = "020000fffe000001";
const NOON = Date.UTC(2026, 8, 8, 4);

const message = (index: number, changes: Partial<QuarantinedMessage> = {}): QuarantinedMessage => ({
  messageId: `message-${index}`,
  reason: "unknown_device",
  explanation: `no device ${GAUGE} is registered`,
  devEui: GAUGE,
  body: `{"number":${index}}`,
  receivedAt: NOON + index * 60_000,
  ...changes,
});

const world = (held: readonly QuarantinedMessage[]) => {
  const waiting = new Map(held.map((one) => [one.messageId, one]));
  const queue: string[] = [];
  return {
    waiting,
    queue,
    list: async (devEui: string | undefined) => [...waiting.values()].filter((one) => one.devEui === devEui),
    send: async (messages: readonly WholeMessage[]) => {
      queue.push(...messages.map(({ body }) => body));
    },
    remove: async ({ messageId }: QuarantinedMessage) => {
      waiting.delete(messageId);
    },
  };
};

describe("handing over again", () => {
  it("takes what waits for one reason, as it came, and leaves the rest", async () => {
    const other = message(99, { reason: "undecodable" });
    const services = world([...Array.from({ length: 23 }, (_, index) => message(index)), other]);
    expect(await requeue({ reason: "unknown_device", devices: [GAUGE] }, services)).toEqual({
      sent: 23,
      cut: 0,
    });
    expect(services.queue).toHaveLength(23);
    expect(services.queue[7]).toBe('{"number":7}');
    expect([...services.waiting.values()]).toEqual([other]);
  });

  it("takes messages of which no device could be read", async () => {
    const { devEui: _, ...nobody } = message(1, { reason: "unknown_document" });
    const services = world([nobody]);
    await requeue({ reason: "unknown_document", devices: [undefined] }, services);
    expect(services.queue).toHaveLength(1);
  });

  it("keeps what was too large to be kept whole, and says how many", async () => {
    const { body: _, ...cut } = message(1);
    const services = world([cut, message(2)]);
    expect(await requeue({ reason: "unknown_device", devices: [GAUGE] }, services)).toEqual({
      sent: 1,
      cut: 1,
    });
    expect([...services.waiting.keys()]).toEqual(["message-1"]);
  });

  it("loses nothing when it dies: what is not surely in the queue stays", async () => {
    const services = world([message(1), message(2)]);
    const away = { ...services, send: () => Promise.reject(new Error("no such queue")) };
    await expect(requeue({ reason: "unknown_device", devices: [GAUGE] }, away)).rejects.toThrow(
      "no such queue",
    );
    expect(services.waiting.size).toBe(2);
  });

  it("finds the devices by what was counted", () => {
    const tally = { reason: "unknown_device", devEui: GAUGE, count: 3, receivedAt: NOON } as const;
    const tallies = [tally, { ...tally, receivedAt: NOON + 1 }, { ...tally, reason: "not_json" } as const];
    expect(devicesWith("unknown_device", tallies)).toEqual([GAUGE]);
  });
});

describe("what people see of the quarantine", () => {
  it("is the counts of all days, the most first", () => {
    const tallies = [
      { reason: "undecodable", devEui: GAUGE, count: 2, receivedAt: NOON },
      { reason: "not_json", count: 9, receivedAt: NOON },
      { reason: "undecodable", devEui: GAUGE, count: 40, receivedAt: NOON + 86_400_000 },
    ] as const;
    expect(countLines(tallies)).toEqual([
      "      42  undecodable        020000fffe000001",
      "       9  not_json           (no device could be read)",
    ]);
  });

  it("is each message's reason in words, the newest first, never its content", () => {
    const lines = messageLines([message(1), message(3), message(2)], 2, (at) => `at ${at - NOON}`);
    expect(lines).toEqual([
      "at 180000  unknown_device  no device 020000fffe000001 is registered",
      "at 120000  unknown_device  no device 020000fffe000001 is registered",
      "and 1 older ones",
    ]);
  });
});
