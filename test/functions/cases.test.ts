import { describe, expect, it } from "vitest";
import { takeIntoSite } from "#functions/ingest-uplinks/take-into-site.ts";
import { planSites, sweepUnplanned } from "#functions/plan-alerts/plan-alerts.ts";
import { memoryAlertArchive } from "#shared/adapters/memory/alert-archive.ts";
import { memoryAlertBus } from "#shared/adapters/memory/alert-bus.ts";
import { memoryAnnouncements } from "#shared/adapters/memory/announced.ts";
import { memoryCases } from "#shared/adapters/memory/cases.ts";
import { memoryDeviceEvents } from "#shared/adapters/memory/device-events.ts";
import { memoryHistory } from "#shared/adapters/memory/history.ts";
import { memoryNotificationQueue } from "#shared/adapters/memory/notification-queue.ts";
import { memoryRecipients } from "#shared/adapters/memory/recipients.ts";
import { memoryRegistry } from "#shared/adapters/memory/registry.ts";
import { memorySiteStates } from "#shared/adapters/memory/site-state.ts";
import { memoryVillageWeather } from "#shared/adapters/memory/village-weather.ts";
import type { Quantity } from "#shared/domain/quantity.ts";
import type { Recipient, Role } from "#shared/domain/recipient.ts";
import { DAY_MS, MINUTE_MS } from "#shared/domain/time.ts";
import type { Village } from "#shared/domain/village.ts";
import type { PlacedFrame } from "#shared/rules/hazard-rule.ts";
import { bare, dumped, GROUND, looks, PARKING, START } from "../shared/rules/illegal-dumping/lay-by.ts";
import { type CrashPoint, crashPoints, watched } from "./crash.ts";

const village: Village = {
  villageId: "lam-tsuen",
  name: { "zh-HK": "林村", en: "Lam Tsuen" },
  telephone: "+12025550100",
  sites: [
    {
      siteId: "lay-by",
      name: { "zh-HK": "避車處", en: "Lay-by" },
      position: [114.12, 22.44],
      jurisdiction: { illegal_dumping: ["agriculture_fisheries_conservation", "environmental_protection"] },
      hazards: [{ hazard: "illegal_dumping", settings: {}, validFrom: 0 }],
    },
  ],
  devices: [
    {
      devEui: PARKING,
      profileId: "pni/placepod",
      reportIntervalS: 86_400,
      assignments: [{ siteId: "lay-by", validFrom: 0 }],
    },
    {
      devEui: GROUND,
      profileId: "milesight/em310-udl",
      reportIntervalS: 600,
      assignments: [{ siteId: "lay-by", sensorHeightM: 3.5, validFrom: 0 }],
    },
  ],
};
const place = { villageId: "lam-tsuen", siteId: "lay-by" };

const desk = (recipientId: string, role: Role): Recipient => ({
  recipientId,
  role,
  language: "en",
  addresses: { sms: "+12025550123" },
});

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
    addressees: memoryRecipients({
      "lam-tsuen": [
        desk("epd", "environmental_protection"),
        desk("office", "village_office"),
        { ...desk("chan", "subscriber"), consentedAt: START - DAY_MS },
      ],
    }),
    sender: "village-watch.example.hk",
    boardUrl: "https://board.example.hk/",
  };
  return { time, services };
};

const arrivalOf = ({ devEui, observedAt, values }: PlacedFrame) => ({
  devEui,
  identity: `${devEui}|${observedAt}|${JSON.stringify(values)}`,
  fCnt: Math.round((observedAt - START) / MINUTE_MS) + 100,
  observedAt,
  receivedAt: observedAt + 500,
  measurements: Object.entries(values).map(([quantity, value]) => ({
    quantity: quantity as Quantity,
    value,
  })),
});

/** Takes frames in, one by one, and plans after each; `crash` strikes when the last of them is planned. */
const run = async (frames: readonly PlacedFrame[], crash?: CrashPoint) => {
  const { time, services } = world();
  const sorted = frames.toSorted((a, b) => a.observedAt - b.observedAt);
  const first = watched(services, crash);
  for (const [index, frame] of sorted.entries()) {
    time.wall = frame.observedAt + 1000;
    await takeIntoSite({ village, siteId: "lay-by", arrivals: [arrivalOf(frame)] }, services);
    const isLast = index === sorted.length - 1;
    await planSites([place], isLast ? first.services : services);
  }
  time.wall += 5 * MINUTE_MS;
  await sweepUnplanned(services);
  return { services, first };
};

