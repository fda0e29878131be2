import { createServer, type Server, type Socket } from "node:net";
import { SNSClient } from "@aws-sdk/client-sns";
import { afterAll, describe, expect, it } from "vitest";
import { neverLeft } from "#shared/adapters/notify/never-left.ts";
import { SEND_ONCE } from "#shared/adapters/notify/send-outcome.ts";
import { smsSender } from "#shared/adapters/notify/sms.ts";

const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.close();
});

/** The port of a server on this machine that does only this with whoever connects. */
const portOf = async (answer: (socket: Socket) => void): Promise<number> => {
  const server = createServer((socket) => {
    socket.on("error", () => socket.destroy());
    answer(socket);
  });
  servers.push(server);
  await new Promise<void>((listening) => {
    server.listen(0, "127.0.0.1", listening);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return address.port;
};

const CREDENTIALS = { accessKeyId: "local", secretAccessKey: "local" };
const send = (endpoint: string, credentials: SNSClientCredentials = CREDENTIALS) =>
  smsSender({
    client: new SNSClient({ ...SEND_ONCE, region: "ap-southeast-1", endpoint, credentials }),
  }).send("+12025550143", { body: "【水浸危險】" }, "alert-1/villager-chan/sms");
type SNSClientCredentials =
  | typeof CREDENTIALS
  | (() => Promise<{ readonly accessKeyId: string; readonly secretAccessKey: string }>);

describe("a text message, sent by the real SDK", () => {
  it("surely did not leave where nothing listens", async () => {
    const port = await portOf(() => undefined);
    await new Promise((closed) => servers.pop()?.close(closed));
    expect(await send(`http://127.0.0.1:${port}`)).toMatchObject({ kind: "not_sent" });
  });

  it("surely did not leave where the secure connection was never made", async () => {
    const plain = await portOf((socket) => socket.once("data", () => socket.end("HTTP/1.1 400 \r\n\r\n")));
    const closing = await portOf((socket) => socket.destroy());
    expect(await send(`https://127.0.0.1:${plain}`)).toMatchObject({ kind: "not_sent" });
    expect(await send(`https://127.0.0.1:${closing}`)).toMatchObject({ kind: "not_sent" });
  });

  it("surely did not leave without credentials to sign it", async () => {
    const none = async () => {
      throw Object.assign(new Error("Could not load credentials"), { name: "CredentialsProviderError" });
    };
    expect(await send("http://127.0.0.1:9", none)).toMatchObject({ kind: "not_sent" });
  });

  it("may have been taken where the connection breaks after the request, or the answer is broken", async () => {
    const reset = await portOf((socket) => socket.once("data", () => socket.resetAndDestroy()));
    await expect(send(`http://127.0.0.1:${reset}`)).rejects.toThrow("ECONNRESET");
    const answered = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n<<<<";
    const broken = await portOf((socket) => socket.once("data", () => socket.end(answered)));
    await expect(send(`http://127.0.0.1:${broken}`)).rejects.toThrow("parse error");
  });
});

describe("an error of the network", () => {
  const failed = (code: string, syscall?: string) => Object.assign(new Error(code), { code, syscall });

  it.each([
    failed("ENOTFOUND", "getaddrinfo"),
    failed("EAI_AGAIN"),
    failed("EHOSTUNREACH", "connect"),
    failed("ENETUNREACH", "connect"),
    failed("ETIMEDOUT", "connect"),
    failed("CERT_HAS_EXPIRED"),
    new AggregateError([failed("ECONNREFUSED"), failed("ENETUNREACH", "connect")]),
  ])("says that nothing left: %s", (error) => {
    expect(neverLeft(error)).toBe(true);
  });

  it.each([
    failed("ECONNRESET", "read"),
    failed("EPIPE", "write"),
    failed("ETIMEDOUT", "read"),
    failed("EHOSTUNREACH", "read"),
    new AggregateError([failed("ECONNREFUSED"), failed("ECONNRESET", "read")]),
    new AggregateError([]),
    new Error("socket timed out"),
    "nothing of use",
  ])("says nothing about what was read: %s", (error) => {
    expect(neverLeft(error)).toBe(false);
  });
});
