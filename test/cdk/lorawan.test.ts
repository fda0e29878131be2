import { describe, expect, it } from "vitest";
import { UPLINK_TOPIC } from "#cdk/config/names.ts";
import { AWS_EVENT_TOPIC_FILTERS } from "#cdk/config/network-servers.ts";
import { mentioned } from "./policies.ts";
import { application, configOf, ofType, resourcesOf } from "./synthesised.ts";

const config = configOf("prod");
const inRegion = (region: string) =>
  resourcesOf({ ...config, networkServers: { awsIotWireless: { region } } });
const tokyo = inRegion("ap-northeast-1");
const lorawan = tokyo.filter(({ stack }) => stack === "VillageWatch-prod-Lorawan");

describe("AWS as the LoRaWAN network server", () => {
  it("has profiles for Hong Kong's band, and tells the gateways of every uplink", () => {
    const [device] = ofType(lorawan, "AWS::IoTWireless::DeviceProfile");
    expect(device?.properties.LoRaWAN).toMatchObject({ RfRegion: "AS923-1", SupportsJoin: true });
    const [service] = ofType(lorawan, "AWS::IoTWireless::ServiceProfile");
    expect(service?.properties.LoRaWAN).toEqual({ AddGwMetadata: true });
  });

  it("publishes uplinks on the topic of its documents, by a role that can publish nothing else", () => {
    const [destination] = ofType(lorawan, "AWS::IoTWireless::Destination");
    expect(destination?.properties).toMatchObject({ ExpressionType: "MqttTopic", Expression: UPLINK_TOPIC });
    const role = lorawan.find(({ id }) => id.startsWith("PublisherRole"));
    const policy = mentioned(role?.properties.Policies);
    expect(policy).toContain(`:topic/${UPLINK_TOPIC}`);
    expect([...policy.matchAll(/"iot:\w+"/g)].map(([action]) => action)).toEqual([
      '"iot:DescribeEndpoint"',
      '"iot:Publish"',
    ]);
  });

  it("hands uplinks, joins and gateway events of another region to the queues at home, which are there and watched", () => {
    const rules = ofType(lorawan, "AWS::IoT::TopicRule").map(({ properties }) => mentioned(properties));
    expect(rules.map((rule) => /FROM '([^']+)'/.exec(rule)?.[1])).toEqual([
      UPLINK_TOPIC,
      ...Object.values(AWS_EVENT_TOPIC_FILTERS),
    ]);
    const queues = ofType(tokyo, "AWS::SQS::Queue").map(({ properties }) => String(properties.QueueName));
    for (const rule of rules) {
      expect(rule).toContain("https://sqs.ap-east-1.");
      const named = [...rule.matchAll(/\/(village-watch-[a-z-]+)"/g)].map(([, name]) => name);
      expect(named).toEqual(["village-watch-prod-uplinks", "village-watch-prod-uplink-rule-dead-letters"]);
      expect(queues).toEqual(expect.arrayContaining(named));
    }
  });

  it("in the region of everything else needs no rule of its own: the one there listens to the same topic", () => {
    const here = inRegion("ap-southeast-2").filter(({ stack }) => stack.endsWith("Lorawan"));
    expect(ofType(here, "AWS::IoT::TopicRule")).toHaveLength(3);
    const sydney = {
      ...config,
      region: "ap-southeast-2",
      networkServers: { awsIotWireless: { region: "ap-southeast-2" } },
    };
    const together = resourcesOf(sydney).filter(({ stack }) => stack.endsWith("Lorawan"));
    expect(ofType(together, "AWS::IoT::TopicRule")).toEqual([]);
    expect(ofType(together, "AWS::IoTWireless::Destination")).toHaveLength(1);
  });

  it("is left out where it is not wanted, and at an endpoint, where nothing knows of it", () => {
    const stacksOf = (resources: typeof tokyo) => new Set(resources.map(({ stack }) => stack));
    expect(stacksOf(tokyo)).toContain("VillageWatch-prod-Lorawan");
    expect(stacksOf(resourcesOf({ ...config, networkServers: {} }))).not.toContain(
      "VillageWatch-prod-Lorawan",
    );
    const endpoint = resourcesOf(config, { kind: "endpoint", url: "http://127.0.0.1:4566" });
    expect(stacksOf(endpoint)).not.toContain("VillageWatch-prod-Lorawan");
  });

  it("passes AWS's own checks together with network servers that take a token", () => {
    const server = { url: "https://lorawan.example.hk", tokenSecretName: "village-watch/lorawan" };
    const networkServers = { ...config.networkServers, chirpStack: server, theThingsStack: server };
    expect(() => application({ ...config, networkServers }).app.synth()).not.toThrow();
  });
});
