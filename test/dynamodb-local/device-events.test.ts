import { ScanCommand } from "@aws-sdk/lib-dynamodb";
import { describe, expect, inject, it } from "vitest";
import { deviceEvents } from "#shared/adapters/dynamodb/device-events.ts";
import { memoryDeviceEvents } from "#shared/adapters/memory/device-events.ts";
import type { DeviceEvent } from "#shared/domain/device-event.ts";
import { DAY_MS, HOUR_MS, SECOND_MS, toIso } from "#shared/domain/time.ts";
import { localTables } from "./tables.ts";

const START = Date.UTC(2026, 8, 8);
const devEui = "020000fffe000001";
const at = (hours: number): string => toIso(START + hours * HOUR_MS);
const reset = (hours: number): DeviceEvent => ({
  kind: "counter_reset",
  devEui,
  at: at(hours),
  from: 812,
  to: 3,
});
const downlink = (result: "queued" | "acknowledged", downlinkId: string): DeviceEvent => ({
  kind: "downlink",
  devEui,
  at: at(5),
  networkServer: "chirpstack-v4",
  result,
  downlinkId,
});
const gateway = (connected: boolean, hours: number): DeviceEvent => ({
  kind: "gateway_connection",
  gatewayId: "a84041ffff1ee2b4",
  at: at(hours),
  networkServer: "the-things-stack-v3",
  connected,
});

describe.each(["DynamoDB", "memory"] as const)("device events in %s", (where) => {
  const fresh = async (name: string) => {
    const { client, tables } = await localTables(inject("dynamoDbEndpoint"), `events-${where}-${name}`);
    const events = where === "DynamoDB" ? deviceEvents(tables.health) : memoryDeviceEvents();
    return { events, client, table: tables.health };
  };

  it("come back in the order of their time, each once however often it was recorded", async () => {
    const { events } = await fresh("order");
    for (const event of [reset(7), reset(2), reset(7), reset(2)]) await events.record(event);
    expect(await events.list({ devEui }, START, START + DAY_MS)).toEqual([reset(2), reset(7)]);
  });

  it("of a stretch of time are those from its start until just before its end", async () => {
    const { events } = await fresh("stretch");
    for (const hours of [1, 2, 3, 4]) await events.record(reset(hours));
    expect(await events.list({ devEui }, START + 2 * HOUR_MS, START + 4 * HOUR_MS)).toEqual([
      reset(2),
      reset(3),
    ]);
  });

  it("keep every result of every downlink of one instant", async () => {
    const { events } = await fresh("downlinks");
    const told = [downlink("queued", "a"), downlink("acknowledged", "a"), downlink("queued", "b")];
    for (const event of [...told, ...told]) await events.record(event);
    expect(await events.list({ devEui }, START, START + DAY_MS)).toHaveLength(3);
  });

  it("of a gateway are its own", async () => {
    const { events } = await fresh("gateways");
    for (const event of [gateway(false, 1), gateway(true, 2), reset(1)]) await events.record(event);
    const own = await events.list({ gatewayId: "a84041ffff1ee2b4" }, START, START + DAY_MS);
    expect(own).toEqual([gateway(false, 1), gateway(true, 2)]);
  });

  it("are as many as there were, however many pages that takes", async () => {
    const { events } = await fresh("pages");
    const reason = "x".repeat(60_000);
    for (let hours = 0; hours < 20; hours += 1) {
      await events.record({
        ...downlink("queued", `d${hours}`),
        at: at(hours),
        reason,
      } as DeviceEvent);
    }
    expect(await events.list({ devEui }, START, START + DAY_MS)).toHaveLength(20);
  });
});

it("events are kept for 400 days from when they happened", async () => {
  const { client, tables } = await localTables(inject("dynamoDbEndpoint"), "events-expiry");
  await deviceEvents(tables.health).record(reset(0));
  const { Items = [] } = await client.send(new ScanCommand({ TableName: tables.health.tableName }));
  expect(Items[0]?.expiresAt).toBe((START + 400 * DAY_MS) / SECOND_MS);
});
