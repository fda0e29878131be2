import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { brokenReplies } from "#test/shared/adapters/hko/broken-replies.ts";
import {
  bulletin,
  FEEDS,
  grid,
  type SkyReply,
  stations,
  warning,
} from "#test/shared/adapters/hko/replies.ts";
import { type SkyServer, sends, skyServer } from "#test/shared/adapters/hko/sky-server.ts";

vi.mock("#shared/rules/hazard-list.ts", async () => {
  const { rainHeeding } = await import("./rain-heeding-rule.ts");
  return { HAZARDS: [rainHeeding] };
});

const { fetchWeather } = await import("#functions/fetch-weather/fetch-weather.ts");
const { ingestUplinks } = await import("#functions/ingest-uplinks/ingest-uplinks.ts");
const { planSites, sweepUnplanned } = await import("#functions/plan-alerts/plan-alerts.ts");
const { publishStatus } = await import("#functions/publish-status/publish-status.ts");
const { tellPace } = await import("#functions/publish-status/tell-pace.ts");
const { keepPace } = await import("#functions/send-downlinks/keep-pace.ts");
const { blindSite } = await import("#functions/watch-heartbeats/standing-findings.ts");
const { observatory } = await import("#shared/adapters/hko/observatory.ts");
const { memoryBoardBucket } = await import("#shared/adapters/memory/board-bucket.ts");
const { memoryDownlinks } = await import("#shared/adapters/memory/downlinks.ts");
const { memoryRegistry } = await import("#shared/adapters/memory/registry.ts");
const { SECOND_MS, HOUR_MS, MINUTE_MS } = await import("#shared/domain/time.ts");
const { EVENING, ingestServices, messages } = await import("#test/functions/ingest-services.ts");
const { BRIDGE, pilot } = await import("#test/functions/pilot-village.ts");
const { bridgePlace, planServices } = await import("#test/functions/plan-services.ts");
const { uplinkDocument } = await import("#test/functions/uplink-messages.ts");
const { watchWorld } = await import("#test/functions/watch-services.ts");

const village = {
  ...pilot.village,
  devices: pilot.village.devices.map((device) => ({
    ...device,
    reportIntervalS: 600,
    fastReportIntervalS: 60,
    downlink: { via: "chirpstack" as const },
  })),
};

const redRain = {
  warnings: sends(JSON.stringify({ WRAIN: warning("WRAINR", EVENING - 10 * MINUTE_MS) })),
  districtRainfall: sends(JSON.stringify(bulletin(EVENING - 15 * MINUTE_MS, 62))),
  stationRainfall: sends(JSON.stringify(stations(EVENING - 15 * MINUTE_MS, { "Tai Po": "55" }))),
  nowcast: sends(grid(EVENING - 12 * MINUTE_MS, 30, 20, 10, 0), { "content-type": "text/csv" }),
};

let server: SkyServer;
beforeAll(async () => {
  server = await skyServer(redRain);
});
afterAll(() => server[Symbol.asyncDispose]());

/** The chain in memory, from the Observatory to the alert. */
const chain = () => {
  const ingest = { ...ingestServices(), registry: memoryRegistry([village]) };
  const plan = planServices(ingest);
  const { time, clock, weather } = ingest;
  let fCnt = 0;
  const fetch = (replies: Readonly<Record<(typeof FEEDS)[number], SkyReply>>) => {
    Object.assign(server.replies, replies);
    return fetchWeather({
      clock,
      weather,
      villages: { list: async () => [village] },
      observatory: observatory(server.url, { answerWithinMs: 250 }),
    });
  };
  const read = async (levelM: number) => {
    fCnt += 1;
    const [message] = messages(uplinkDocument(BRIDGE, { levelM, at: time.wall, fCnt }));
    if (message === undefined) throw new Error("there is a message");
    return ingestUplinks([{ ...message, sentAt: time.wall }], ingest);
  };
  const told = () => plan.bus.events.map((event) => JSON.parse(JSON.stringify(event)).level);
  return { ingest, plan, time, clock, weather, fetch, read, told };
};

