import { describe, expect, it } from "vitest";
import { checkDownlink } from "#functions/send-downlinks/check-downlink.ts";
import type { Services } from "#functions/send-downlinks/downlink-services.ts";
import { keepPace } from "#functions/send-downlinks/keep-pace.ts";
import { LEASE_MS, sendDownlink } from "#functions/send-downlinks/send-downlink.ts";
import type { HandOver } from "#shared/adapters/downlink/downlink-sender.ts";
import { type DownlinkMessage, downlinkKeyOf } from "#shared/adapters/downlink-message.ts";
import { memoryDownlinks } from "#shared/adapters/memory/downlinks.ts";
import { memoryRegistry } from "#shared/adapters/memory/registry.ts";
import { memorySiteStates } from "#shared/adapters/memory/site-state.ts";
import { memoryVillageWeather } from "#shared/adapters/memory/village-weather.ts";
import type { DeliveryEvidence, DownlinkRequest } from "#shared/domain/downlink.ts";
import { HOUR_MS, MINUTE_MS } from "#shared/domain/time.ts";
import { observe } from "#shared/rules/observe.ts";
import { newSiteState } from "#shared/rules/site-state.ts";
import { reading, START } from "#test/shared/rules/gauge.ts";
import { framesAfter } from "#test/shared/rules/heard-frames.ts";
import { pilot } from "./pilot-village.ts";

const NOTHING: DeliveryEvidence = { frames: [], reports: [], results: [] };
const ACCEPTED: HandOver = { kind: "accepted", messageId: "m1" };

const village = {
  ...pilot.village,
  devices: pilot.village.devices.map((device) => ({
    ...device,
    reportIntervalS: 600,
    fastReportIntervalS: 60,
    downlink: { via: "chirpstack" as const },
  })),
};

const scene = () => {
  const time = { now: START };
  const sent: DownlinkRequest[] = [];
  const queued: { readonly message: DownlinkMessage; readonly afterS: number }[] = [];
  const world: { handOver: HandOver; evidence: DeliveryEvidence } = { handOver: ACCEPTED, evidence: NOTHING };
  const downlinks = memoryDownlinks();
  const states = memorySiteStates();
  const send = async (request: DownlinkRequest) => {
    sent.push(request);
    return world.handOver;
  };
  const services: Services = {
    clock: { now: () => time.now },
    registry: memoryRegistry([village]),
    weather: memoryVillageWeather(),
    states,
    downlinks,
    evidence: { gather: async () => world.evidence },
    queue: {
      send: async (message, afterS = 0) => {
        queued.push({ message, afterS });
      },
    },
    senders: { chirpstack: { send } },
  };
  return { time, sent, queued, world, downlinks, states, services };
};

const asked = (overrides: Partial<DownlinkRequest> = {}): DownlinkRequest => ({
  downlinkId: "chan-1",
  devEui: "020000fffe000001",
  villageId: "lam-tsuen",
  siteId: "wai-tau-bridge",
  command: { reportIntervalS: 300 },
  usualIntervalS: 600,
  address: { via: "chirpstack" },
  fPort: 85,
  payloadHex: "ff032c01",
  requestedAt: START,
  requestedBy: "chan",
  expiresAt: START + 24 * HOUR_MS,
  ...overrides,
});
const recordOf = ({ downlinks }: ReturnType<typeof scene>, request = asked()) =>
  downlinks.find(downlinkKeyOf(request));

