import { describe, expect, it } from "vitest";
import { tellPace } from "#functions/publish-status/tell-pace.ts";
import {
  type DownlinkMessage,
  readDownlinkMessage,
  writeDownlinkMessage,
} from "#shared/adapters/downlink-message.ts";
import { memoryRegistry } from "#shared/adapters/memory/registry.ts";
import { memoryVillageWeather } from "#shared/adapters/memory/village-weather.ts";
import type { SiteState } from "#shared/domain/site-state.ts";
import { HOUR_MS, MINUTE_MS } from "#shared/domain/time.ts";
import { observe } from "#shared/rules/observe.ts";
import { newSiteState } from "#shared/rules/site-state.ts";
import { reading, START } from "#test/shared/rules/gauge.ts";
import { pilot } from "./pilot-village.ts";

const [site] = pilot.village.sites;
if (site === undefined) throw new Error("the pilot village has sites");
const hurrying = {
  ...pilot.village,
  devices: pilot.village.devices.map((device) => ({
    ...device,
    reportIntervalS: 600,
    fastReportIntervalS: 60,
    downlink: { via: "chirpstack" as const },
  })),
};

const stateAt = (levelM: number, minute: number, villageId = "lam-tsuen"): SiteState => {
  const place = { villageId, siteId: site.siteId };
  return observe(newSiteState(place), [reading(minute, levelM)], { site, devices: hurrying.devices }).state;
};

const scene = (village: typeof pilot.village = hurrying) => {
  const time = { now: START };
  const told: DownlinkMessage[] = [];
  const send = async (message: DownlinkMessage) => {
    told.push(message);
  };
  const registry = memoryRegistry([village]);
  const services = {
    clock: { now: () => time.now },
    registry,
    queue: { send },
    weather: memoryVillageWeather(),
    toldUsual: new Map<string, number>(),
  };
  const write = (...states: readonly SiteState[]) => tellPace(states, services);
  return { time, told, write };
};
const PACE = {
  kind: "pace",
  place: { villageId: "lam-tsuen", siteId: "wai-tau-bridge", exerciseId: undefined },
};

describe("whose pace is looked at", () => {
  it("a site that hurries: at every change, once in a batch", async () => {
    const { told, write } = scene();
    await write(stateAt(0.1, 0), { ...stateAt(0.12, 1), version: 2 });
    expect(told).toEqual([PACE]);
    await write(stateAt(0.13, 2));
    expect(told).toHaveLength(2);
  });

  it("a dry site: once an hour, so that it costs next to nothing", async () => {
    const { time, told, write } = scene();
    for (let minute = 0; minute < 60; minute += 10) {
      time.now = START + minute * MINUTE_MS;
      await write(stateAt(0, minute));
    }
    expect(told).toEqual([PACE]);
    time.now = START + HOUR_MS;
    await write(stateAt(0, 60));
    expect(told).toHaveLength(2);
  });

  it("a site that was wet: at its first dry change again", async () => {
    const { time, told, write } = scene();
    await write(stateAt(0, 0));
    await write(stateAt(0.1, 1));
    time.now = START + 2 * MINUTE_MS;
    await write(stateAt(0, 2));
    expect(told).toHaveLength(3);
  });

  it("no site whose devices keep one pace, and none that is not registered", async () => {
    const steady = scene(pilot.village);
    await steady.write(stateAt(0.1, 0));
    expect(steady.told).toEqual([]);
    const unknown = scene();
    await unknown.write(stateAt(0.1, 0, "nowhere"));
    expect(unknown.told).toEqual([]);
  });
});

describe("a message of the queue", () => {
  const request = {
    downlinkId: "chan-1",
    devEui: "020000fffe000001",
    villageId: "lam-tsuen",
    command: { reportIntervalS: 300 },
    usualIntervalS: 600,
    address: { via: "the-things-stack", applicationId: "village-watch", deviceId: "wai-tau" },
    fPort: 85,
    payloadHex: "ff032c01",
    requestedAt: START,
    requestedBy: "chan",
    expiresAt: START + HOUR_MS,
  } as const;

  it.each<DownlinkMessage>([
    { kind: "send", request },
    { kind: "check", key: { devEui: request.devEui, requestedAt: START, downlinkId: "chan-1" } },
    { kind: "pace", place: { villageId: "lam-tsuen", siteId: "wai-tau-bridge", exerciseId: "drill" } },
  ])("to $kind comes out of the queue as it went in", (message) => {
    expect(readDownlinkMessage(writeDownlinkMessage(message))).toEqual(message);
  });

  it("that is none of ours is refused by its field", () => {
    const wrong = writeDownlinkMessage({ kind: "send", request: { ...request, payloadHex: "xyz" } });
    expect(() => readDownlinkMessage(wrong)).toThrow(/payloadHex/);
    expect(() => readDownlinkMessage('{"schema":"notification/1"}')).toThrow(/schema/);
  });
});