const broken = (reply: SkyReply) => ({
  warnings: reply,
  districtRainfall: reply,
  stationRainfall: reply,
  nowcast: reply,
});

/** A flood that rises to advisory and goes on, a reading a minute; every alert with all that it says, and everyone who is told. */
const flood = async (world: ReturnType<typeof chain>) => {
  const accepted: number[] = [];
  for (const levelM of [0.4, 0.6, 1.05, 1.1, 1.12, 1.55, 1.6, 1.85]) {
    world.time.wall += MINUTE_MS;
    const ingested = await world.read(levelM);
    expect(ingested.failed).toEqual([]);
    accepted.push(ingested.accepted);
    await planSites([bridgePlace], world.plan);
  }
  return { accepted, alerts: world.plan.bus.events, told: world.plan.queue.messages };
};

describe("alerts, whatever the Observatory's feeds do", () => {
  it("heed the rain in force where it is known", async () => {
    const world = chain();
    await world.fetch(redRain);
    await flood(world);
    expect(world.told()).toEqual(["danger"]);
  });

  it.each(Object.entries(brokenReplies(EVENING)))(
    "are as if there were no weather when each %s",
    async (_, reply) => {
      const without = chain();
      const usual = await flood(without);
      expect(without.told()).toEqual(["advisory", "warning", "danger"]);
      const world = chain();
      const fetched = await world.fetch(broken(reply));
      expect(fetched.refused).toHaveLength(FEEDS.length);
      expect(await flood(world)).toEqual(usual);
    },
  );

  it.each(Object.entries(brokenReplies(EVENING)))(
    "go on with what was known, until that is stale, when each feed then %s",
    async (_, reply) => {
      const world = chain();
      await world.fetch(redRain);
      world.time.wall += 10 * MINUTE_MS;
      await world.fetch(broken(reply));
      await flood(world);
      expect(world.told()).toEqual(["danger"]);
      const later = chain();
      await later.fetch(redRain);
      later.time.wall += 10 * MINUTE_MS;
      await later.fetch(broken(reply));
      later.time.wall += 3 * HOUR_MS;
      await flood(later);
      expect(later.told()).toEqual(["advisory", "warning", "danger"]);
    },
  );
});

describe("everyone who folds a site's readings", () => {
  it("sees the same sky for them", async () => {
    const world = chain();
    await world.fetch(redRain);
    world.time.wall += 2 * MINUTE_MS;
    await world.read(1.05);
    const [item] = world.ingest.states.items.values();
    if (item === undefined) throw new Error("there is a state");
    const { state, transition } = item;
    // Who ingests
    expect(transition).toMatch(/>danger$/);
    // Who plans
    await planSites([bridgePlace], world.plan);
    expect(world.told()).toEqual(["danger"]);
    // Who publishes
    const board = memoryBoardBucket();
    await publishStatus([state], { ...world.ingest, board });
    const document = board.objects.get("villages/lam-tsuen/status.json");
    expect(document?.status.sites.find(({ siteId }) => siteId === "wai-tau-bridge")?.level).toBe("danger");
    expect(document?.status.weather).toMatchObject({ heardAt: EVENING, rain: { pastHourMm: 55 } });
    // Who sets the pace
    const queue = { send: async () => undefined };
    const toldUsual = new Map([["/lam-tsuen/wai-tau-bridge", world.time.wall + HOUR_MS]]);
    await tellPace([state], { ...world.ingest, queue, toldUsual });
    expect(toldUsual.size).toBe(0);
    const downlinks = memoryDownlinks();
    const evidence = { gather: async () => ({ frames: [], reports: [], results: [] }) };
    const asked = await keepPace(bridgePlace, { ...world.ingest, queue, downlinks, evidence, senders: {} });
    expect(asked).toMatchObject([{ request: { reason: "flood is at danger" } }]);
    // Who watches for silence
    const watch = watchWorld(village.devices, world.time.wall + HOUR_MS);
    const run = {
      now: world.time.wall + HOUR_MS,
      services: { ...watch.services, weather: world.weather },
      stateOf: async () => state,
      gateways: new Map(),
    };
    const [device] = village.devices;
    if (device === undefined) throw new Error("there is a device");
    const found = await blindSite(
      { device, village, siteId: BRIDGE.siteId, heardAt: EVENING, neverHeard: false },
      [],
      run as never,
    );
    expect(found).toMatchObject([{ kind: "blind_in_alarm", level: "danger" }]);
  });

  it("judges a reading by the sky that was known then, though the news came between ingesting and planning", async () => {
    const world = chain();
    await world.fetch({ ...redRain, warnings: sends("{}") });
    world.time.wall += 5 * MINUTE_MS;
    // Too new to be known to all: the reading of the same minute is judged without.
    await world.fetch(redRain);
    world.time.wall += 30 * SECOND_MS;
    await world.read(1.05);
    world.time.wall += 10 * MINUTE_MS;
    await planSites([bridgePlace], world.plan);
    expect(world.told()).toEqual(["advisory"]);
    await world.read(1.06);
    await planSites([bridgePlace], world.plan);
    expect(world.told()).toEqual(["advisory", "danger"]);
  });
});

