import { setTimeout as pause } from "node:timers/promises";
import { IoTDataPlaneClient, PublishCommand } from "@aws-sdk/client-iot-data-plane";
import { beforeAll, describe, expect, inject, it } from "vitest";
import * as z from "zod";
import type { OutsideNetworkServer } from "#cdk/config/network-servers.ts";
import { findOutputs } from "#devices/commands/aws/deployment.ts";
import { historyOf, quarantined, type Stage } from "./look-around.ts";
import { chirpStackV4Uplink, readingNow, theThingsStackUplink } from "./outside-documents.ts";
import { openStage, orThrow } from "./replay-journey.ts";

const SITE = "wai-tau-bridge";

/** A client of the emulator's API Gateway that is told apart by its signature alone. */
const apiGateway = async (path: string): Promise<unknown> => {
  const credential = `Credential=test/20260101/${inject("region")}/apigateway/aws4_request`;
  const response = await fetch(`${inject("endpointUrl")}${path}`, {
    headers: { authorization: `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=host, Signature=0` },
  });
  return response.json();
};

const keysSchema = z.object({ item: z.array(z.object({ name: z.string(), value: z.string() })) });

/** The token of a network server, as the operator reads it. */
const tokenOf = async (server: OutsideNetworkServer): Promise<string> => {
  const { item } = keysSchema.parse(await apiGateway("/apikeys?includeValues=true&limit=500"));
  const mine = item.find(({ name }) =>
    name.startsWith(`village-watch-${inject("stage")}-uplinks-${server}-`),
  );
  if (mine === undefined) throw new Error(`there is no token of ${server}`);
  return mine.value;
};

/** The emulator's place of the address that the stack tells. */
const emulated = (url: string): string => {
  const { hostname, pathname } = new URL(url);
  return `${inject("endpointUrl")}/_aws/execute-api/${hostname.split(".")[0]}${pathname}`;
};

const post = async (address: string, headers: Record<string, string>, body: string) => {
  const response = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  });
  return { status: response.status, answer: (await response.json()) as unknown };
};

/** What the history holds of an exercise, as soon as it holds something. */
const arrived = async (stage: Stage, reading: ReturnType<typeof readingNow>) => {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const rows = await historyOf(stage, reading, SITE);
    if (rows.length > 0 || Date.now() > deadline) return rows;
    await pause(100);
  }
};

describe("an uplink of a network server outside of AWS", () => {
  let stage: Stage;
  let address = "";
  let token = "";

  beforeAll(async () => {
    stage = await openStage();
    const outputs = orThrow(
      await findOutputs(stage.endpoint, inject("stage"), ["UplinksUrlTheThingsStackV3"]),
    );
    address = emulated(outputs.UplinksUrlTheThingsStackV3);
    token = await tokenOf("the-things-stack-v3");
  });

  it("comes in by HTTPS, with its token, and is in the history", async () => {
    const reading = readingNow(`https-${Date.now()}`);
    const posted = await post(
      address,
      { "x-api-key": token },
      JSON.stringify(theThingsStackUplink(reading.clock), null, 2),
    );
    expect(posted).toEqual({ status: 202, answer: { accepted: true, messageId: expect.any(String) } });
    const rows = await arrived(stage, reading);
    expect(rows.map(({ values }) => values.water_level)).toEqual([expect.closeTo(0.3, 6)]);
  });

  it("comes in by MQTT, on the topic that a bridge from ChirpStack makes", async () => {
    const reading = readingNow(`mqtt-${Date.now()}`);
    await new IoTDataPlaneClient(stage.endpoint.client).send(
      new PublishCommand({
        topic:
          "lorawan/uplinks/chirpstack-v4/17c82e96-be03-4f38-aef3-f83d48582d97/device/020000fffe000001/event/up",
        payload: Buffer.from(JSON.stringify(chirpStackV4Uplink(reading.clock))),
      }),
    );
    const rows = await arrived(stage, reading);
    expect(rows.map(({ values }) => values.water_level)).toEqual([expect.closeTo(0.3, 6)]);
  });

  it("is refused by HTTPS without a token, with a wrong one, and with another network server's", async () => {
    const reading = readingNow(`refused-${Date.now()}`);
    const body = JSON.stringify(theThingsStackUplink(reading.clock));
    const refused = await Promise.all([
      post(address, {}, body),
      post(address, { "x-api-key": "0".repeat(32) }, body),
      post(address, { "x-api-key": await tokenOf("chirpstack-v4") }, body),
    ]);
    const error = expect.stringMatching(/x-api-key is missing or is not the token of the-things-stack-v3/);
    expect(refused).toEqual([1, 2, 3].map(() => ({ status: 403, answer: { error } })));
    // Another that was let in after them has arrived: so would they have.
    const after = readingNow(`after-refused-${Date.now()}`);
    await post(address, { "x-api-key": token }, JSON.stringify(theThingsStackUplink(after.clock)));
    expect(await arrived(stage, after)).toHaveLength(1);
    expect(await historyOf(stage, reading, SITE)).toEqual([]);
    expect((await quarantined(stage)).filter((kept) => kept.body?.includes(reading.exerciseId))).toEqual([]);
  });

  it.each<readonly [string, string, Record<string, string>, string, number, RegExp]>([
    ["at another address", "-too", {}, "{}", 404, /POST \/uplinks\/the-things-stack-v3/],
    ["that is no text", "", { "content-type": "application/octet-stream" }, "\u0000", 415, /Content-Type/],
    ["over 256 KiB", "", {}, "x".repeat(262_200), 400, /262,000 bytes/],
    ["of nothing", "", {}, "", 400, /1 to 262,000 bytes/],
  ])("a post %s is refused in a sentence", async (_, path, headers, body, status, sentence) => {
    const answered = await post(`${address}${path}`, { "x-api-key": token, ...headers }, body);
    expect(answered).toEqual({ status, answer: { error: expect.stringMatching(sentence) } });
  });
});
