import { describe, expect, it } from "vitest";
import { deliverNotification, LEASE_MS } from "#functions/deliver-notification/deliver-notification.ts";
import { ingestUplinks } from "#functions/ingest-uplinks/ingest-uplinks.ts";
import { planSites, sweepUnplanned } from "#functions/plan-alerts/plan-alerts.ts";
import { watchHeartbeats } from "#functions/watch-heartbeats/watch-heartbeats.ts";
import { memoryDeliveries } from "#shared/adapters/memory/deliveries.ts";
import { memoryRecipients } from "#shared/adapters/memory/recipients.ts";
import { memorySender } from "#shared/adapters/memory/sender.ts";
import type { Deliverable } from "#shared/domain/health-notification.ts";
import { MINUTE_MS } from "#shared/domain/time.ts";
import { type CrashPoint, crashPoints, onlyTheCrash, watched } from "./crash.ts";
import { ingestServices, messages, minutes } from "./ingest-services.ts";
import { BRIDGE, pilot, ROAD } from "./pilot-village.ts";
import { bridgePlace, planServices } from "./plan-services.ts";
import { uplinkDocument } from "./uplink-messages.ts";
import { deviceOf, watchWorld } from "./watch-services.ts";

/** The road floods, the bridge rises to danger, one frame comes twice under two times, one message is no uplink. */
const storm = messages(
  uplinkDocument(BRIDGE, { levelM: 1.4, at: minutes(24), fCnt: 0 }),
  uplinkDocument(BRIDGE, { levelM: 1.6, at: minutes(27), fCnt: 1 }),
  uplinkDocument(BRIDGE, { levelM: 1.75, at: minutes(28), fCnt: 2 }),
  uplinkDocument(BRIDGE, { levelM: 1.75, at: minutes(28) - 48_000, fCnt: 2 }),
  uplinkDocument(BRIDGE, { levelM: 1.86, at: minutes(29), fCnt: 3 }),
  uplinkDocument(ROAD, { levelM: 0.12, at: minutes(28), fCnt: 9 }),
  // Rebooted
  uplinkDocument(ROAD, { levelM: 0.11, at: minutes(29), fCnt: 0 }),
  "no uplink at all",
);

const deliverServices = (clock: { now: () => number }) => ({
  clock,
  deliveries: memoryDeliveries(),
  addresses: memoryRecipients({ "lam-tsuen": pilot.recipients }),
  exerciseDesk: {},
  senders: { sms: memorySender(), email: memorySender() },
});

const ingestWorld = async (crash?: CrashPoint) => {
  const world = ingestServices();
  const first = watched(world, crash);
  const { failed } = await ingestUplinks(storm, first.services);
  // A worker that died has reported nothing: the whole batch comes again. One that lives hands back what failed.
  const again = storm.filter(({ messageId }) => failed.some((failure) => failure.messageId === messageId));
  await ingestUplinks(crash?.once === true ? again : storm, world);
  return { world, first };
};

const planWorld = async (crash?: CrashPoint) => {
  const ingest = ingestServices();
  await ingestUplinks(storm, ingest);
  const world = planServices(ingest);
  const first = watched(world, crash);
  await planSites([bridgePlace, { ...bridgePlace, siteId: ROAD.siteId }], first.services);
  ingest.time.wall += 2 * MINUTE_MS;
  await sweepUnplanned(world);
  return { world, first };
};

const deliverWorld = async (notification: Deliverable, crash?: CrashPoint) => {
  const ingest = ingestServices();
  const world = deliverServices(ingest.clock);
  const first = watched(world, crash);
  const message = { villageId: "lam-tsuen", notification };
  await deliverNotification(message, first.services).catch(onlyTheCrash);
  ingest.time.wall += LEASE_MS + 1;
  await deliverNotification(message, world);
  return { world, first };
};

const named = ({ call, when, once }: CrashPoint) => `${when} ${call}${once === true ? ", once" : ""}`;

describe("a worker that dies in ingest-uplinks", async () => {
  const untroubled = await ingestWorld();
  const points = crashPoints(untroubled.first.calls);

  it("is watched at every kind of call it makes", () => {
    const kinds = new Set(untroubled.first.calls.map((call) => call.split("#")[0]));
    expect([...kinds].toSorted()).toEqual([
      "deviceEvents.record",
      "history.put",
      "history.remove",
      "quarantine.count",
      "quarantine.keep",
      "registry.device",
      "states.read",
      "states.write",
      "weather.of",
    ]);
  });

  const all = points.flatMap((point) => [point, { ...point, once: true }]);

  it.each(all.map((point) => [named(point), point] as const))("loses nothing: %s", async (_, point) => {
    const { world, first } = await ingestWorld(point);
    expect(first.crashed()).toBe(true);
    expect(withoutVersions(world)).toEqual(withoutVersions(untroubled.world));
  });
});

