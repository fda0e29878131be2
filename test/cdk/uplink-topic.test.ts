import { describe, expect, it } from "vitest";
import { UPLINK_TOPIC } from "#cdk/config/names.ts";
import { OUTSIDE_NETWORK_SERVERS, uplinkTopicRoot } from "#cdk/config/network-servers.ts";
import { networkServers } from "#devices/network-servers/recognise.ts";
import { EVERY_UPLINK_TOPIC, uplinkTopic } from "#devices/network-servers/uplink-topic.ts";

describe("the topic on which a replay publishes", () => {
  it("is the one that the stacks' rule for that network server hears", () => {
    expect(uplinkTopic("aws-iot-core-for-lorawan", "replay")).toBe(UPLINK_TOPIC);
    for (const server of OUTSIDE_NETWORK_SERVERS) {
      expect(uplinkTopic(server, "replay")).toBe(`${uplinkTopicRoot(server)}/replay`);
    }
    expect(networkServers.map(({ id }) => id).sort()).toEqual(
      ["aws-iot-core-for-lorawan", ...OUTSIDE_NETWORK_SERVERS].sort(),
    );
  });

  it("is among all that a recorder listens to", () => {
    const root = EVERY_UPLINK_TOPIC.replace(/#$/, "");
    for (const { id } of networkServers) expect(uplinkTopic(id, "replay").startsWith(root)).toBe(true);
  });
});
