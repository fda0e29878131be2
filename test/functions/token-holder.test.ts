import type { SQSMessageAttributes } from "aws-lambda";
import { describe, expect, it } from "vitest";
import { OUTSIDE_NETWORK_SERVERS } from "#cdk/config/network-servers.ts";
import { MESSAGE_ATTRIBUTES } from "#cdk/constructs/uplink-request.ts";
import { speaksForAnother, tokenHolder } from "#functions/ingest-uplinks/token-holder.ts";

const postedTo = (server: string): SQSMessageAttributes => ({
  [MESSAGE_ATTRIBUTES.networkServer]: { dataType: "String", stringValue: server },
  [MESSAGE_ATTRIBUTES.apiKeyId]: { dataType: "String", stringValue: "a1b2c3d4e5" },
});

describe("a document and the token it came with", () => {
  it.each(OUTSIDE_NETWORK_SERVERS)("%s speaks for itself", (server) => {
    const holder = tokenHolder({ messageAttributes: postedTo(server) });
    expect(holder).toBe(server);
    expect(speaksForAnother(holder, server)).toBeUndefined();
  });

  it("a token speaks for no other network server, and both are named", () => {
    const holder = tokenHolder({ messageAttributes: postedTo("loriot") });
    expect(speaksForAnother(holder, "thingpark")).toBe(
      "the document is of thingpark, but it came with the token of loriot",
    );
    expect(speaksForAnother(holder, "aws-iot-core-for-lorawan")).toMatch(/aws-iot-core-for-lorawan/);
  });

  it("what came by MQTT showed a certificate, no token, and is taken", () => {
    const holder = tokenHolder({ messageAttributes: {} });
    expect(speaksForAnother(holder, "chirpstack-v4")).toBeUndefined();
  });
});
