import { IoTWirelessClient } from "@aws-sdk/client-iot-wireless";
import { afterEach, describe, expect, it } from "vitest";
import { awsIotWirelessSender } from "#shared/adapters/downlink/aws-iot-wireless.ts";
import { chirpStackSender } from "#shared/adapters/downlink/chirpstack.ts";
import type { DownlinkSender } from "#shared/adapters/downlink/downlink-sender.ts";
import { theThingsStackSender } from "#shared/adapters/downlink/the-things-stack.ts";
import { SEND_ONCE } from "#shared/adapters/notify/send-outcome.ts";
import type { DownlinkRequest } from "#shared/domain/downlink.ts";
import { type Answer, type SeenRequest, standIn } from "./stand-in.ts";

const ASKED = Date.UTC(2026, 8, 8, 14, 0);
const downlink = (
  address: DownlinkRequest["address"],
  overrides: Partial<DownlinkRequest> = {},
): DownlinkRequest => ({
  downlinkId: "automatic-7",
  devEui: "020000fffe000001",
  villageId: "lam-tsuen",
  command: { reportIntervalS: 60 },
  usualIntervalS: 600,
  address,
  fPort: 85,
  payloadHex: "ff033c00",
  requestedAt: ASKED,
  requestedBy: "automatic",
  expiresAt: ASKED + 3_600_000,
  ...overrides,
});

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});
const server = async (answer: (request: SeenRequest) => Answer | "hang up" | undefined) => {
  const started = await standIn(answer);
  closing.push(started.close);
  return started;
};

const heldToken = () => {
  const forgotten = { times: 0 };
  const forget = () => {
    forgotten.times += 1;
  };
  return { forgotten, read: async () => "NNSXS.token", forget };
};

interface Kind {
  readonly name: string;
  readonly address: DownlinkRequest["address"];
  readonly sender: (url: string, answerWithinMs?: number) => DownlinkSender;
  readonly success: Answer;
}

const KINDS: readonly Kind[] = [
  {
    name: "ChirpStack",
    address: { via: "chirpstack" },
    sender: (baseUrl, answerWithinMs = 2_000) =>
      chirpStackSender({ baseUrl, token: heldToken(), answerWithinMs }),
    success: { status: 200, body: { id: "1bbcab1d-6ec6-4136-b3f5-d63be1dc08de" } },
  },
  {
    name: "The Things Stack",
    address: { via: "the-things-stack", applicationId: "village-watch", deviceId: "wai-tau" },
    sender: (baseUrl, answerWithinMs = 2_000) =>
      theThingsStackSender({ baseUrl, token: heldToken(), answerWithinMs }),
    success: { status: 200 },
  },
  {
    name: "AWS IoT Core for LoRaWAN",
    address: { via: "aws-iot-wireless", wirelessDeviceId: "c31a783e-0a24-49e2-b895-d056690221d9" },
    sender: (endpoint, requestTimeout = 2_000) =>
      awsIotWirelessSender(
        new IoTWirelessClient({
          ...SEND_ONCE,
          endpoint,
          region: "ap-northeast-1",
          credentials: { accessKeyId: "test", secretAccessKey: "test" },
          requestHandler: { requestTimeout, throwOnRequestTimeout: true },
        }),
      ),
    success: { status: 202, body: { MessageId: "6011dd36-0043d6eb-0072-0008" } },
  },
];

