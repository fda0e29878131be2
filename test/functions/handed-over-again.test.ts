import { describe, expect, it } from "vitest";
import { requeue } from "#devices/quarantine/requeue.ts";
import { ingestUplinks, type Message } from "#functions/ingest-uplinks/ingest-uplinks.ts";
import { tokenHolder } from "#functions/ingest-uplinks/token-holder.ts";
import { memoryRegistry } from "#shared/adapters/memory/registry.ts";
import { firstReceivedAtOf, requeueAttributes } from "#shared/adapters/uplink-attributes.ts";
import type { QuarantineEntry, QuarantineReason } from "#shared/domain/quarantine.ts";
import { DAY_MS, type EpochMs } from "#shared/domain/time.ts";
import { EVENING, ingestServices, minutes } from "./ingest-services.ts";
import { BRIDGE } from "./pilot-village.ts";
import { uplinkDocument } from "./uplink-messages.ts";

/** Takes what waits out of the quarantine as `village requeue` does, into the queue as the function finds it there. */
const handedOver = async (
  entries: ReadonlyMap<string, QuarantineEntry>,
  reason: QuarantineReason,
  sentAt: EpochMs,
): Promise<readonly Message[]> => {
  const queue: Message[] = [];
  await requeue(
    { reason, devices: [BRIDGE.devEui] },
    {
      list: async () => [...entries.values()],
      send: async (messages) => {
        for (const message of messages) queue.push(received(message, sentAt));
      },
      remove: async () => undefined,
    },
  );
  return queue;
};

/** As SQS tells a function of a message and its attributes. */
const received = (message: QuarantineEntry, sentAt: EpochMs): Message => {
  const attributes = Object.fromEntries(
    Object.entries(requeueAttributes(message)).map(([name, { DataType, StringValue }]) => [
      name,
      { dataType: DataType, stringValue: StringValue },
    ]),
  );
  const holder = tokenHolder({ messageAttributes: attributes });
  const firstReceivedAt = firstReceivedAtOf(attributes);
  return {
    messageId: `again-${message.messageId}`,
    body: message.body,
    sentAt,
    ...(firstReceivedAt === undefined ? {} : { firstReceivedAt }),
    ...(holder === undefined ? {} : { tokenHolder: holder }),
  };
};

/** ChirpStack v3 tells no time: 1.39 m from the sensor, 1.81 m of water in a drain that is in danger from 1.80 m. */
const timeless = JSON.stringify({
  devEUI: BRIDGE.devEui,
  fCnt: 7,
  fPort: 85,
  data: Buffer.from("03826e05", "hex").toString("base64"),
});

describe("a message handed over again out of the quarantine", () => {
  it("is as old as it was: the danger of three days ago is no reading of now", async () => {
    const services = ingestServices();
    const stranger = { ...services, registry: memoryRegistry([]) };
    await ingestUplinks([{ messageId: "m", body: timeless, sentAt: EVENING }], stranger);
    const again = await handedOver(services.quarantine.entries, "unknown_device", EVENING + 3 * DAY_MS);
    expect(await ingestUplinks(again, services)).toMatchObject({ accepted: 1 });
    const [row] = services.history.rows.values();
    expect(row).toMatchObject({ observedAt: EVENING, receivedAt: EVENING + 3 * DAY_MS, late: true });
    expect(row?.values.water_level).toBe(1.81);
  });

  it("that comes back keeps its first time, however often it is tried", async () => {
    const services = { ...ingestServices(), registry: memoryRegistry([]) };
    const { entries } = services.quarantine;
    await ingestUplinks([{ messageId: "m", body: timeless, sentAt: EVENING }], services);
    const again = await handedOver(entries, "unknown_device", EVENING + DAY_MS);
    await ingestUplinks(again, services);
    expect([...entries.values()].map(({ receivedAt }) => receivedAt)).toEqual([EVENING, EVENING]);
  });

  it("an hour and a half later leaves the row of its reading as it was judged then", async () => {
    const services = ingestServices();
    const message = (minute: number, sentAt = minutes(minute) + 400): Message => ({
      messageId: `m${minute}`,
      body: uplinkDocument(BRIDGE, { levelM: 0.4, at: minutes(minute), fCnt: 100 + minute }),
      sentAt,
    });
    for (let minute = 0; minute < 70; minute += 1) await ingestUplinks([message(minute)], services);
    const before = structuredClone([...services.history.rows]);
    const ingested = await ingestUplinks([message(5, minutes(95))], services);
    expect(ingested).toMatchObject({ accepted: 0, duplicates: 1, passed: 1 });
    expect([...services.history.rows]).toEqual(before);
  });

  it("still speaks only for the network server with whose token it came", async () => {
    const services = ingestServices();
    const body = uplinkDocument(BRIDGE, { levelM: 1.9, at: EVENING, fCnt: 7 });
    await ingestUplinks([{ messageId: "m", body, sentAt: EVENING, tokenHolder: "loriot" }], services);
    const again = await handedOver(services.quarantine.entries, "unauthorised", EVENING);
    expect(again).toHaveLength(1);
    expect(await ingestUplinks(again, services)).toMatchObject({
      accepted: 0,
      quarantined: [{ reason: "unauthorised", tokenHolder: "loriot" }],
    });
  });
});
