import { GetCommand } from "@aws-sdk/lib-dynamodb";
import pLimit from "p-limit";
import { describe, expect, inject, it } from "vitest";
import { type Services, watchHeartbeats } from "#functions/watch-heartbeats/watch-heartbeats.ts";
import { deviceEvents } from "#shared/adapters/dynamodb/device-events.ts";
import { findings, siteFindings } from "#shared/adapters/dynamodb/findings.ts";
import { deviceRecords, gatewayRecords } from "#shared/adapters/dynamodb/health-records.ts";
import { history } from "#shared/adapters/dynamodb/history.ts";
import { noticeList } from "#shared/adapters/dynamodb/notice-list.ts";
import { addressees } from "#shared/adapters/dynamodb/recipients.ts";
import { registeredVillages } from "#shared/adapters/dynamodb/registered-villages.ts";
import { putVillage } from "#shared/adapters/dynamodb/registration.ts";
import { registry } from "#shared/adapters/dynamodb/registry.ts";
import { siteStates } from "#shared/adapters/dynamodb/site-state.ts";
import { heardWeather } from "#shared/adapters/dynamodb/village-weather.ts";
import { watchList } from "#shared/adapters/dynamodb/watch-list.ts";
import { memoryNotificationQueue } from "#shared/adapters/memory/notification-queue.ts";
import type { DeviceRecord } from "#shared/domain/device-health.ts";
import type { HealthNotice } from "#shared/domain/finding.ts";
import { QUALITY } from "#shared/domain/observation.ts";
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS, toIso } from "#shared/domain/time.ts";
import type { Village } from "#shared/domain/village.ts";
import { newHealth } from "#shared/rules/health/examine-hour.ts";
import { newSiteState } from "#shared/rules/site-state.ts";
import { countUnits } from "#test/bench/count-units.ts";
import { PRICES } from "#test/bench/dollars.ts";
import { stormVillages } from "#test/bench/storm-villages.ts";
import { live } from "#test/shared/rules/health/device-life.ts";
import { type LocalTables, localTables } from "./tables.ts";

const START: EpochMs = Date.UTC(2026, 8, 1);
const devEui = "020000fffe000001";

const fresh = (name: string) => localTables(inject("dynamoDbEndpoint"), `health-${name}`);

const silent = (since: EpochMs): HealthNotice => ({
  change: "opened",
  finding: { kind: "silent_device", devEui, siteId: "bridge", since, limitMs: HOUR_MS, neverHeard: false },
  at: since + HOUR_MS,
  villageId: "lam-tsuen",
});

describe("the list of who must be looked at", () => {
  it("tells those whose deadline has come, the longest overdue first, and nobody else", async () => {
    const list = watchList((await fresh("due")).tables.health);
    const numbers = Array.from({ length: 40 }, (_, index) => index);
    const euiOf = (number: number): string => `020000fffe${String(number).padStart(6, "0")}`;
    for (const number of numbers) {
      const dueAt = START + ((number * 7) % 40) * MINUTE_MS;
      await list.add({ subject: { devEui: euiOf(number) }, dueAt, addedAt: START });
    }
    const due = await list.due(START + 19 * MINUTE_MS, 100);
    expect(due.map(({ dueAt }) => (dueAt - START) / MINUTE_MS)).toEqual(numbers.slice(0, 20));
    expect((await list.due(START + DAY_MS, 5)).map(({ dueAt }) => (dueAt - START) / MINUTE_MS)).toEqual([
      0, 1, 2, 3, 4,
    ]);
    expect(await list.all()).toHaveLength(40);
  });

  it("keeps what was learnt of a device with its deadline, and does not bring back who was taken off", async () => {
    const list = watchList((await fresh("move")).tables.health);
    const watch = { subject: { devEui }, dueAt: START, addedAt: START };
    await list.add(watch);
    await list.add({ ...watch, dueAt: START + 9 });
    const moved = { ...watch, dueAt: START + 1, examineAt: START + 2, limitMs: 3, troubled: true };
    await list.move(moved);
    expect(await list.due(START + 1, 9)).toEqual([moved]);
    await list.remove({ devEui });
    await list.move(moved);
    expect(await list.all()).toEqual([]);
  });

  it("has a gateway on it as soon as its connection is told of", async () => {
    const { tables } = await fresh("gateway");
    const connection = { gatewayId: "g1", networkServer: "x", kind: "gateway_connection" } as const;
    await deviceEvents(tables.health).record({ ...connection, at: toIso(START), connected: false });
    await deviceEvents(tables.health).record({ ...connection, at: toIso(START + 5), connected: true });
    expect(await watchList(tables.health).due(START + 5, 9)).toMatchObject([
      { subject: { gatewayId: "g1" } },
    ]);
    expect(await deviceEvents(tables.health).latestConnection("g1")).toMatchObject({ connected: true });
    expect(await deviceEvents(tables.health).latestConnection("g2")).toBeUndefined();
  });

  it("remembers which registry it was last brought up to", async () => {
    const list = watchList((await fresh("version")).tables.health);
    expect(await list.registryVersion()).toBe(0);
    await list.rememberRegistryVersion(7);
    expect(await list.registryVersion()).toBe(7);
  });
});

