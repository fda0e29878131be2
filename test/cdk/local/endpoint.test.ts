import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { endpointClient, endpointEnvironment, givenEndpoint, statusAt } from "#cdk/local/endpoint.ts";

describe("an endpoint given by AWS_ENDPOINT_URL", () => {
  it.each([
    "http://127.0.0.1:4566",
    "http://localhost:4566/",
    "http://[::1]:4566",
    "http://village.localhost:4566",
    "https://localhost.localstack.cloud:4566",
  ])("%s is this machine, and is used", (url) => {
    expect(givenEndpoint(url, false)).toEqual({ endpointUrl: url.replace(/\/$/, ""), loopback: true });
  });

  it.each(["https://sqs.ap-east-1.amazonaws.com", "http://10.0.0.7:4566", "http://127.0.0.1.example.com"])(
    "%s is not this machine: refused, and taken once that was agreed to",
    (url) => {
      expect(givenEndpoint(url, false)).toEqual({
        error: expect.stringMatching(new RegExp(`${new URL(url).hostname}.*not this machine.*--yes`)),
      });
      expect(givenEndpoint(url, true)).toEqual({ endpointUrl: url, loopback: false });
    },
  );

  it.each(["4566", "localhost", "ftp://127.0.0.1"])(
    "%s is no address of an endpoint, and says so",
    (text) => {
      expect(givenEndpoint(text, true)).toEqual({ error: expect.stringContaining(`"${text}"`) });
    },
  );
});

describe("the keys for an endpoint", () => {
  it("are dummies on this machine, whatever account and profile are at hand", () => {
    const environment = endpointEnvironment("http://127.0.0.1:4566", "ap-east-1");
    expect(environment).toMatchObject({ AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" });
    expect(environment).toHaveProperty("AWS_PROFILE", undefined);
    expect(endpointClient({ endpointUrl: "http://127.0.0.1:4566", region: "ap-east-1" }).credentials).toEqual(
      {
        accessKeyId: "test",
        secretAccessKey: "test",
      },
    );
  });

  it("are one's own elsewhere, and on AWS itself", () => {
    expect(endpointEnvironment("https://emulator.example.com", "ap-east-1")).toEqual({
      AWS_ENDPOINT_URL: "https://emulator.example.com",
      AWS_REGION: "ap-east-1",
      AWS_DEFAULT_REGION: "ap-east-1",
    });
    expect(endpointClient({ region: "ap-east-1" })).toEqual({ region: "ap-east-1" });
  });
});

describe("an address", () => {
  it("has the status it answers with, and none where nobody listens", async () => {
    const server = createServer((_, response) => response.writeHead(503).end());
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect(await statusAt(url)).toBe(503);
    await new Promise((closed) => server.close(closed));
    expect(await statusAt(url)).toBeUndefined();
  });
});
