import { createHash, createHmac } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { IoTDataPlaneClient } from "@aws-sdk/client-iot-data-plane";
import { Aedes } from "aedes";
import { connectAsync } from "mqtt";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { brokerOf, signedUrl } from "#devices/commands/aws/broker.ts";
import { normalise } from "#devices/commands/normalise.ts";
import { type RecordOptions, record } from "#devices/commands/record.ts";
import { readRecording } from "#devices/replay/read-recording.ts";

const TOPIC = "application/17c82e96/device/020000fffe000001/event/up";
const UPLINK = {
  time: "2026-09-08T14:30:00Z",
  deviceInfo: { devEui: "020000fffe000001" },
  devAddr: "01000001",
  fCnt: 8,
  fPort: 85,
  data: Buffer.from("01755c0382540b", "hex").toString("base64"),
};

const listening = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("a port is expected");
  return address.port;
};

describe("village record", () => {
  const now = () => AbortSignal.abort();
  let folder = "";
  let broker: Aedes;
  let server: Server;
  let url = "";

  beforeEach(async () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    folder = await mkdtemp(join(tmpdir(), "record-"));
    broker = await Aedes.createBroker();
    server = createServer(broker.handle);
    url = `mqtt://127.0.0.1:${await listening(server)}`;
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
    await new Promise<void>((resolve) => broker.close(() => resolve()));
    server.close();
    await rm(folder, { recursive: true });
  });

  const subscribed = (): Promise<void> => new Promise((resolve) => broker.once("subscribe", () => resolve()));

  /** Records while something is published, until that has been delivered. */
  const recorded = async (
    options: Partial<RecordOptions>,
    messages: readonly (readonly [topic: string, payload: string | Buffer])[],
    expected: number,
  ) => {
    const stop = new AbortController();
    const out = join(folder, "kept.ndjson");
    const ready = subscribed();
    const recording = record({ broker: url, topic: [], out, ...options }, () => stop.signal);
    await ready;
    let delivered = 0;
    const all = new Promise<void>((resolve) => {
      broker.on("ack", () => {
        delivered += 1;
        if (delivered === expected) resolve();
      });
    });
    const publisher = await connectAsync(url);
    for (const [topic, payload] of messages) await publisher.publishAsync(topic, payload, { qos: 1 });
    await all;
    await publisher.endAsync();
    stop.abort();
    return { outcome: await recording, text: await readFile(out, "utf8") };
  };

  it("keeps what network servers publish, so that it can be replayed and normalised", async () => {
    const { outcome, text } = await recorded(
      {},
      [
        [TOPIC, JSON.stringify(UPLINK)],
        [TOPIC, JSON.stringify({ ...UPLINK, fCnt: 9 })],
      ],
      2,
    );
    expect(outcome).toMatchObject({ notes: [expect.stringMatching(/^2 messages in /)], troubles: [] });
    const kept = text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(kept[0]).toEqual({ receivedAt: expect.any(String), topic: TOPIC, document: UPLINK });
    const recording = readRecording(text);
    expect("uplinks" in recording && recording.uplinks.map(({ uplink }) => uplink.fCnt)).toEqual([8, 9]);
    expect(normalise(text, Date.now()).lines).toHaveLength(2);
  });

  it("loses nothing that is no JSON, and listens only to what it was told to", async () => {
    const bytes = Buffer.from([0, 255, 123]);
    const { text } = await recorded(
      { topic: ["odd/+"] },
      [
        [TOPIC, JSON.stringify(UPLINK)],
        ["odd/one", bytes],
        ["odd/two", "not { json"],
      ],
      2,
    );
    expect(
      text
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line)),
    ).toEqual([
      { receivedAt: expect.any(String), topic: "odd/one", payload_base64: bytes.toString("base64") },
      {
        receivedAt: expect.any(String),
        topic: "odd/two",
        payload_base64: Buffer.from("not { json").toString("base64"),
      },
    ]);
  });

  it("shows who it is by MQTT_USERNAME and MQTT_PASSWORD, and says when nobody lets it in", async () => {
    broker.authenticate = (_client, username, password, done) =>
      done(null, username === "recorder" && String(password) === "invented");
    const refused = await record({ broker: url, topic: [] }, now);
    expect(refused.troubles).toEqual([expect.stringMatching(/^mqtt:\/\/127.* does not let us listen: /)]);
    vi.stubEnv("MQTT_USERNAME", "recorder");
    vi.stubEnv("MQTT_PASSWORD", "invented");
    expect(await record({ broker: url, topic: [] }, now)).toMatchObject({ troubles: [] });
  });

  it("says that it may not subscribe", async () => {
    broker.authorizeSubscribe = (_client, _subscription, done) => done(null, null);
    const { troubles } = await record({ broker: url, topic: ["v3/#"] }, now);
    expect(troubles).toEqual([expect.stringContaining("does not let us listen")]);
  });

  it("ends after the time it was given, after a week when nobody says", async () => {
    const asked: number[] = [];
    const stopAfter = (ms: number) => {
      asked.push(ms);
      return AbortSignal.abort();
    };
    await record({ broker: url, topic: [], for: "10m" }, stopAfter);
    await record({ broker: url, topic: [] }, stopAfter);
    expect(asked).toEqual([600_000, 604_800_000]);
  });

  it("says which option is wrong", async () => {
    vi.stubEnv("AWS_ENDPOINT_URL", "");
    const sentence = async (options: Partial<RecordOptions>) =>
      (await record({ topic: [], ...options }, now)).troubles.join();
    expect(await sentence({ for: "10" })).toBe('--for: "10" is no time from 1s to 7d, like 10m or 2h');
    expect(await sentence({ broker: "chirpstack" })).toContain('--broker: "chirpstack" is no address like');
    expect(await sentence({})).toContain("--broker: say where AWS IoT Core listens");
    expect(await sentence({ broker: url, out: folder })).toContain(`--out: ${folder}: there is such a file`);
  });

  it("says that nobody answers there", async () => {
    const other = createServer();
    const port = await listening(other);
    await new Promise((resolve) => other.close(resolve));
    const { troubles } = await record({ broker: `mqtt://127.0.0.1:${port}`, topic: [] }, now);
    expect(troubles.join()).toContain("does not answer (ECONNREFUSED)");
  });
});