describe("what is known of a device", () => {
  it("comes back as it was written, its days included, by the first of two who saw the same version", async () => {
    const records = deviceRecords((await fresh("records")).tables.health);
    const { health } = live(20, (frame) => ({ values: { distance: frame / 1000, battery_level: 90 } }));
    const record: DeviceRecord = { villageId: "lam-tsuen", health, standing: [], pending: [silent(START)] };
    expect(await records.read(devEui)).toBeUndefined();
    expect(await records.write(devEui, record, undefined)).toBe("written");
    expect(await records.write(devEui, record, undefined)).toBe("conflict");
    const held = await records.read(devEui);
    expect(held).toEqual({ record, version: 1 });
    expect(await records.write(devEui, { ...record, pending: [] }, held)).toBe("written");
    expect(await records.read(devEui)).toEqual({ record: { ...record, pending: [] }, version: 2 });
    await records.remove(devEui);
    expect(await records.read(devEui)).toBeUndefined();
  });

  it("forgets a day that a crash left behind before it was examined", async () => {
    const records = deviceRecords((await fresh("crash")).tables.health);
    const before = live(5, () => ({})).health;
    const record = { villageId: "lam-tsuen", standing: [], pending: [] };
    await records.write(devEui, { ...record, health: before }, undefined);
    const held = await records.read(devEui);
    // The days are written first, and the rest loses to somebody else.
    const after = live(6, () => ({})).health;
    await records.write(devEui, { ...record, health: after }, held && { ...held, version: 9 });
    expect((await records.read(devEui))?.record.health).toEqual(before);
  });
});

describe("what is known of a gateway", () => {
  it("is who hangs on it, and whether it is down", async () => {
    const gateways = gatewayRecords((await fresh("gateways")).tables.health);
    const member = { devEui, villageId: "lam-tsuen", siteId: "bridge" };
    await gateways.addDevice("g1", member);
    await gateways.addDevice("g1", { ...member, devEui: "020000fffe000002" });
    await gateways.removeDevice("g1", "020000fffe000002");
    expect(await gateways.devices("g1")).toEqual([member]);
    expect(await gateways.read("g1")).toBeUndefined();
    await gateways.write("g1", { backSince: START, pending: [] }, undefined);
    expect(await gateways.read("g1")).toEqual({ record: { backSince: START, pending: [] }, version: 1 });
  });
});

describe("findings", () => {
  it("are open from when they open until they close, each once however often that is recorded", async () => {
    const { tables, client } = await fresh("findings");
    const rows = findings(tables.health);
    const opened = silent(START);
    for (let time = 0; time < 2; time += 1) await rows.record(opened);
    expect(await rows.open("lam-tsuen")).toEqual([{ finding: opened.finding, openedAt: START + HOUR_MS }]);
    const closed = { ...opened, change: "closed", at: START + DAY_MS } as const;
    for (let time = 0; time < 2; time += 1) await rows.record(closed);
    expect(await rows.open("lam-tsuen")).toEqual([]);
    const Key = { pk: "VILLAGE#lam-tsuen", sk: `FINDING#CLOSED#${toIso(START)}#silent_device#${devEui}` };
    const { Item } = await client.send(new GetCommand({ TableName: tables.health.tableName, Key }));
    expect(Item?.expiresAt).toBe((START + 401 * DAY_MS) / SECOND_MS);
  });

  it("of a site stand in the state table beside its state", async () => {
    const { tables, client } = await fresh("site");
    await siteFindings(tables.state).put({ villageId: "lam-tsuen", siteId: "bridge" }, [
      silent(START).finding,
    ]);
    const Key = { pk: "VILLAGE#lam-tsuen", sk: "HEALTH#bridge" };
    const { Item } = await client.send(new GetCommand({ TableName: tables.state.tableName, Key }));
    expect(Item?.findings).toEqual([silent(START).finding]);
  });
});

