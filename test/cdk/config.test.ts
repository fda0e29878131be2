import { describe, expect, it } from "vitest";
import { boardDelivery } from "#cdk/config/config.ts";
import { stageConfig } from "#cdk/config/stages.ts";
import { configOf, ofType, resourcesOf } from "./synthesised.ts";

describe("the configuration of a stage", () => {
  it("is known by name, and an unknown name is told which there are", () => {
    expect(stageConfig("prod")).toMatchObject({
      config: { stage: "prod", data: "keep", region: "ap-east-1" },
    });
    expect(stageConfig("toString")).toEqual({
      error: 'There is no stage called "toString"; known are pilot, prod.',
    });
  });

  it.each<readonly [string, Record<string, unknown>, RegExp]>([
    ["a region that is none", { region: "Hong Kong" }, /a region is written like ap-east-1[\s\S]*region/],
    ["a network server that nobody knows", { httpsUplinks: { gwin: 1 } }, /httpsUplinks/],
    ["an unknown setting", { smsRegion: "ap-southeast-1" }, /smsRegion/],
    ["a CAP sender with a space", { alertSender: "Village Watch" }, /a CAP sender holds no space/],
    [
      "a network server whose token would travel in the clear",
      {
        networkServers: {
          chirpStack: { url: "http://chirpstack.example.hk", tokenSecretName: "chirpstack" },
        },
      },
      /written like https:[\s\S]*networkServers\.chirpStack\.url/,
    ],
    ["a telephone number that is none", { exercise: { sms: "999" } }, /E\.164[\s\S]*exercise\.sms/],
  ])("refuses %s by field", (_, change, sentence) => {
    const found = stageConfig("odd", { odd: { ...configOf("pilot"), ...change } });
    expect(found).toEqual({ error: expect.stringMatching(sentence) });
  });
});

describe("the way to the board", () => {
  it("is CloudFront on AWS, and the endpoint itself on an emulator", () => {
    expect(boardDelivery(undefined)).toEqual({ kind: "cloudfront" });
    expect(boardDelivery("http://127.0.0.1:4566/")).toEqual({
      kind: "endpoint",
      url: "http://127.0.0.1:4566",
    });
    const onEmulator = resourcesOf(configOf("pilot"), boardDelivery("http://127.0.0.1:4566"));
    expect(ofType(resourcesOf(configOf("pilot")), "AWS::CloudFront::Distribution")).toHaveLength(1);
    expect(ofType(onEmulator, "AWS::CloudFront::Distribution")).toEqual([]);
  });
});