describe("a downlink that was asked for", () => {
  it("is handed to its network server once, and looked after from then on", async () => {
    const one = scene();
    expect(await sendDownlink(asked(), one.services)).toEqual({ kind: "handed_over", messageId: "m1" });
    expect(await sendDownlink(asked(), one.services)).toEqual({ kind: "nothing_to_do" });
    expect(one.sent).toHaveLength(1);
    expect(one.queued[0]).toEqual({ message: { kind: "check", key: downlinkKeyOf(asked()) }, afterS: 300 });
    expect(await recordOf(one)).toMatchObject({ handedOver: { at: START, messageId: "m1" }, attempts: 1 });
    expect((await recordOf(one))?.outcome).toBeUndefined();
  });

  it("in the hands of a living worker is left to it, and taken over from a dead one", async () => {
    const one = scene();
    await one.downlinks.claim(asked(), START, LEASE_MS);
    expect(await sendDownlink(asked(), one.services)).toEqual({ kind: "nothing_to_do" });
    one.time.now = START + LEASE_MS;
    expect((await sendDownlink(asked(), one.services)).kind).toBe("handed_over");
    expect(one.sent).toHaveLength(1);
  });

  it.each(["not_taken", "unknown"] as const)(
    "and %s is sent again with growing waits until its time is over",
    async (kind) => {
      const one = scene();
      one.world.handOver = { kind, reason: "busy" };
      const waits: number[] = [];
      for (let tries = 0; tries < 7; tries += 1) {
        const handled = await sendDownlink(asked(), one.services);
        if (handled.kind === "again") waits.push(handled.afterS);
      }
      expect(waits).toEqual([30, 60, 120, 240, 480, 900, 900]);
      expect(one.queued.every(({ message }) => message.kind === "send")).toBe(true);
      one.time.now = asked().expiresAt + 1;
      const handled = await sendDownlink(asked(), one.services);
      expect(handled).toMatchObject({ kind: "expired", reason: "busy" });
      expect(one.sent).toHaveLength(7);
    },
  );

  it("that left without an answer, and showed itself, was delivered even when its time is over", async () => {
    const one = scene();
    one.world.handOver = { kind: "unknown", reason: "no answer" };
    await sendDownlink(asked(), one.services);
    one.world.evidence = { ...NOTHING, frames: framesAfter(START + MINUTE_MS, [300, 300, 300]) };
    one.time.now = asked().expiresAt + 1;
    expect(await sendDownlink(asked(), one.services)).toMatchObject({
      kind: "delivered",
      shownBy: "intervals",
    });
  });

  it("that left without an answer, and showed itself, is not sent once more", async () => {
    const one = scene();
    one.world.handOver = { kind: "unknown", reason: "ChirpStack answers 500" };
    await sendDownlink(asked(), one.services);
    one.world.evidence = { ...NOTHING, frames: framesAfter(START + MINUTE_MS, [300, 300, 300]) };
    one.time.now = START + HOUR_MS;
    expect(await sendDownlink(asked(), one.services)).toMatchObject({ kind: "delivered" });
    expect(one.sent).toHaveLength(1);
    expect((await recordOf(one))?.outcome).toMatchObject({ kind: "delivered", shownBy: "intervals" });
  });

  it("is not sent after its time", async () => {
    const one = scene();
    one.time.now = asked().expiresAt + 1;
    expect((await sendDownlink(asked(), one.services)).kind).toBe("expired");
    expect(one.sent).toEqual([]);
  });

  it("is not sent in an exercise, and that is written down", async () => {
    const one = scene();
    const exercise = { exerciseId: "drill", traceStart: START, startedAt: START, speed: 60 };
    const drill = asked({ exercise });
    expect(await sendDownlink(drill, one.services)).toEqual({ kind: "not_sent", at: START });
    expect(one.sent).toEqual([]);
    expect((await recordOf(one, drill))?.outcome?.kind).toBe("not_sent");
    expect(await recordOf(one)).toBeUndefined();
  });

  it("that is refused has failed, with the network server's words", async () => {
    const one = scene();
    one.world.handOver = { kind: "refused", reason: "ChirpStack answers 404: object does not exist" };
    expect(await sendDownlink(asked(), one.services)).toMatchObject({ kind: "failed", reason: /404/ });
    expect((await sendDownlink(asked(), one.services)).kind).toBe("nothing_to_do");
  });

  it("for a network server that this installation does not have has failed, by name", async () => {
    const one = scene();
    const elsewhere = asked({ address: { via: "aws-iot-wireless" } });
    expect(await sendDownlink(elsewhere, one.services)).toMatchObject({
      kind: "failed",
      reason: "this installation is not configured to speak to aws-iot-wireless",
    });
  });

  it("that is too long for the device's last data rate is refused in a sentence", async () => {
    const one = scene();
    const long = asked({ payloadHex: "00".repeat(12) });
    one.world.evidence = {
      ...NOTHING,
      frames: [
        { at: START, dataRate: 3 },
        { at: START + 1, dataRate: 2 },
      ],
    };
    expect(await sendDownlink(long, one.services)).toMatchObject({
      kind: "failed",
      reason: expect.stringContaining("data rate 2"),
    });
    const short = scene();
    short.world.evidence = {
      ...NOTHING,
      frames: [
        { at: START + 1, dataRate: 3 },
        { at: START, dataRate: 2 },
      ],
    };
    expect((await sendDownlink(long, short.services)).kind).toBe("handed_over");
  });

  it("gives way to a newer one that is waiting, and takes the place of an older one that was handed over", async () => {
    const newer = asked({ downlinkId: "chan-2", requestedAt: START + 1 });
    const waiting = scene();
    await waiting.downlinks.queue(newer, START);
    expect(await sendDownlink(asked(), waiting.services)).toMatchObject({ kind: "replaced", by: "chan-2" });
    expect(waiting.sent).toEqual([]);

    const handed = scene();
    await sendDownlink(asked(), handed.services);
    await sendDownlink(newer, handed.services);
    expect((await recordOf(handed))?.outcome).toMatchObject({ kind: "replaced", by: "chan-2" });
  });

  it("that was delivered before the newer one came stays delivered", async () => {
    const one = scene();
    await sendDownlink(asked(), one.services);
    one.world.evidence = { ...NOTHING, reports: [{ at: START + 1, reportIntervalS: 300 }] };
    await sendDownlink(asked({ downlinkId: "chan-2", requestedAt: START + 2 }), one.services);
    expect((await recordOf(one))?.outcome).toMatchObject({ kind: "delivered", shownBy: "report" });
  });
});