describe("what each network server is asked", () => {
  const ask = async ({ sender, address, success }: Kind) => {
    const { url, seen } = await server(() => success);
    const handOver = await sender(url).send(downlink(address));
    return { handOver, request: seen[0] };
  };
  const [chirpStack, stack, aws] = KINDS as [Kind, Kind, Kind];

  it("ChirpStack: a confirmed queue item of the device, with its time limit; its id comes back", async () => {
    const { handOver, request } = await ask(chirpStack);
    expect(handOver).toEqual({ kind: "accepted", messageId: "1bbcab1d-6ec6-4136-b3f5-d63be1dc08de" });
    expect(request).toMatchObject({ method: "POST", path: "/api/devices/020000fffe000001/queue" });
    expect(request?.headers["grpc-metadata-authorization"]).toBe("Bearer NNSXS.token");
    expect(request?.body).toEqual({
      queueItem: { confirmed: true, f_port: 85, data: "/wM8AA==", expires_at: "2026-09-08T15:00:00.000Z" },
    });
  });

  it("The Things Stack: one more downlink in the device's queue, under our own correlation id", async () => {
    const { handOver, request } = await ask(stack);
    expect(handOver).toEqual({ kind: "accepted", messageId: "village-watch:automatic-7" });
    expect(request).toMatchObject({
      method: "POST",
      path: "/api/v3/as/applications/village-watch/devices/wai-tau/down/push",
    });
    expect(request?.headers.authorization).toBe("Bearer NNSXS.token");
    expect(request?.body).toEqual({
      downlinks: [
        {
          f_port: 85,
          frm_payload: "/wM8AA==",
          confirmed: true,
          priority: "NORMAL",
          correlation_ids: ["village-watch:automatic-7"],
        },
      ],
    });
  });

  it("AWS: confirmed data for the wireless device on its port, as in AWS's own sample request", async () => {
    const { handOver, request } = await ask(aws);
    expect(handOver).toEqual({ kind: "accepted", messageId: "6011dd36-0043d6eb-0072-0008" });
    expect(request).toMatchObject({
      method: "POST",
      path: "/wireless-devices/c31a783e-0a24-49e2-b895-d056690221d9/data",
      body: { TransmitMode: 1, PayloadData: "/wM8AA==", WirelessMetadata: { LoRaWAN: { FPort: 85 } } },
    });
  });

  it("AWS: for the wireless device of a DevEUI, once, where the registry does not name it", async () => {
    const { url, seen } = await server(({ method }) =>
      method === "GET" ? { status: 200, body: { Id: "found-by-its-deveui" } } : aws.success,
    );
    const sender = aws.sender(url);
    await sender.send(downlink({ via: "aws-iot-wireless" }));
    await sender.send(downlink({ via: "aws-iot-wireless" }));
    expect(seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "GET /wireless-devices/020000fffe000001?identifierType=DevEui",
      "POST /wireless-devices/found-by-its-deveui/data",
      "POST /wireless-devices/found-by-its-deveui/data",
    ]);
  });

  it("AWS: nothing on a port or of a length that it never takes", async () => {
    const { url, seen } = await server(() => aws.success);
    const outcomes = [
      await aws.sender(url).send(downlink(aws.address, { fPort: 224 })),
      await aws.sender(url).send(downlink(aws.address, { payloadHex: "00".repeat(243) })),
    ];
    expect(outcomes.map(({ kind }) => kind)).toEqual(["refused", "refused"]);
    expect(seen).toEqual([]);
  });

  it("The Things Stack: nothing for a device of another network server", async () => {
    const sent = await stack.sender("http://127.0.0.1:1").send(downlink({ via: "chirpstack" }));
    expect(sent.kind).toBe("refused");
  });
});

describe.each(KINDS)("$name", ({ sender, address, success }) => {
  const outcomeOf = async (answer: Answer | "hang up" | undefined, withinMs?: number) => {
    const { url } = await server(() => answer);
    return sender(url, withinMs).send(downlink(address));
  };

  it.each([
    [400, "refused"],
    [404, "refused"],
    [401, "not_taken"],
    [403, "not_taken"],
    [429, "not_taken"],
    [503, "not_taken"],
    [500, "unknown"],
    [504, "unknown"],
  ])("that answers %i makes it %s", async (status, kind) => {
    const outcome = await outcomeOf({ status, body: { message: "no" } });
    expect(outcome.kind).toBe(kind);
  });

  it("that is not there surely did not take it", async () => {
    const { url, close } = await standIn(() => success);
    await close();
    expect((await sender(url).send(downlink(address))).kind).toBe("not_taken");
  });

  it("that hangs up or stays silent may have taken it", async () => {
    expect((await outcomeOf("hang up")).kind).toBe("unknown");
    expect((await outcomeOf(undefined, 60)).kind).toBe("unknown");
  });
});

describe("a token", () => {
  it("never goes to where a redirect points, and never into a reason", async () => {
    const thief = await server(() => ({ status: 200 }));
    const redirecting = await server(() => ({ status: 307, headers: { location: thief.url } }));
    const telling = await server(() => ({ status: 401, body: "Bearer NNSXS.token is no good" }));
    const sendTo = (baseUrl: string) =>
      chirpStackSender({ baseUrl, token: heldToken() }).send(downlink({ via: "chirpstack" }));
    expect((await sendTo(redirecting.url)).kind).toBe("unknown");
    expect(thief.seen).toEqual([]);
    const told = await sendTo(telling.url);
    expect(told).toEqual({
      kind: "not_taken",
      reason: "ChirpStack answers 401: Bearer (token) is no good",
    });
  });

  it("that was refused is read anew; one that cannot be read keeps the downlink waiting", async () => {
    const { url } = await server(() => ({ status: 401 }));
    const token = heldToken();
    await chirpStackSender({ baseUrl: url, token }).send(downlink({ via: "chirpstack" }));
    expect(token.forgotten.times).toBe(1);
    const unreadable = { ...heldToken(), read: () => Promise.reject(new Error("AccessDeniedException")) };
    expect(
      await chirpStackSender({ baseUrl: url, token: unreadable }).send(downlink({ via: "chirpstack" })),
    ).toEqual({
      kind: "not_taken",
      reason: "the token of ChirpStack cannot be read: AccessDeniedException",
    });
  });

  it("is not needed to be told apart: an answer without an id was accepted all the same", async () => {
    const { url } = await server(() => ({ status: 200, body: "taken" }));
    const sent = await chirpStackSender({ baseUrl: url, token: heldToken() }).send(
      downlink({ via: "chirpstack" }),
    );
    expect(sent).toEqual({ kind: "accepted", messageId: "automatic-7" });
  });
});
