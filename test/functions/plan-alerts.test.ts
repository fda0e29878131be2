import { describe, expect, it } from "vitest";
import { ingestUplinks } from "#functions/ingest-uplinks/ingest-uplinks.ts";
import { planSites, sweepUnplanned } from "#functions/plan-alerts/plan-alerts.ts";
import type { ExerciseClock } from "#shared/domain/exercise.ts";
import { HOUR_MS, MINUTE_MS } from "#shared/domain/time.ts";
import { alertEventSchema } from "#shared/events/alert-event.ts";
import { EVENING, ingestServices, messages } from "./ingest-services.ts";
import { BRIDGE } from "./pilot-village.ts";
import { bridgePlace, planServices } from "./plan-services.ts";
import { uplinkDocument } from "./uplink-messages.ts";

const world = () => {
  const ingest = ingestServices();
  const plan = planServices(ingest);
  let fCnt = 0;
  const read = async (levelM: number, exercise?: ExerciseClock, at = ingest.time.wall) => {
    fCnt += 1;
    const frame = { levelM, at, fCnt, ...(exercise === undefined ? {} : { exercise }) };
    const sentAt = ingest.time.wall;
    const arriving = messages(uplinkDocument(BRIDGE, frame)).map((message) => ({ ...message, sentAt }));
    const { failed } = await ingestUplinks(arriving, ingest);
    expect(failed).toEqual([]);
    ingest.time.wall += MINUTE_MS;
  };
  /** Long enough that nobody takes it for an echo. */
  const rise = async () => {
    for (const levelM of [1.4, 1.55, 1.7, 1.85]) await read(levelM);
  };
  return { ingest, plan, read, rise };
};

describe("water that rises to danger", () => {
  it("tells the duty, the office, the District Office, Fire Services and who has consented", async () => {
    const { plan, rise } = world();
    await rise();
    await planSites([bridgePlace], plan);
    expect(
      plan.queue.messages.map(({ notification }) =>
        notification.notificationId.split("/").slice(1).join("/"),
      ),
    ).toEqual([
      "dsd-duty/sms",
      "dsd-duty/email",
      "lam-tsuen-office/email",
      "had-tai-po/email",
      "fsd-duty/sms",
      "villager-chan/sms",
      "villager-smith/sms",
      "villager-smith/email",
    ]);
    const [archived] = plan.archive.alerts.values();
    expect(archived?.cap).toContain("<severity>");
    expect(plan.bus.events.map((event) => alertEventSchema.parse(event).level)).toEqual(["danger"]);
  });

  it("says it once, however often the site is planned", async () => {
    const { plan, read } = world();
    await read(1.85);
    await planSites([bridgePlace], plan);
    const again = await planSites([bridgePlace], plan);
    expect(again).toMatchObject([{ hazards: [{ alerts: [], silent: "already_announced" }] }]);
    expect(plan.bus.events).toHaveLength(1);
  });

  it("takes the site off the list of the unplanned", async () => {
    const { ingest, plan, read } = world();
    await read(1.85);
    const waiting = () => ingest.states.listUnplanned(ingest.time.wall);
    expect(await waiting()).toMatchObject([bridgePlace]);
    await planSites([bridgePlace], plan);
    expect(await waiting()).toEqual([]);
  });
});

describe("a stream record that was lost", () => {
  it("loses no alert: the sweep finds the site", async () => {
    const { ingest, plan, read } = world();
    await read(1.85);
    ingest.time.wall = EVENING + 10_000;
    expect(await sweepUnplanned(plan)).toEqual([]);
    ingest.time.wall = EVENING + MINUTE_MS;
    await sweepUnplanned(plan);
    expect(plan.bus.events).toHaveLength(1);
  });
});

describe("a reading that comes late", () => {
  it("raises nothing, and stays on the list until a fresh one brings it out", async () => {
    const { ingest, plan, read } = world();
    await read(1.85, undefined, EVENING - HOUR_MS);
    await planSites([bridgePlace], plan);
    expect(plan.bus.events).toEqual([]);
    await read(1.86);
    ingest.time.wall += MINUTE_MS;
    await sweepUnplanned(plan);
    expect(plan.bus.events.map(({ level }) => level)).toEqual(["danger"]);
  });
});

describe("a danger that a late frame shows never to have been", () => {
  it("stays on the list until a good reading ends it", async () => {
    const { ingest, plan, read } = world();
    const start = ingest.time.wall;
    await read(0.95);
    ingest.time.wall = start + 7 * MINUTE_MS;
    await read(1.9);
    await planSites([bridgePlace], plan);
    await read(0.95, undefined, start + 6.5 * MINUTE_MS);
    expect(await planSites([bridgePlace], plan)).toMatchObject([{ hazards: [{ silent: "no_evidence" }] }]);
    await read(0.95);
    ingest.time.wall += MINUTE_MS;
    await sweepUnplanned(plan);
    expect(plan.bus.events.map(({ level }) => level)).toEqual(["danger", "normal"]);
    expect(await ingest.states.listUnplanned(ingest.time.wall)).toEqual([]);
  });
});

describe("a plan that was interrupted", () => {
  it("is handed on by whoever comes next, under the same identifier", async () => {
    const { plan, rise } = world();
    await rise();
    const { publish } = plan.bus;
    plan.bus.publish = async () => {
      throw new Error("the bus is away");
    };
    expect(await planSites([bridgePlace], plan)).toMatchObject([{ error: new Error("the bus is away") }]);
    plan.bus.publish = publish;
    await planSites([bridgePlace], plan);
    const references = plan.queue.messages.map(({ notification }) => notification.notificationId);
    expect(references).toHaveLength(16);
    expect(new Set(references).size).toBe(8);
    expect(plan.announcements.items.values().next().value?.pending).toBeUndefined();
  });

  it("does not keep another site from being planned", async () => {
    const { plan, read } = world();
    await read(1.85);
    const outcomes = await planSites([{ villageId: "lam-tsuen", siteId: "nowhere" }, bridgePlace], plan);
    expect(outcomes[1]).toMatchObject({ hazards: [{ alerts: [{}] }] });
  });
});

describe("two instances that plan the same site", () => {
  it("make one alert", async () => {
    const { plan, read } = world();
    await read(1.85);
    await Promise.all([planSites([bridgePlace], plan), planSites([bridgePlace], plan)]);
    expect(new Set(plan.bus.events.map(({ identifier }) => identifier)).size).toBe(1);
    expect(plan.archive.alerts.size).toBe(1);
  });
});

describe("a fast exercise", () => {
  it("alerts at every change in turn, though it is planned after all of them", async () => {
    const { ingest, plan, read } = world();
    const clock = { exerciseId: "drill-1", traceStart: EVENING, startedAt: EVENING, speed: 1 };
    for (const levelM of [0.8, 0.85, 0.9, 0.95, 1, 1.2, 1.4, 1.55, 1.7, 1.85]) await read(levelM, clock);
    await planSites([{ ...bridgePlace, exerciseId: "drill-1" }], plan);
    expect(plan.bus.events.map(({ status, level }) => [status, level])).toEqual([
      ["Exercise", "advisory"],
      ["Exercise", "warning"],
      ["Exercise", "danger"],
    ]);
    expect(ingest.states.items.size).toBe(1);
  });
});