describe("a downlink that was handed over", () => {
  it("is looked at again until the device shows it, and counted as delivered then", async () => {
    const one = scene();
    await sendDownlink(asked(), one.services);
    const key = downlinkKeyOf(asked());
    one.time.now = START + 10 * MINUTE_MS;
    expect(await checkDownlink(key, one.services)).toMatchObject({ kind: "again", afterS: 300 });
    one.world.evidence = { ...NOTHING, frames: framesAfter(START + MINUTE_MS, [300, 300, 300]) };
    one.time.now = START + 20 * MINUTE_MS;
    expect(await checkDownlink(key, one.services)).toMatchObject({
      kind: "delivered",
      at: START + 16 * MINUTE_MS,
    });
    expect(await checkDownlink(key, one.services)).toEqual({ kind: "nothing_to_do" });
  });

  it("and never shown is called so in the end", async () => {
    const one = scene();
    await sendDownlink(asked(), one.services);
    one.time.now = asked().expiresAt + 1;
    expect(await checkDownlink(downlinkKeyOf(asked()), one.services)).toMatchObject({
      kind: "expired",
      reason: expect.stringContaining("never showed"),
    });
  });

  it("is looked at no sooner than in a minute and no later than in a quarter of an hour", async () => {
    for (const [reportIntervalS, afterS] of [
      [30, 60],
      [7_200, 900],
    ] as const) {
      const one = scene();
      await sendDownlink(asked({ command: { reportIntervalS } }), one.services);
      expect(one.queued[0]?.afterS).toBe(afterS);
    }
  });
});