const withoutVersions = (world: ReturnType<typeof ingestServices>) => ({
  entries: Object.fromEntries(
    [...world.states.items.values()].map(({ state }) => [state.siteId, state.entries]),
  ),
  waiting: [...world.states.items.values()].map(({ unplannedSince }) => unplannedSince),
  history: [...world.history.rows.keys()].toSorted(),
  quarantine: [...world.quarantine.entries.keys()],
});

describe("a worker that dies in plan-alerts", async () => {
  const untroubled = await planWorld();
  const points = crashPoints(untroubled.first.calls);
  const idsOf = ({ world }: typeof untroubled) =>
    [...new Set(world.queue.messages.map(({ notification }) => notification.notificationId))].toSorted();
  const alertsOf = ({ world }: typeof untroubled) => [...world.archive.alerts.keys()].toSorted();
  const eventsOf = ({ world }: typeof untroubled) =>
    [...new Set(world.bus.events.map(({ identifier }) => identifier))].toSorted();

  it("is watched at every kind of call it makes", () => {
    const kinds = new Set(untroubled.first.calls.map((call) => call.split("#")[0]));
    expect([...kinds].toSorted()).toEqual([
      "addressees.of",
      "announcements.read",
      "announcements.write",
      "archive.keep",
      "bus.publish",
      "queue.send",
      "registry.village",
      "states.markPlanned",
      "states.read",
      "weather.of",
    ]);
  });

  it.each(points.map((point) => [named(point), point] as const))("loses no alert: %s", async (_, point) => {
    const planned = await planWorld(point);
    expect(planned.first.crashed()).toBe(true);
    expect(idsOf(planned)).toEqual(idsOf(untroubled));
    expect(alertsOf(planned)).toEqual(alertsOf(untroubled));
    expect(eventsOf(planned)).toEqual(eventsOf(untroubled));
    expect(await planned.world.states.listUnplanned(Number.POSITIVE_INFINITY)).toEqual([]);
  });
});

describe.each(["danger", "warning"] as const)(
  "a worker that dies in deliver-notification at %s",
  async (level) => {
    const { world: planned } = await planWorld();
    const [message] = planned.queue.messages;
    if (message === undefined) throw new Error("nothing was planned");
    const notification = { ...message.notification, level };
    const untroubled = await deliverWorld(notification);
    const points = crashPoints(untroubled.first.calls);

    it("is watched at every kind of call it makes", () => {
      expect(untroubled.first.calls).toEqual([
        "deliveries.claim#1",
        "addresses.find#1",
        "senders.sms.send#1",
        "deliveries.record#1",
      ]);
    });

    it.each(points.map((point) => [named(point), point] as const))("%s", async (where, point) => {
      const { world, first } = await deliverWorld(notification, point);
      expect(first.crashed()).toBe(true);
      const { sent } = world.senders.sms;
      const afterSending = ["after senders.sms.send#1", "before deliveries.record#1"].includes(where);
      const settledBefore = ["before deliveries.claim#1", "after deliveries.record#1"].includes(where);
      if (level === "danger") {
        // Never zero; twice only when the worker died between sending and recording, and then under one reference.
        expect(sent).toHaveLength(afterSending ? 2 : 1);
        expect(new Set(sent.map(({ reference }) => reference))).toEqual(
          new Set([notification.notificationId]),
        );
      } else {
        // Never twice; where nobody can know whether it went out, people see that.
        expect(sent).toHaveLength(afterSending || settledBefore ? 1 : 0);
      }
      const [record] = world.deliveries.items.values();
      expect(record?.result?.kind).toBe(level === "danger" || settledBefore ? "sent" : "unknown");
    });
  },
);