describe("a table that cannot say what the weather is", () => {
  const away = { of: () => Promise.reject(new Error("throttled")) };

  it("fails no batch, and what was judged without is planned once more with it", async () => {
    const world = chain();
    await world.fetch(redRain);
    world.time.wall += 2 * MINUTE_MS;
    await world.read(0.95);
    world.time.wall += MINUTE_MS;
    const { ingest } = world;
    const blinded = { ...ingest, weather: away };
    const [message] = messages(uplinkDocument(BRIDGE, { levelM: 1.05, at: world.time.wall, fCnt: 50 }));
    if (message === undefined) throw new Error("there is a message");
    const ingested = await ingestUplinks([{ ...message, sentAt: world.time.wall }], blinded);
    expect(ingested).toMatchObject({ failed: [], accepted: 1 });
    await planSites([bridgePlace], { ...world.plan, weather: away });
    expect(world.told()).toEqual(["advisory"]);
    world.time.wall += MINUTE_MS;
    await sweepUnplanned(world.plan);
    expect(world.told()).toEqual(["advisory", "danger"]);
    world.time.wall += MINUTE_MS;
    expect(await sweepUnplanned(world.plan)).toEqual([]);
  });

  it("leaves a note for whoever plans where nothing seemed to change", async () => {
    const world = chain();
    const [message] = messages(uplinkDocument(BRIDGE, { levelM: 0.2, at: world.time.wall, fCnt: 1 }));
    if (message === undefined) throw new Error("there is a message");
    await ingestUplinks([message], { ...world.ingest, weather: away });
    const [item] = world.ingest.states.items.values();
    expect(item?.transition).toBe("weather not read");
  });
});

describe("an exercise", () => {
  it("knows nothing of the sky of the day", async () => {
    const world = chain();
    await world.fetch(redRain);
    world.time.wall += 2 * MINUTE_MS;
    const exercise = { exerciseId: "drill-1", traceStart: EVENING, startedAt: EVENING, speed: 1 };
    const [message] = messages(
      uplinkDocument(BRIDGE, { levelM: 1.05, at: world.time.wall, fCnt: 1, exercise }),
    );
    if (message === undefined) throw new Error("there is a message");
    const refuse = { of: () => Promise.reject(new Error("nobody asks")) };
    await ingestUplinks([{ ...message, sentAt: world.time.wall }], { ...world.ingest, weather: refuse });
    await planSites([{ ...bridgePlace, exerciseId: "drill-1" }], { ...world.plan, weather: refuse });
    expect(world.told()).toEqual(["advisory"]);
  });
});
