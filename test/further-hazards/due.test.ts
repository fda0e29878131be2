import { describe, expect, it, vi } from "vitest";
import { memoryCases } from "#shared/adapters/memory/cases.ts";
import { type ExerciseClock, wallFor } from "#shared/domain/exercise.ts";
import type { EpochMs } from "#shared/domain/time.ts";

vi.mock("#shared/rules/hazard-list.ts", async () => {
  const { cars } = await import("./car-definition.ts");
  return { HAZARDS: [cars] };
});

const { takeIntoSite } = await import("#functions/ingest-uplinks/take-into-site.ts");
const { planSites, sweepUnplanned } = await import("#functions/plan-alerts/plan-alerts.ts");
const { memoryDeviceEvents } = await import("#shared/adapters/memory/device-events.ts");
const { memoryHistory } = await import("#shared/adapters/memory/history.ts");
const { memoryAlertArchive } = await import("#shared/adapters/memory/alert-archive.ts");
const { memoryAlertBus } = await import("#shared/adapters/memory/alert-bus.ts");
const { memoryAnnouncements } = await import("#shared/adapters/memory/announced.ts");
const { memoryNotificationQueue } = await import("#shared/adapters/memory/notification-queue.ts");
const { memoryRecipients } = await import("#shared/adapters/memory/recipients.ts");
const { memoryRegistry } = await import("#shared/adapters/memory/registry.ts");
const { memorySiteStates } = await import("#shared/adapters/memory/site-state.ts");
const { memoryVillageWeather } = await import("#shared/adapters/memory/village-weather.ts");
const { car, gate, MINUTE, START } = await import("./car-rule.ts");

const village = {
  villageId: "lam-tsuen",
  name: { "zh-HK": "林村", en: "Lam Tsuen" },
  telephone: "+12025550100",
  sites: [gate().site],
  devices: [...gate().devices],
};

const world = () => {
  const time = { wall: START };
  const services = {
    clock: { now: () => time.wall },
    registry: memoryRegistry([village]),
    states: memorySiteStates(),
    weather: memoryVillageWeather(),
    history: memoryHistory(),
    deviceEvents: memoryDeviceEvents(),
    announcements: memoryAnnouncements(),
    archive: memoryAlertArchive(),
    cases: memoryCases(),
    queue: memoryNotificationQueue(),
    bus: memoryAlertBus(),
    addressees: memoryRecipients({}),
    sender: "village-watch.example.hk",
    boardUrl: "https://board.example.hk/",
  };
  const place = { villageId: "lam-tsuen", siteId: "north-gate" };
  return {
    pass: async (minute: number, cars: number) => {
      time.wall = START + minute * MINUTE;
      await takeIntoSite({ village, siteId: "north-gate", arrivals: [car(minute, cars)] }, services);
      return planSites([place], services);
    },
    /** What the sweep of a minute announces. */
    sweepAt: async (minute: number): Promise<readonly string[]> => {
      time.wall = START + minute * MINUTE;
      const outcomes = await sweepUnplanned(services);
      return outcomes.flatMap((outcome) =>
        "hazards" in outcome
          ? outcome.hazards.flatMap(({ alerts }) => alerts.map(({ alert }) => alert.level))
          : [String(outcome.error)],
      );
    },
    listed: async (at: EpochMs) => (await services.states.listUnplanned(at)).length,
  };
};

describe("what time alone changes", () => {
  it("is announced when it is due, though nothing more is heard: an alarm that ends by itself", async () => {
    const { pass, sweepAt } = world();
    await pass(5, 2);
    expect(await sweepAt(34)).toEqual([]);
    expect(await sweepAt(36)).toEqual(["normal"]);
    expect(await sweepAt(60)).toEqual([]);
  });

  it("a silence that raises", async () => {
    const { pass, sweepAt } = world();
    await pass(5, 9);
    expect(await sweepAt(24)).toEqual([]);
    expect(await sweepAt(26)).toEqual(["danger"]);
    expect(await sweepAt(60)).toEqual([]);
  });

  it("moves with every reading, without being written with each", async () => {
    const { pass, sweepAt, listed } = world();
    await pass(5, 9);
    await pass(15, 9);
    await pass(25, 9);
    expect(await listed(START + 25 * MINUTE)).toBe(0);
    expect(await sweepAt(26)).toEqual([]);
    expect(await sweepAt(46)).toEqual(["danger"]);
  });

  it("is nothing where nothing is wrong", async () => {
    const { pass, listed } = world();
    await pass(5, 0);
    expect(await listed(START + 24 * 60 * MINUTE)).toBe(0);
  });
});

describe("the wall's time of an instant of an exercise", () => {
  const exercise: ExerciseClock = { exerciseId: "drill", traceStart: 0, startedAt: START, speed: 60 };

  it("goes by its speed, and by the wall itself where there is none", () => {
    expect(wallFor(exercise, 60 * MINUTE)).toBe(START + MINUTE);
    expect(wallFor(undefined, START)).toBe(START);
  });

  it("never comes for what lies after the end of the trace", () => {
    expect(wallFor({ ...exercise, traceEnd: 10 }, 11)).toBe(Number.POSITIVE_INFINITY);
  });
});