/** A gateway dies with its two devices, a third falls silent on its own, a fourth has a low battery, and one is not registered any more. */
const watchTrouble = async (crash?: CrashPoint) => {
  const numbers = [1, 2, 3, 4, 5];
  const eui = (number: number): string => `020000fffe00000${number}`;
  const world = watchWorld(numbers.map((number) => deviceOf(eui(number), 600)));
  const { time, registered } = world;
  const start = time.wall;
  await world.run(start);
  for (let minute = 0; minute < 180; minute += 10) {
    for (const number of numbers) {
      const gateways = number <= 2 ? [{ id: "g1" }] : [{ id: `g${number}` }];
      const frame = {
        observedAt: start + minute * MINUTE_MS + number,
        gateways,
        values: { battery_level: 60 },
      };
      await world.hear(eui(number), frame);
    }
    await world.run(start + minute * MINUTE_MS + 5 * MINUTE_MS);
  }
  for (let minute = 180; minute < 310; minute += 10) {
    const frame = {
      observedAt: start + minute * MINUTE_MS,
      gateways: [{ id: "g4" }],
      values: { battery_level: 5 },
    };
    await world.hear(eui(4), frame);
  }
  const { village } = registered;
  registered.village = { ...village, devices: village.devices.filter(({ devEui }) => devEui !== eui(5)) };
  registered.version += 1;
  time.wall = start + 310 * MINUTE_MS;
  const first = watched(world.services, crash);
  await watchHeartbeats(first.services).catch(onlyTheCrash);
  // The next minutes' runs: nobody is due later than a quarter of an hour after.
  for (let minute = 311; minute < 330; minute += 1) await world.run(start + minute * MINUTE_MS);
  return { world, first };
};

describe("a worker that dies in watch-heartbeats", async () => {
  const untroubled = await watchTrouble();
  const points = crashPoints(untroubled.first.calls);
  const all = points.flatMap((point) => [point, { ...point, once: true }]);

  const outcomeOf = ({ world }: typeof untroubled) => ({
    open: [...world.services.findings.opened.keys()].toSorted(),
    // The same message may be queued again: delivery takes each once, by its reference.
    messages: [
      ...new Set(world.services.queue.messages.map(({ notification }) => notification.notificationId)),
    ].toSorted(),
    waiting: [...world.services.noticeList.items.values()].filter(({ told }) => told === undefined),
    closed: [...world.services.findings.closed.keys()].toSorted(),
    told: [
      ...new Set(world.told.map(({ change, finding }) => `${change} ${JSON.stringify(finding)}`)),
    ].toSorted(),
    sites: [...world.services.siteFindings.sites].map(([site, findings]) => [
      site,
      findings.map(({ kind }) => kind).toSorted(),
    ]),
    watched: [...world.services.watchList.watches.keys()].toSorted(),
    records: [...world.services.devices.items].map(([devEui, { record }]) => [
      devEui,
      record.pending,
      record.onlyGateway,
    ]),
  });

  it("is watched at every kind of call it makes", () => {
    const kinds = new Set(untroubled.first.calls.map((call) => call.split("#")[0]));
    expect([...kinds].toSorted()).toEqual([
      "addressees.of",
      "devices.read",
      "devices.remove",
      "devices.write",
      "events.latestConnection",
      "findings.open",
      "findings.record",
      "gateways.devices",
      "gateways.read",
      "gateways.removeDevice",
      "gateways.write",
      "history.list",
      "log.notice",
      "noticeList.add",
      "noticeList.settle",
      "noticeList.waiting",
      "queue.send",
      "registry.device",
      "registry.village",
      "siteFindings.put",
      "states.read",
      "villages.list",
      "villages.version",
      "watchList.add",
      "watchList.all",
      "watchList.due",
      "watchList.move",
      "watchList.registryVersion",
      "watchList.rememberRegistryVersion",
      "watchList.remove",
      "weather.of",
    ]);
    expect(outcomeOf(untroubled).open).toEqual([
      "VILLAGE#lam-tsuen/FINDING#OPEN#battery_low#020000fffe000004",
      "VILLAGE#lam-tsuen/FINDING#OPEN#gateway_down#g1",
      "VILLAGE#lam-tsuen/FINDING#OPEN#silent_device#020000fffe000003",
    ]);
  });

  it.each(all.map((point) => [named(point), point] as const))(
    "loses no finding, and makes none up: %s",
    async (_, point) => {
      const troubled = await watchTrouble(point);
      expect(troubled.first.crashed()).toBe(true);
      expect(outcomeOf(troubled)).toEqual(outcomeOf(untroubled));
      const { messages } = troubled.world.services.queue;
      const texts = new Set(messages.map(({ notification }) => JSON.stringify(notification)));
      // One reference never bears two texts.
      expect(texts.size).toBe(new Set(messages.map(({ notification }) => notification.notificationId)).size);
    },
  );
});
