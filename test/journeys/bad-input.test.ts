import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { IoTDataPlaneClient, PublishCommand } from "@aws-sdk/client-iot-data-plane";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { beforeAll, describe, expect, it } from "vitest";
import { UPLINK_TOPIC } from "#cdk/config/names.ts";
import { lastOf, type Trace } from "#devices/traces/trace.ts";
import { historyOf, type Quarantined, quarantined, type Stage } from "./look-around.ts";
import { journey, openStage } from "./replay-journey.ts";

const uplink = (devEui: string, payload: Buffer) =>
  JSON.stringify({
    WirelessDeviceId: "5b58245e-146c-4c30-9703-0ca942e3ff35",
    PayloadData: payload.toString("base64"),
    WirelessMetadata: {
      LoRaWAN: { DevEui: devEui, FPort: 85, FCnt: 1, Timestamp: new Date().toISOString() },
    },
  });

/** The largest message the queue takes, none of it JSON. */
const NOISE = randomBytes(196_608).toString("base64");

const BAD: Readonly<
  Record<string, { readonly body: string; readonly reason: string; readonly says: RegExp }>
> = {
  "an uplink of a device that nobody registered": {
    body: uplink("020000fffe00ffff", Buffer.from("03821e00", "hex")),
    reason: "unknown_device",
    says: /020000fffe00ffff/,
  },
  "a payload that is none of the device's": {
    body: uplink("020000fffe000001", Buffer.from("deadbeef", "hex")),
    reason: "undecodable",
    says: /de ?ad/i,
  },
  "something that is not JSON": { body: "not { json", reason: "not_json", says: /begin with "n"/ },
  "JSON that no network server sends": {
    body: '{"hello":"world"}',
    reason: "unknown_document",
    says: /network server/,
  },
  "256 KB of noise": { body: NOISE, reason: "too_large", says: /262144 characters/ },
};

const READING: Trace = [{ atMs: 0, values: { distance: 2.9 }, transmission: "once" }];

describe("what cannot be used", () => {
  let stage: Stage;
  let kept: readonly Quarantined[] = [];

  beforeAll(async () => {
    stage = await openStage();
    const sqs = new SQSClient({ ...stage.endpoint.client, useQueueUrlAsEndpoint: false });
    const iot = new IoTDataPlaneClient(stage.endpoint.client);
    for (const { body } of Object.values(BAD)) {
      const isForTheRule = body.startsWith("{") && body.length < 100_000;
      if (isForTheRule)
        await iot.send(new PublishCommand({ topic: UPLINK_TOPIC, payload: Buffer.from(body) }));
      else
        await sqs.send(
          new SendMessageCommand({ QueueUrl: stage.outputs.UplinksQueueUrl, MessageBody: body }),
        );
    }
    const deadline = Date.now() + 30_000;
    while (kept.length < Object.keys(BAD).length && Date.now() < deadline) {
      await pause(200);
      kept = (await quarantined(stage)).filter(isOurs);
    }
  });

  it.each(Object.entries(BAD))(
    "%s is kept whole, with the reason in a sentence",
    (_, { body, reason, says }) => {
      const entry = kept.find((each) => each.reason === reason && same(each.body ?? "", body));
      expect(entry).toBeDefined();
      expect(entry?.explanation).toMatch(says);
      expect(entry?.explanation.length).toBeLessThan(300);
    },
  );

  it("holds up nobody: the next good reading comes through", async () => {
    expect(lastOf(READING).values.distance).toBe(2.9);
    const passed = await journey(stage, READING, {
      siteId: "wai-tau-bridge",
      exerciseId: `after-${Date.now()}`,
      speed: 1,
    });
    expect(await historyOf(stage, passed, "wai-tau-bridge")).toHaveLength(1);
  });

  it("is kept once, however often it is handed over", () => {
    expect(kept).toHaveLength(Object.keys(BAD).length);
  });
});

/** Other journeys use the same quarantine. */
const isOurs = ({ body = "" }: Quarantined): boolean =>
  Object.values(BAD).some((bad) => same(bad.body, body));

/** The rule may write a document's members with other spaces. */
const same = (a: string, b: string): boolean => a.replaceAll(/\s/g, "") === b.replaceAll(/\s/g, "");
