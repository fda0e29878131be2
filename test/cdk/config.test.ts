import { describe, expect, it } from "vitest";
import { boardDelivery, type StageConfig } from "#cdk/config/config.ts";
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
    [
      "weather from anywhere in the clear",
      { weather: { url: "http://data.weather.gov.hk" } },
      /written like https:[\s\S]*weather\.url/,
    ],
    ["a telephone number that is none", { exercise: { sms: "999" } }, /E\.164[\s\S]*exercise\.sms/],
  ])("refuses %s by field", (_, change, sentence) => {
    const found = stageConfig("odd", { odd: { ...configOf("pilot"), ...change } });
    expect(found).toEqual({ error: expect.stringMatching(sentence) });
  });
});

describe("the weather", () => {
  const schedules = (config: StageConfig) =>
    ofType(resourcesOf(config), "AWS::Scheduler::Schedule").map(({ properties }) => String(properties.Name));

  it("is fetched by the real thing, and by a trial only where an address is given", () => {
    expect(schedules(configOf("prod"))).toContain("village-watch-prod-fetch-weather");
    expect(schedules(configOf("pilot")).filter((name) => name.includes("weather"))).toEqual([]);
    const found = stageConfig("pilot", undefined, "http://127.0.0.1:8080");
    if ("error" in found) throw new Error(found.error);
    expect(schedules(found.config)).toContain("village-watch-pilot-fetch-weather");
  });

  it("makes its alarm ring when a feed has been stale for an hour", () => {
    const alarms = ofType(resourcesOf(configOf("prod")), "AWS::CloudWatch::Alarm");
    const stale = alarms.find(({ properties }) => properties.MetricName === "WeatherFeedsStale");
    expect(stale?.properties).toMatchObject({
      EvaluationPeriods: 12,
      Period: 300,
      Threshold: 1,
      Dimensions: [{ Name: "service", Value: "fetch-weather" }],
      AlarmDescription: expect.stringContaining("The weather is stale"),
    });
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