it("the history of a site is read over midnight, in order, with all that was kept of each frame", async () => {
  const rows = history((await fresh("history")).tables.history);
  const place = { villageId: "lam-tsuen", siteId: "bridge" };
  const row = (minutes: number) =>
    ({
      ...{
        siteId: "bridge",
        devEui,
        observedAt: START + minutes * MINUTE_MS,
        receivedAt: START + minutes * MINUTE_MS,
      },
      ...{
        values: { distance: 1.5 },
        flags: { distance: QUALITY.good },
        late: minutes === 3,
        fCnt: minutes + 500,
      },
      ...{ gateways: [{ id: "g1", rssi: -90, snr: 4 }], dataRate: 5 },
    }) as const;
  await rows.put(place, [3, -2, 4, -61, 59, 60].map(row), START);
  expect(await rows.list(place, START - HOUR_MS, START + HOUR_MS)).toEqual([-2, 3, 4, 59].map(row));
});

describe("the notices that wait to be told", () => {
  const bundle = { villageId: "lam-tsuen", noticeId: "lam-tsuen.silent.opened", notices: [silent(START)] };

  it("wait until they are told, and to whom is remembered", async () => {
    const list = noticeList((await fresh("notices")).tables.health);
    await list.add(bundle, START);
    await list.add(bundle, START + 1);
    expect(await list.waiting()).toEqual([bundle]);
    expect(await list.toldTo("lam-tsuen", bundle.noticeId)).toEqual([]);
    await list.settle(bundle, ["office/email"], START + 2);
    expect(await list.waiting()).toEqual([]);
    expect(await list.toldTo("lam-tsuen", bundle.noticeId)).toEqual(["office/email"]);
  });

  it("do not wait again once they are told, and are nobody whose deadline could come", async () => {
    const { health } = (await fresh("notices-again")).tables;
    const list = noticeList(health);
    await list.settle(bundle, ["office/email"], START);
    await list.add(bundle, START + 1);
    expect(await list.waiting()).toEqual([]);
    await list.add({ ...bundle, noticeId: "another" }, START);
    expect(await watchList(health).due(START + DAY_MS, 9)).toEqual([]);
    expect(await watchList(health).all()).toEqual([]);
  });
});

it("every village is listed, and nothing else of the registry", async () => {
  const { registry: table } = (await fresh("villages")).tables;
  const villages = stormVillages(40);
  for (const village of villages) await putVillage(table, village);
  const listed = await registeredVillages(table).list();
  const byId = (a: Village, b: Village) => a.villageId.localeCompare(b.villageId);
  expect(listed.toSorted(byId)).toEqual(villages.toSorted(byId));
  expect(await registeredVillages(table).version()).toBe(villages.length);
});

/** The watcher on DynamoDB Local. */
const watcher = (local: LocalTables, time: { wall: EpochMs }): Services => {
  const clock = { now: () => time.wall };
  const { tables } = local;
  return {
    clock,
    registry: registry(tables.registry, { clock }),
    weather: heardWeather(tables.registry, { clock }),
    villages: registeredVillages(tables.registry),
    states: siteStates(tables.state),
    history: history(tables.history),
    events: deviceEvents(tables.health),
    watchList: watchList(tables.health),
    devices: deviceRecords(tables.health),
    gateways: gatewayRecords(tables.health),
    findings: findings(tables.health),
    siteFindings: siteFindings(tables.state),
    addressees: addressees(tables.recipients),
    noticeList: noticeList(tables.health),
    queue: memoryNotificationQueue(),
    boardUrl: "https://board.example.hk/",
    log: { notice: async () => undefined },
  };
};

