import { describe, expect, it } from "vitest";
import { endpointOf } from "#devices/commands/aws/endpoint.ts";
import { faultSentence } from "#devices/commands/aws/say-fault.ts";

describe("the endpoint", () => {
  it.each([
    "http://127.0.0.1:4566",
    "http://localhost:4566/",
    "http://iot.ap-east-1.localhost:4566",
    "http://[::1]:4566",
    "https://localhost.localstack.cloud:4566",
  ])("is this machine, and never sees the keys of a real account: %s", (url) => {
    expect(endpointOf({ AWS_ENDPOINT_URL: url, AWS_ACCESS_KEY_ID: "real" })).toMatchObject({
      isLoopback: true,
      client: { credentials: { accessKeyId: "test" } },
    });
  });

  it.each([
    "https://aws.example.hk",
    "http://10.0.0.7:4566",
    "http://localhost.example.hk",
    "http://127.0.0.1.example.hk",
  ])("is another machine: %s", (url) => {
    expect(endpointOf({ AWS_ENDPOINT_URL: url })).toMatchObject({ isLoopback: false });
  });

  it("is AWS where none is given, in Hong Kong unless told otherwise", () => {
    expect(endpointOf({})).toEqual({
      client: { region: "ap-east-1" },
      name: "AWS (ap-east-1)",
      isLoopback: false,
    });
    expect(endpointOf({ AWS_REGION: "ap-northeast-1" })).toMatchObject({ name: "AWS (ap-northeast-1)" });
  });

  it("is refused when it is no address", () => {
    expect(endpointOf({ AWS_ENDPOINT_URL: "4566" })).toEqual({
      error: 'AWS_ENDPOINT_URL is "4566", which is no address of an endpoint, like http://127.0.0.1:4566',
    });
    expect(endpointOf({ AWS_ENDPOINT_URL: "ftp://127.0.0.1" })).toHaveProperty("error");
  });
});

describe("what usually goes wrong with it", () => {
  it.each([
    [{ code: "ECONNREFUSED" }, "does not answer (ECONNREFUSED)"],
    [{ name: "TimeoutError" }, "does not answer (TimeoutError)"],
    [{ name: "CredentialsProviderError", message: "none found" }, "no valid AWS credentials (none found)"],
    [{ name: "AccessDeniedException", message: "iot:Publish" }, "does not allow it: iot:Publish"],
  ])("is a sentence: %j", (error, sentence) => {
    expect(faultSentence(error, "AWS (ap-east-1)")).toContain(sentence);
  });

  it.each([new Error("a slip in our own code"), undefined, "text"])(
    "everything else is thrown: %s",
    (error) => {
      expect(faultSentence(error, "AWS")).toBeUndefined();
    },
  );
});