/** As AWS describes the signing of a query (IAM User Guide, "Create a signed AWS API request"), step by step. */
const signatureOf = (parameters: URLSearchParams, host: string, secret: string): string => {
  const signed = [...parameters].filter(([name]) => name !== "X-Amz-Signature");
  const query = signed.map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  query.sort((one, other) => (one < other ? -1 : 1));
  const hash = (text: string) => createHash("sha256").update(text).digest("hex");
  const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();
  const canonical = ["GET", "/mqtt", query.join("&"), `host:${host}`, "", "host", hash("")].join("\n");
  const [, date = "", region = "", service = "", end = ""] = (parameters.get("X-Amz-Credential") ?? "").split(
    "/",
  );
  const scope = [date, region, service, end].join("/");
  const text = ["AWS4-HMAC-SHA256", parameters.get("X-Amz-Date"), scope, hash(canonical)].join("\n");
  const key = [date, region, service, end].reduce<string | Buffer>(hmac, `AWS4${secret}`);
  return hmac(key, text).toString("hex");
};

describe("where a recorder listens", () => {
  it("is the emulator's own port, under the name that leads to its broker", async () => {
    expect(await brokerOf({ topics: [] }, { AWS_ENDPOINT_URL: "http://127.0.0.1:4566" })).toEqual({
      url: "ws://127.0.0.1:4566/mqtt",
      name: "http://127.0.0.1:4566",
      topics: ["lorawan/uplinks/#"],
      headers: { Host: "iot.ap-east-1.localhost:4566" },
    });
  });

  it("is signed for AWS: the session's token stands beside what is signed", async () => {
    const keys = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "example" };
    const host = "example-ats.iot.ap-east-1.amazonaws.com";
    const at = new Date("2026-09-08T14:30:00Z");
    const sign = async (credentials: typeof keys & { readonly sessionToken?: string }) =>
      new URL(
        await signedUrl(host, "ap-east-1", new IoTDataPlaneClient({ region: "ap-east-1", credentials }), at),
      ).searchParams;
    const [plain, session] = [await sign(keys), await sign({ ...keys, sessionToken: "a/b+c=" })];
    expect(plain.get("X-Amz-Credential")).toBe(
      "AKIDEXAMPLE/20260908/ap-east-1/iotdevicegateway/aws4_request",
    );
    expect(plain.get("X-Amz-SignedHeaders")).toBe("host");
    expect(plain.get("X-Amz-Signature")).toBe(signatureOf(plain, host, keys.secretAccessKey));
    expect(session.get("X-Amz-Signature")).toBe(plain.get("X-Amz-Signature"));
    expect(session.get("X-Amz-Security-Token")).toBe("a/b+c=");
  });

  it("has no password in its name", async () => {
    const broker = await brokerOf({ broker: "mqtts://me:secret@chirpstack.example.hk:8883", topics: [] }, {});
    expect(broker).toMatchObject({
      name: "mqtts://chirpstack.example.hk:8883",
      topics: ["application/#", "v3/#"],
    });
  });
});
