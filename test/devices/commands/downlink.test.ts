import { describe, expect, it } from "vitest";
import { askDevice, type Services, showDownlinks } from "#devices/commands/downlink/ask-device.ts";
import { downlinkOrder } from "#devices/commands/downlink/downlink-order.ts";
import { type DownlinkMessage, downlinkKeyOf } from "#shared/adapters/downlink-message.ts";
import { memoryDownlinks } from "#shared/adapters/memory/downlinks.ts";
import { memoryRegistry } from "#shared/adapters/memory/registry.ts";
import type { DeliveryEvidence } from "#shared/domain/downlink.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "#shared/domain/time.ts";
import { pilot } from "#test/functions/pilot-village.ts";

const GAUGE = "020000fffe000001";
/** 2026-09-08 22:00 in Hong Kong. */
const NOW = Date.UTC(2026, 8, 8, 14, 0);

const scene = (overrides: object = { downlink: { via: "chirpstack" }, reportIntervalS: 600 }) => {
  const [first, ...others] = pilot.village.devices;
  if (first === undefined) throw new Error("the pilot village has devices");
  const village = { ...pilot.village, devices: [{ ...first, ...overrides }, ...others] };
  const downlinks = memoryDownlinks();
  const queued: DownlinkMessage[] = [];
  const time = { now: NOW };
  const world: { evidence: DeliveryEvidence } = { evidence: { frames: [], reports: [], results: [] } };
  const services: Services = {
    clock: { now: () => time.now },
    registry: memoryRegistry([village]),
    downlinks,
    queue: {
      send: async (message) => {
        queued.push(message);
      },
    },
    evidence: { gather: async () => world.evidence },
  };
  const ask = (reportIntervalS: number, devEui = GAUGE) =>
    askDevice({ devEui, reportIntervalS }, "chan", services);
  return { downlinks, queued, time, world, services, ask };
};

describe("village downlink", () => {
  it.each([
    ["interval=5m", 300],
    ["interval=90s", 90],
    ["interval=1.5h", 5_400],
    ["interval=1 hour", 3_600],
  ])("reads %s", (setting, reportIntervalS) => {
    expect(downlinkOrder(GAUGE.toUpperCase(), setting, false)).toEqual({ devEui: GAUGE, reportIntervalS });
  });

  it.each<readonly [string, string | undefined, boolean, RegExp]>([
    ["gauge", "interval=5m", false, /"gauge" is no device/],
    [GAUGE, undefined, false, /either a setting, like interval=5m, or --status/],
    [GAUGE, "interval=5m", true, /either a setting/],
    [GAUGE, "pace=5m", false, /"pace=5m" is no setting/],
    [GAUGE, "interval=300", false, /interval: "300" is no time in whole seconds with its unit/],
    [GAUGE, "interval=100ms", false, /interval: "100ms"/],
    [GAUGE, "interval=soon", false, /interval: "soon"/],
    [GAUGE, "interval", false, /interval: ""/],
  ])("refuses %s %s (status %s)", (device, setting, status, sentence) => {
    expect(downlinkOrder(device, setting, status)).toEqual({ error: expect.stringMatching(sentence) });
  });

  it("writes down who asks for what until when, and puts it into the queue", async () => {
    const { downlinks, queued, ask } = scene();
    const { lines, troubles } = await ask(300);
    expect(troubles).toEqual([]);
    expect(lines[0]).toBe(
      `${GAUGE} is asked to report every 300 s: ff032c01 on port 85, until 2026-09-09 22:00.`,
    );
    expect(lines.at(-1)).toMatch(/Its village's file says 600 s/);
    const [record] = await downlinks.latest(GAUGE, undefined, 5);
    expect(record).toMatchObject({
      requestedBy: "chan",
      siteId: "wai-tau-bridge",
      expiresAt: NOW + DAY_MS,
      attempts: 0,
    });
    expect(queued).toMatchObject([{ kind: "send", request: { payloadHex: "ff032c01", fPort: 85 } }]);
  });

  it("says nothing of the village's file where that says the same", async () => {
    expect((await scene().ask(600)).lines).toHaveLength(2);
  });

  it.each<readonly [string, ReturnType<typeof scene>, number, string, RegExp]>([
    ["an interval outside of the model's range", scene(), 20, GAUGE, /^interval: .*20/],
    ["a device without a network server for downlinks", scene({}), 300, GAUGE, /no downlink address/],
    [
      "a device that is not registered",
      scene(),
      300,
      "020000fffe0000aa",
      /is registered; `village provision`/,
    ],
    [
      "a model that has no command for it",
      scene({ downlink: { via: "chirpstack" }, profileId: "vega/none" }),
      300,
      GAUGE,
      /no model is called vega\/none/,
    ],
  ])(
    "refuses %s before anything is queued",
    async (_, { ask, queued, downlinks }, interval, devEui, sentence) => {
      const { troubles } = await ask(interval, devEui);
      expect(troubles).toEqual([expect.stringMatching(sentence)]);
      expect(queued).toEqual([]);
      expect(downlinks.items.size).toBe(0);
    },
  );
});

describe("village downlink --status", () => {
  it("shows each downlink as it stands, newest first", async () => {
    const { ask, downlinks, services, time, world } = scene();
    const keyOfLatest = async () => {
      const [latest] = await downlinks.latest(GAUGE, undefined, 1);
      if (latest === undefined) throw new Error("one was asked for");
      return downlinkKeyOf(latest);
    };
    expect((await showDownlinks(GAUGE, services)).lines).toEqual([`${GAUGE} was never asked for anything.`]);
    await ask(300);
    const first = await keyOfLatest();
    await downlinks.release(first, "ChirpStack answers 503: busy", NOW, false);
    expect((await showDownlinks(GAUGE, services)).lines).toEqual([
      "2026-09-08 22:00  every 300 s  by chan  queued 2026-09-08 22:00: ChirpStack answers 503: busy",
    ]);
    await downlinks.end(first, { kind: "failed", at: NOW + MINUTE_MS, reason: "ChirpStack answers 404" });
    time.now = NOW + HOUR_MS;
    await ask(60);
    await downlinks.handedOver(await keyOfLatest(), "m1", time.now);
    world.evidence = { ...world.evidence, reports: [{ at: time.now + MINUTE_MS, reportIntervalS: 60 }] };
    time.now += HOUR_MS;
    expect((await showDownlinks(GAUGE, services)).lines).toEqual([
      "2026-09-08 23:00  every 60 s  by chan  delivered 2026-09-08 23:01, shown by its own word",
      "2026-09-08 22:00  every 300 s  by chan  failed 2026-09-08 22:01: ChirpStack answers 404",
    ]);
    world.evidence = { ...world.evidence, reports: [] };
    expect((await showDownlinks(GAUGE, services)).lines[0]).toContain("handed over 2026-09-08 23:00");
  });

  it("of a device that is not registered is refused", async () => {
    expect((await showDownlinks("020000fffe0000aa", scene().services)).troubles).toHaveLength(1);
  });
});
