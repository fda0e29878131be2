import { describe, expect, it } from "vitest";
import { deliverNotification, LEASE_MS } from "#functions/deliver-notification/deliver-notification.ts";
import { ingestUplinks } from "#functions/ingest-uplinks/ingest-uplinks.ts";
import { planSites, sweepUnplanned } from "#functions/plan-alerts/plan-alerts.ts";
import { memoryDeliveries } from "#shared/adapters/memory/deliveries.ts";
import { memoryRecipients } from "#shared/adapters/memory/recipients.ts";
import { memorySender } from "#shared/adapters/memory/sender.ts";
import type { Notification } from "#shared/domain/alert.ts";
import { MINUTE_MS } from "#shared/domain/time.ts";
import { type CrashPoint, crashPoints, watched } from "./crash.ts";
import { ingestServices, messages, minutes } from "./ingest-services.ts";
import { BRIDGE, pilot, ROAD } from "./pilot-village.ts";
import { bridgePlace, planServices } from "./plan-services.ts";
import { uplinkDocument } from "./uplink-messages.ts";

/** The road floods, the bridge rises to danger, one frame comes twice under two times, one message is no uplink. */
const storm = messages(
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

const deliverWorld = async (notification: Notification, crash?: CrashPoint) => {
  const ingest = ingestServices();
  const world = deliverServices(ingest.clock);
  const first = watched(world, crash);
  const message = { villageId: "lam-tsuen", notification };
  await deliverNotification(message, first.services).catch(() => undefined);
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
