import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { beforeEach, describe, expect, inject, it } from "vitest";
import { villageKey } from "#shared/adapters/dynamodb/keys.ts";
import { putVillage } from "#shared/adapters/dynamodb/registration.ts";
import { registry } from "#shared/adapters/dynamodb/registry.ts";
import { countUnits } from "#test/bench/count-units.ts";
import { EVENING } from "#test/functions/ingest-services.ts";
import { BRIDGE, pilot } from "#test/functions/pilot-village.ts";
import { localTables } from "./tables.ts";

let number = 0;
const fresh = async () => {
  number += 1;
  const { client, tables } = await localTables(inject("dynamoDbEndpoint"), `registry${number}`);
  const time = { wall: EVENING };
  const units = countUnits(client);
  return {
    table: tables.registry,
    time,
    units,
    known: registry(tables.registry, { clock: { now: () => time.wall } }),
  };
};

let world: Awaited<ReturnType<typeof fresh>>;
beforeEach(async () => {
  world = await fresh();
});

describe("a device", () => {
  it("is found with its village", async () => {
    await putVillage(world.table, pilot.village);
    expect(await world.known.device(BRIDGE.devEui)).toEqual({
      device: pilot.village.devices[0],
      village: pilot.village,
    });
  });

  it("costs nothing to find again, and half a read unit every ten seconds to know that it still holds", async () => {
    await putVillage(world.table, pilot.village);
    await world.known.device(BRIDGE.devEui);
    const before = world.units.read();
    for (let second = 0; second < 60; second += 1) {
      world.time.wall += 1_000;
      await world.known.device(BRIDGE.devEui);
    }
    expect(world.units.read() - before).toBe(6 * 0.5);
  });

  it("that was registered a moment ago is known within ten seconds", async () => {
    await putVillage(world.table, { ...pilot.village, devices: [] });
    expect(await world.known.device(BRIDGE.devEui)).toBeUndefined();
    await putVillage(world.table, pilot.village);
    expect(await world.known.device(BRIDGE.devEui)).toBeUndefined();
    world.time.wall += 10_000;
    expect(await world.known.device(BRIDGE.devEui)).toBeDefined();
  });

  it("that nobody knows is asked for once in ten seconds, however often it sends", async () => {
    await world.known.device("020000fffe0000aa");
    const before = world.units.read();
    for (let uplink = 0; uplink < 20; uplink += 1) await world.known.device("020000fffe0000aa");
    expect(world.units.read()).toBe(before);
  });

  it("whose village changed is found in the new one", async () => {
    await putVillage(world.table, pilot.village);
    await world.known.device(BRIDGE.devEui);
    const renamed = { ...pilot.village, telephone: "+12025550149" };
    await putVillage(world.table, renamed);
    world.time.wall += 10_000;
    expect((await world.known.device(BRIDGE.devEui))?.village.telephone).toBe("+12025550149");
  });

  it("is looked up once when many uplinks ask at once", async () => {
    await putVillage(world.table, pilot.village);
    const before = world.units.read();
    await Promise.all(Array.from({ length: 50 }, () => world.known.device(BRIDGE.devEui)));
    // The version, the device and the village.
    expect(world.units.read() - before).toBe(0.5 + 1 + 1);
  });
});

describe("a village", () => {
  it("of a schema that this code does not know is refused with both versions named", async () => {
    const Item = { ...villageKey("future"), v: 2, body: "{}" };
    await world.table.client.send(new PutCommand({ TableName: world.table.tableName, Item }));
    await expect(world.known.village("future")).rejects.toThrow(
      "schema version 2; this code reads version 1",
    );
  });
});