describe("a thousand devices that are alive", () => {
  const MINUTES = 100;
  const DEVICES = 1_000;
  const REPORT_MINUTES = 10;

  it("cost, to watch, a small part of what their uplinks cost", { timeout: 180_000 }, async () => {
    const local = await fresh("cost");
    const time = { wall: START };
    const villages = stormVillages(DEVICES).map((village) => ({
      ...village,
      devices: village.devices.map((device) => ({ ...device, reportIntervalS: REPORT_MINUTES * 60 })),
    }));
    for (const village of villages) await putVillage(local.tables.registry, village);
    const services = watcher(local, time);
    const stations = villages.flatMap(({ villageId, devices }) =>
      devices.map((device) => ({
        villageId,
        devEui: device.devEui,
        siteId: device.assignments[0]?.siteId ?? "",
      })),
    );
    const rows = history(local.tables.history);
    /** Everybody's last frame, each at its own minute of ten. */
    const heardAt = (index: number): EpochMs => {
      const phase = index % REPORT_MINUTES;
      const minute = Math.floor((time.wall - START) / MINUTE_MS);
      return START + (minute - ((minute - phase + REPORT_MINUTES) % REPORT_MINUTES)) * MINUTE_MS;
    };
    const states = new Map(
      stations.map((station, index) => [station.siteId + station.villageId, { station, index }]),
    );
    const real = services.states.read;
    const heard: Services = {
      ...services,
      states: {
        // The item is read for its price; what it would say is made here.
        read: async (place, how) => {
          await real(place, how);
          const found = states.get(place.siteId + place.villageId);
          const at = heardAt(found?.index ?? 0);
          return { ...newSiteState(place), heard: { [found?.station.devEui ?? ""]: { at } } };
        },
      },
    };
    const setUp = pLimit(16);
    const settle = async (index: number, { villageId, siteId, devEui: eui }: (typeof stations)[number]) => {
      await siteStates(local.tables.state).write(newSiteState({ villageId, siteId }), undefined, START);
      const frames = Array.from({ length: 7 }, (_, frame) => {
        const observedAt = START + ((index % REPORT_MINUTES) + frame * REPORT_MINUTES) * MINUTE_MS;
        const gateways = [
          { id: `gateway-${index % 20}`, rssi: -97, snr: 4 },
          { id: "gateway-x", rssi: -110, snr: -3 },
        ];
        const values = { distance: 1.5 + (frame % 3) / 1000, water_level: 1.7, battery_level: 90 };
        return {
          siteId,
          devEui: eui,
          observedAt,
          receivedAt: observedAt,
          values,
          flags: {},
          late: false,
          fCnt: frame,
          gateways,
          dataRate: 5,
        };
      });
      await rows.put({ villageId, siteId }, frames, START);
    };
    await Promise.all(stations.map((station, index) => setUp(() => settle(index, station))));
    // A record as it is after months: sixty days, and most of another.
    const { health } = live(60 + 23 / 24, (frame, day) => ({
      values: { distance: frame % 7, battery_level: 90 - day / 8, water_level: 3 - (frame % 7) },
      gateways: [
        { id: "g1", rssi: -90 - (frame % 5), snr: 4 },
        { id: "g2", rssi: -95, snr: 1 },
      ],
      dataRate: 5,
    }));
    const shiftMs = health.examinedThrough - START;
    const aged = {
      ...newHealth(START),
      hours: health.hours,
      days: health.days.map((day) => ({ ...day, day: day.day - Math.ceil(shiftMs / DAY_MS) })),
    };
    const run = async () => {
      const { failed } = await watchHeartbeats(heard);
      if (failed[0] !== undefined) throw failed[0].error;
    };
    time.wall = START;
    for (let left = 0; left < 3; left += 1) await run();
    const age = async (eui: string) => {
      const held = await services.devices.read(eui);
      if (held === undefined) throw new Error(`${eui} was not looked at`);
      await services.devices.write(eui, { ...held.record, health: aged }, held);
    };
    await Promise.all(stations.map(({ devEui: eui }) => setUp(() => age(eui))));
    const units = countUnits(local.client);
    const perMinute: { readonly read: number; readonly write: number }[] = [];
    for (let minute = 1; minute <= MINUTES; minute += 1) {
      time.wall = START + minute * MINUTE_MS;
      const before = { read: units.read(), write: units.write() };
      await run();
      perMinute.push({ read: units.read() - before.read, write: units.write() - before.write });
    }
    const lastHour = perMinute.slice(-60);
    const sum = (of: "read" | "write") => lastHour.reduce((total, each) => total + each[of], 0);
    const hour = { read: sum("read"), write: sum("write") };
    const busiestMinute = Math.max(...lastHour.map(({ write }) => write));
    const perDevice =
      (hour.read * PRICES.perDynamoDbReadUnit + hour.write * PRICES.perDynamoDbWriteUnit) / DEVICES;
    const dollarsAMonth = perDevice * 24 * 30.4;
    console.log(JSON.stringify({ hour, busiestMinute, dollarsAMonth }));
    // The six uplinks of an hour cost up to 6 and 18: the watch adds less than half.
    expect(hour.write / DEVICES).toBeLessThan(9);
    expect(hour.read / DEVICES).toBeLessThan(6);
  });
});