const found = dumped(4);
const cleared = [...dumped(6), ...looks(bare(4), 100)];
const casesOf = ({ services }: Awaited<ReturnType<typeof run>>) => [...services.cases.items.values()];

describe("a heap that a vehicle left", () => {
  it("is a case for the departments whose ground it is, with its evidence and its clock", async () => {
    const [one, ...others] = casesOf(await run(found));
    expect(others).toEqual([]);
    expect(one).toMatchObject({
      caseId: "lam-tsuen.lay-by.illegal_dumping.1.20260908T151000Z",
      villageId: "lam-tsuen",
      siteId: "lay-by",
      departments: ["agriculture_fisheries_conservation", "environmental_protection"],
      status: "open",
      score: 90,
    });
    expect((one?.dueAt ?? 0) - (one?.openedAt ?? 0)).toBe(3 * DAY_MS);
    expect(one?.evidence).toContainEqual({ kind: "factor", name: "heap_m", value: 0.6, contribution: 40 });
  });

  it("goes to the department and the village office, never to villagers", async () => {
    const { services } = await run(found);
    const told = services.queue.messages.map(({ notification }) => notification.recipientId);
    expect(new Set(told)).toEqual(new Set(["epd", "office"]));
    expect(told).toHaveLength(2);
  });

  it("closes its case when the sensor sees it gone", async () => {
    expect(casesOf(await run(cleared))).toMatchObject([
      { status: "closed", outcome: "removed", closedBy: "sensor" },
    ]);
  });

  it("closes its case though the end is planned only after a further reading of the bare ground", async () => {
    const { services, time } = world();
    const frames = [...dumped(6), ...looks(bare(6), 100)].toSorted((a, b) => a.observedAt - b.observedAt);
    for (const frame of frames) {
      time.wall = frame.observedAt + 1000;
      await takeIntoSite({ village, siteId: "lay-by", arrivals: [arrivalOf(frame)] }, services);
      const isDown = frame.observedAt > START + 100 * MINUTE_MS && frame !== frames.at(-1);
      if (!isDown) await planSites([place], services);
    }
    expect([...services.cases.items.values()]).toMatchObject([{ status: "closed", outcome: "removed" }]);
  });

  it("leaves a case alone that the department closed before", async () => {
    const { services } = await run(found);
    const [{ caseId } = { caseId: "" }] = [...services.cases.items.values()];
    const closing = { outcome: "ticket", by: "FEHD", at: START + DAY_MS } as const;
    expect(await services.cases.close(caseId, closing)).toBe("written");
    expect(await services.cases.close(caseId, { ...closing, outcome: "removed" })).toBe("conflict");
    expect(services.cases.items.get(caseId)).toMatchObject({ outcome: "ticket", closedBy: "FEHD" });
  });
});

describe.each([
  ["opens", found],
  ["closes", cleared],
] as const)("a worker that dies in plan-alerts while a case %s", async (_what, frames) => {
  const untroubled = await run(frames);

  it("is watched at the call that keeps the case", () => {
    expect(untroubled.first.calls.join()).toMatch(frames === found ? /cases\.open#1/ : /cases\.close#1/);
  });

  it.each(
    crashPoints(untroubled.first.calls).map((point) => [`${point.when} ${point.call}`, point] as const),
  )("neither loses nor doubles it: %s", async (_, point) => {
    const troubled = await run(frames, point);
    expect(troubled.first.crashed()).toBe(true);
    const told = ({ services }: typeof troubled) =>
      [...new Set(services.queue.messages.map(({ notification }) => notification.notificationId))].toSorted();
    expect(casesOf(troubled).map(({ caseId, status, outcome }) => [caseId, status, outcome])).toEqual(
      casesOf(untroubled).map(({ caseId, status, outcome }) => [caseId, status, outcome]),
    );
    expect(told(troubled)).toEqual(told(untroubled));
  });
});