describe("the pace of a site's devices", () => {
  const place = { villageId: "lam-tsuen", siteId: "wai-tau-bridge" };
  const site = village.sites[0];
  if (site === undefined) throw new Error("the pilot village has sites");

  const heard = async (
    one: ReturnType<typeof scene>,
    levelM: number,
    minute: number,
    exercise?: DownlinkRequest["exercise"],
  ) => {
    const exerciseId = exercise?.exerciseId;
    const before = await one.states.read({ ...place, exerciseId }, { consistent: true });
    const fresh = newSiteState({ ...place, ...(exercise === undefined ? {} : { exercise }) });
    const { state } = observe(before ?? fresh, [reading(minute, levelM)], { site, devices: village.devices });
    await one.states.write(state, undefined, START);
    one.time.now = START + minute * MINUTE_MS + 1_000;
    return keepPace({ ...place, exerciseId }, one.services);
  };

  it("is raised at the first wet reading, once, with its reason and for an hour", async () => {
    const one = scene();
    expect(await heard(one, 0, 0)).toEqual([]);
    const [raised, ...others] = await heard(one, 0.1, 10);
    expect(others).toEqual([]);
    if (raised === undefined || "error" in raised) throw new Error("the gauge is asked");
    expect(raised.request).toMatchObject({
      command: { reportIntervalS: 60 },
      requestedBy: "automatic",
      payloadHex: "ff033c00",
      siteId: "wai-tau-bridge",
      expiresAt: raised.request.requestedAt + HOUR_MS,
    });
    expect(one.queued).toEqual([{ message: { kind: "send", request: raised.request }, afterS: 0 }]);
    expect(await keepPace(place, one.services)).toEqual([]);
    expect(await heard(one, 0.12, 11)).toEqual([]);
  });

  it("is not raised by what a gauge says while somebody works at it", async () => {
    const one = scene();
    const maintenance = village.devices.map(({ devEui }) => {
      return { devEui, from: START, to: START + HOUR_MS, by: "technician" };
    });
    const registry = memoryRegistry([{ ...village, maintenance }]);
    const worked = { ...one, services: { ...one.services, registry } };
    await heard(worked, 0, 0);
    expect(await heard(worked, 2.1, 10)).toEqual([]);
    expect(one.queued).toEqual([]);
  });

  it("is lowered again after an hour without water, and not before", async () => {
    const one = scene();
    await heard(one, 0.1, 0);
    expect(await heard(one, 0, 20)).toEqual([]);
    expect(await heard(one, 0, 59)).toEqual([]);
    expect(await heard(one, 0, 70)).toMatchObject([{ request: { command: { reportIntervalS: 600 } } }]);
    expect(await heard(one, 0, 80)).toEqual([]);
  });

  it("is asked for under the same name when the message comes twice and the first worker died", async () => {
    const one = scene();
    const dying = { ...one.services.downlinks, queue: () => Promise.reject(new Error("no more time")) };
    await heard(one, 0, 0);
    const { services } = one;
    await expect(heard({ ...one, services: { ...services, downlinks: dying } }, 0.1, 10)).rejects.toThrow(
      "no more time",
    );
    await keepPace(place, services);
    const names = one.queued.flatMap(({ message }) =>
      message.kind === "send" ? downlinkKeyOf(message.request) : [],
    );
    expect(names).toHaveLength(2);
    expect(names[0]).toEqual(names[1]);
  });

  it("of an exercise is written down apart, and asks no device", async () => {
    const one = scene();
    const exercise = { exerciseId: "drill", traceStart: START, startedAt: START, speed: 1 };
    const [made] = await heard(one, 0.1, 0, exercise);
    if (made === undefined || "error" in made) throw new Error("it is written down");
    await sendDownlink(made.request, one.services);
    expect(one.sent).toEqual([]);
    expect(await one.downlinks.latest("020000fffe000001", undefined, 5)).toEqual([]);
    expect(await one.downlinks.latest("020000fffe000001", "drill", 5)).toMatchObject([
      { outcome: { kind: "not_sent" } },
    ]);
  });

  it("of a device whose model cannot be asked for it is said, and keeps no other from it", async () => {
    const one = scene();
    const odd = {
      ...village,
      devices: village.devices.map((device) => ({ ...device, fastReportIntervalS: 30 })),
    };
    const services = { ...one.services, registry: memoryRegistry([odd]) };
    expect(await heard({ ...one, services }, 0.1, 0)).toEqual([
      { devEui: "020000fffe000001", error: expect.stringContaining("interval: ") },
    ]);
    expect(one.queued).toEqual([]);
  });

  it("of a site or village that is not registered any more is nobody's", async () => {
    const { services } = scene();
    expect(await keepPace({ villageId: "nowhere", siteId: "wai-tau-bridge" }, services)).toEqual([]);
    expect(await keepPace({ villageId: "lam-tsuen", siteId: "nowhere" }, services)).toEqual([]);
    expect(await keepPace(place, services)).toEqual([]);
  });
});
