import { describe, expect, it } from "vitest";
import { noteNotice } from "#functions/watch-heartbeats/tell-waiting.ts";
import { watchHeartbeats } from "#functions/watch-heartbeats/watch-heartbeats.ts";
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS, toIso } from "#shared/domain/time.ts";
import { observe } from "#shared/rules/observe.ts";
import { newSiteState } from "#shared/rules/site-state.ts";
import { pilot } from "./pilot-village.ts";
import { deviceOf, type HeardFrame, plain, START, watchWorld } from "./watch-services.ts";

const eui = (number: number): string => `020000fffe00000${number}`;
const at = (minutes: number): EpochMs => START + minutes * MINUTE_MS;

/** Frames of a device every so many minutes, within some stretches of minutes. */
const heardIn = (
  number: number,
  every: number,
  stretches: readonly (readonly [from: number, to: number])[],
  rest: Partial<HeardFrame> = {},
) =>
  stretches.flatMap(([from, to]) =>
    Array.from({ length: Math.ceil((to - from) / every) }, (_, index) => ({
      devEui: eui(number),
      observedAt: at(from + index * every) + number * 1_000,
      ...rest,
    })),
  );

const inOrder = <T extends { readonly observedAt: EpochMs }>(frames: readonly T[]): readonly T[] =>
  frames.toSorted((a, b) => a.observedAt - b.observedAt);

describe("a device that falls silent", () => {
  const frames = heardIn(1, 10, [
    [0, 300],
    [600, 900],
  ]);

  it("is told once, within two heartbeats, and as back once", async () => {
    const { live, told } = watchWorld([deviceOf(eui(1), 600)]);
    await live(frames, at(880));
    expect(plain(told)).toEqual(["opened silent_device", "closed silent_device"]);
    const [opened, closed] = told;
    expect(opened?.finding.since).toBe(at(290) + 1_000);
    expect((opened?.at ?? 0) - (opened?.finding.since ?? 0)).toBeLessThanOrEqual(40 * MINUTE_MS);
    expect((closed?.at ?? 0) - at(600)).toBeLessThanOrEqual(16 * MINUTE_MS);
  });

  it("is told the same though the watcher runs each minute, or stands still for hours", async () => {
    const minutely = watchWorld([deviceOf(eui(1), 600)]);
    await minutely.live(frames, at(880), "every minute");
    expect(plain(minutely.told)).toEqual(["opened silent_device", "closed silent_device"]);
    const seldom = watchWorld([deviceOf(eui(1), 600)]);
    await seldom.run(at(1));
    for (const frame of frames.slice(0, 30)) await seldom.hear(frame.devEui, frame);
    await seldom.run(at(500));
    for (const frame of frames.slice(30)) await seldom.hear(frame.devEui, frame);
    await seldom.run(at(895));
    expect(seldom.told.map(({ change, finding }) => [change, finding.kind, finding.since])).toEqual(
      minutely.told.map(({ change, finding }) => [change, finding.kind, finding.since]),
    );
  });

  it("stands among what is wrong in its village, and at its site, until it is back", async () => {
    const { live, services } = watchWorld([deviceOf(eui(1), 600)]);
    await live(frames, at(500));
    expect((await services.findings.open("lam-tsuen")).map(({ finding }) => finding.kind)).toEqual([
      "silent_device",
    ]);
    expect(services.siteFindings.sites.get("HEALTH#lam-kam-road")).toMatchObject([{ kind: "silent_device" }]);
    await live(frames.slice(30), at(880));
    expect(await services.findings.open("lam-tsuen")).toEqual([]);
    expect(services.siteFindings.sites.get("HEALTH#lam-kam-road")).toEqual([]);
    expect(services.findings.closed.size).toBe(1);
  });

  it("goes by the heartbeat it was given", async () => {
    const { live, told } = watchWorld([deviceOf(eui(1), 600, { heartbeatS: 12 * 3600 })]);
    await live(frames, at(880));
    expect(told).toEqual([]);
  });

  it("is told where it was never heard at all", async () => {
    const { live, told } = watchWorld([deviceOf(eui(1), 600)]);
    await live([], at(300));
    expect(told.map(({ finding }) => finding)).toMatchObject([
      { kind: "silent_device", neverHeard: true, since: START },
    ]);
  });

  it("is not told while somebody works at it, and is when that has ended", async () => {
    const world = watchWorld([deviceOf(eui(1), 600)]);
    const { village } = world.registered;
    const maintenance = [{ devEui: eui(1), from: at(250), to: at(420), by: "technician" }];
    world.registered.village = { ...village, maintenance };
    await world.live(frames, at(590));
    expect(plain(world.told)).toEqual(["opened silent_device"]);
    expect(world.told[0]?.at).toBeGreaterThanOrEqual(at(420));
    expect(world.told[0]?.at).toBeLessThanOrEqual(at(436));
  });
});

describe("a device that is moved about", () => {
  const A = "lam-kam-road";
  const stay = (siteId: string, from: EpochMs, to?: EpochMs) => ({
    ...{ siteId, sensorHeightM: 3, validFrom: from },
    ...(to === undefined ? {} : { validTo: to }),
  });

  it("back where it stood before, is not silent since it was taken away", async () => {
    const assignments = [stay(A, 0, at(300)), stay(A, at(900))];
    const { live, told } = watchWorld([deviceOf(eui(1), 600, { assignments })]);
    const frames = heardIn(1, 10, [
      [0, 300],
      [925, 1_200],
    ]);
    await live(frames, at(1_190));
    expect(told).toEqual([]);
  });

  it("is as silent as before when only its height was surveyed anew", async () => {
    const assignments = [stay(A, 0, at(400)), stay(A, at(400))];
    const { live, told } = watchWorld([deviceOf(eui(1), 600, { assignments })]);
    await live(heardIn(1, 10, [[0, 300]]), at(590));
    expect(plain(told)).toEqual(["opened silent_device"]);
  });

  it("and put into the store while it is silent, is no longer found to be", async () => {
    const world = watchWorld([deviceOf(eui(1), 600)]);
    await world.live(heardIn(1, 10, [[0, 300]]), at(390));
    const stored = deviceOf(eui(1), 600, { assignments: [stay(A, 0, at(391))] });
    world.registered.village = { ...world.registered.village, devices: [stored] };
    world.registered.version = 2;
    await world.live([], at(500));
    expect(plain(world.told)).toEqual(["opened silent_device", "closed silent_device"]);
    expect(await world.services.findings.open("lam-tsuen")).toEqual([]);
  });

  it("into another village, is found silent there and no longer here", async () => {
    const world = watchWorld([deviceOf(eui(1), 600)]);
    await world.live(heardIn(1, 10, [[0, 300]]), at(390));
    world.registered.village = { ...world.registered.village, villageId: "tai-po-kau" };
    world.registered.version = 2;
    await world.live([], at(500));
    expect(await world.services.findings.open("lam-tsuen")).toEqual([]);
    expect(await world.services.findings.open("tai-po-kau")).toHaveLength(1);
  });

  it("is looked for behind its gateway at the site where it stands now", async () => {
    const world = watchWorld([deviceOf(eui(1), 600), deviceOf(eui(2), 600)]);
    const through = { gateways: [{ id: "g1" }], dataRate: 5 };
    const first = [1, 2].flatMap((number) => heardIn(number, 10, [[0, 300]], through));
    await world.live(inOrder(first), at(295));
    const B = "wai-tau-bridge";
    const assignments = [stay(B, at(295)), stay(A, 0, at(295))];
    const devices = [1, 2].map((number) => deviceOf(eui(number), 600, { assignments }));
    world.registered.village = { ...world.registered.village, devices };
    world.registered.version = 2;
    const { read } = world.services.states;
    world.services.states.read = async (place) => {
      const state = await read(place);
      const left = { [eui(1)]: { at: at(290) }, [eui(2)]: { at: at(290) } };
      return place.siteId === A ? { ...state, heard: left } : state;
    };
    const then = [...heardIn(1, 10, [[300, 500]], through), ...heardIn(2, 10, [[300, 700]], through)];
    await world.live(inOrder(then), at(690));
    expect(plain(world.told)).toEqual(["opened silent_device"]);
  });
});

describe("a watcher", () => {
  it("stops in time, and the next run goes on with those it did not reach", async () => {
    const { services, time, told } = watchWorld([1, 2, 3, 4, 5, 6, 7].map((n) => deviceOf(eui(n), 600)));
    await watchHeartbeats(services);
    time.wall = at(100);
    const { read } = services.devices;
    services.devices.read = (devEui) => {
      time.wall += 10_000;
      return read(devEui);
    };
    expect(await watchHeartbeats(services)).toMatchObject({ due: 7, more: true, failed: [] });
    expect(told).toHaveLength(5);
    expect(await watchHeartbeats(services)).toMatchObject({ more: false, failed: [] });
    expect(told).toHaveLength(7);
  });

  it("leaves a device to another one that has it in hand, which is no failure", async () => {
    const { services, time, told } = watchWorld([deviceOf(eui(1), 600)]);
    await watchHeartbeats(services);
    time.wall = at(100);
    const { write } = services.devices;
    services.devices.write = async () => "conflict";
    expect(await watchHeartbeats(services)).toMatchObject({ failed: [] });
    expect(told).toEqual([]);
    services.devices.write = write;
    await watchHeartbeats(services);
    expect(plain(told)).toEqual(["opened silent_device"]);
  });
});

describe("who is watched", () => {
  it("is everybody in the registry, and nobody who has left it", async () => {
    const world = watchWorld([deviceOf(eui(1), 600)]);
    await world.live([], at(60));
    expect(plain(world.told)).toEqual(["opened silent_device"]);
    world.registered.village = { ...world.registered.village, devices: [deviceOf(eui(2), 600)] };
    world.registered.version = 2;
    await world.run(at(61));
    expect([...world.services.watchList.watches.keys()]).toEqual([`DEVICE#${eui(2)}`]);
    expect(plain(world.told)).toEqual(["opened silent_device", "closed silent_device"]);
    expect(world.services.devices.items.has(eui(1))).toBe(false);
  });

  it("is not the canary, which speaks in exercises only and has an alarm of its own", async () => {
    const world = watchWorld([deviceOf("020000fffeca0001", 300)]);
    world.registered.village = { ...world.registered.village, villageId: "canary" };
    await world.run(at(0));
    await world.run(at(120));
    expect(world.services.watchList.watches.size).toBe(0);
    expect(world.told).toEqual([]);
  });

  it("is not a device that stands nowhere yet", async () => {
    const assignments = [{ siteId: "lam-kam-road", sensorHeightM: 3, validFrom: at(600) }];
    const { live, told } = watchWorld([deviceOf(eui(1), 600, { assignments })]);
    await live([], at(590));
    expect(told).toEqual([]);
    await live([], at(800));
    expect(told.map(({ finding }) => finding.since)).toEqual([at(600)]);
  });

  it("is everybody else, though one of them cannot be looked at", async () => {
    const { services, told, time } = watchWorld([deviceOf(eui(1), 600), deviceOf(eui(2), 600)]);
    await watchHeartbeats(services);
    time.wall = at(100);
    const { read } = services.devices;
    services.devices.read = (devEui) => {
      if (devEui === eui(1)) throw new Error("its item cannot be read");
      return read(devEui);
    };
    const { failed } = await watchHeartbeats(services);
    expect(failed).toMatchObject([{ subject: { devEui: eui(1) } }]);
    expect(told.map(({ finding }) => "devEui" in finding && finding.devEui)).toEqual([eui(2)]);
  });

  it("is, when more are due than one run takes, those that have waited longest", async () => {
    const { services, time } = watchWorld([1, 2, 3, 4, 5].map((number) => deviceOf(eui(number), 600)));
    await watchHeartbeats(services);
    time.wall = at(100);
    const left = () =>
      [...services.watchList.watches.values()].filter(({ dueAt }) => dueAt <= time.wall).length;
    expect(await watchHeartbeats(services, 2)).toMatchObject({ due: 2, more: true });
    expect(left()).toBe(3);
    expect(await watchHeartbeats(services, 4)).toMatchObject({ due: 3, more: false });
    expect(left()).toBe(0);
  });

  it("costs one read of its site and one move of its deadline while all is well", async () => {
    const { services, live, hear, time } = watchWorld([deviceOf(eui(1), 600)]);
    await live(heardIn(1, 10, [[0, 20]]), at(20));
    await hear(eui(1), { observedAt: at(25) });
    const calls: string[] = [];
    const seen = <T>(call: string, answer: T): T => {
      calls.push(call);
      return answer;
    };
    const { history, devices } = services;
    services.history = { ...history, list: async () => seen("history", []) };
    services.devices = { ...devices, read: async () => seen("devices", undefined) };
    time.wall = at(41);
    expect(await watchHeartbeats(services)).toMatchObject({ due: 1, failed: [] });
    expect(calls).toEqual([]);
    expect(services.watchList.watches.get(`DEVICE#${eui(1)}`)?.dueAt).toBe(at(55));
  });
});

describe("a gateway that goes down", () => {
  const through = (id: string) => ({ gateways: [{ id, rssi: -90, snr: 5 }], dataRate: 5 });
  const others = [deviceOf(eui(1), 600), deviceOf(eui(2), 600), deviceOf(eui(3), 600)];
  const DOWN = 300;
  const BACK = 900;

  it("is told once, names the devices heard only through it, and no device is told, neither silent nor back", async () => {
    const { live, told, services } = watchWorld(others);
    const until = [
      [0, DOWN],
      [BACK, 1_200],
    ] as const;
    const frames = [1, 2, 3].flatMap((number) => heardIn(number, 10, until, through("g1")));
    await live(inOrder(frames), at(1_190));
    expect(plain(told)).toEqual(["opened gateway_down", "closed gateway_down"]);
    const [down] = told;
    expect(down?.finding.kind === "gateway_down" && down.finding.devices.map(({ devEui }) => devEui)).toEqual(
      [1, 2, 3].map(eui),
    );
    expect((down?.at ?? 0) - at(DOWN)).toBeLessThanOrEqual(40 * MINUTE_MS);
    expect(services.siteFindings.sites.get("HEALTH#lam-kam-road")).toEqual([]);
  });

  it("does not silence a device that another gateway heard too", async () => {
    const { live, told } = watchWorld(others);
    const both = { gateways: [{ id: "g1" }, { id: "g2" }] };
    const frames = [
      ...[1, 2].flatMap((number) => heardIn(number, 10, [[0, DOWN]], through("g1"))),
      ...heardIn(3, 10, [[0, DOWN]], both),
    ];
    await live(inOrder(frames), at(600));
    const opened = told.map(({ finding }) => ("devEui" in finding ? finding.devEui : finding.kind));
    expect(new Set(opened)).toEqual(new Set([eui(3), "gateway_down"]));
    expect(opened).toHaveLength(2);
  });

  it("is not blamed for one device of several", async () => {
    const { live, told } = watchWorld(others);
    const frames = [
      ...heardIn(1, 10, [[0, DOWN]], through("g1")),
      ...[2, 3].flatMap((number) => heardIn(number, 10, [[0, 700]], through("g1"))),
    ];
    await live(inOrder(frames), at(690));
    expect(told.map(({ finding }) => "devEui" in finding && finding.devEui)).toEqual([eui(1)]);
    expect((told[0]?.at ?? 0) - (told[0]?.finding.since ?? 0)).toBeLessThanOrEqual(40 * MINUTE_MS);
  });

  it("and takes a device with it, has that device told once the gateway is back and it is not", async () => {
    const { live, told } = watchWorld(others);
    const frames = [
      ...[1, 2].flatMap((number) =>
        heardIn(
          number,
          10,
          [
            [0, DOWN],
            [BACK, 1_300],
          ],
          through("g1"),
        ),
      ),
      ...heardIn(3, 10, [[0, DOWN]], through("g1")),
    ];
    await live(inOrder(frames), at(1_290));
    expect(plain(told)).toEqual(["opened gateway_down", "closed gateway_down", "opened silent_device"]);
    const device = told.at(-1);
    expect(device?.finding).toMatchObject({ devEui: eui(3), since: at(DOWN - 10) + 3_000 });
    expect(device?.at).toBeGreaterThanOrEqual(at(BACK + 30));
  });

  it("is no longer told of when nothing hangs on it any more", async () => {
    const { live, told, services, registered } = watchWorld(others);
    const frames = [1, 2, 3].flatMap((number) => heardIn(number, 10, [[0, DOWN]], through("g1")));
    await live(inOrder(frames), at(DOWN + 60));
    expect(plain(told)).toEqual(["opened gateway_down"]);
    registered.village = { ...registered.village, devices: [deviceOf(eui(4), 43_200)] };
    registered.version = 2;
    await live([], at(DOWN + 90));
    expect(plain(told)).toEqual(["opened gateway_down", "closed gateway_down"]);
    expect(services.watchList.watches.has("GATEWAY#g1")).toBe(false);
  });

  it("is told on its network server's word alone, five minutes later, and taken back on its word", async () => {
    const { live, told, services } = watchWorld(others);
    const frames = [1, 2, 3].flatMap((number) => heardIn(number, 10, [[0, DOWN]], through("g1")));
    await live(inOrder(frames), at(DOWN));
    const word = async (minutes: number, connected: boolean) => {
      const subject = { gatewayId: "g1" };
      const event = {
        kind: "gateway_connection",
        ...subject,
        at: toIso(at(minutes)),
        networkServer: "x",
        connected,
      } as const;
      await services.events.record(event);
      const watch = { subject, dueAt: at(minutes), addedAt: at(minutes) };
      await services.watchList.add(watch);
      await services.watchList.move(watch);
    };
    await word(DOWN, false);
    await live([], at(DOWN + 6));
    expect(plain(told)).toEqual(["opened gateway_down"]);
    expect(told[0]?.finding).toMatchObject({ cause: "disconnected", since: at(DOWN) });
    await live([], at(DOWN + 90));
    expect(plain(told)).toEqual(["opened gateway_down"]);
    await word(DOWN + 90, true);
    await live([], at(DOWN + 100));
    expect(plain(told)).toEqual(["opened gateway_down", "closed gateway_down"]);
    expect(services.watchList.watches.has("GATEWAY#g1")).toBe(false);
  });
});

describe("a site in alarm whose only gauge falls silent", () => {
  it("keeps its alarm, and is told as blind once, until the gauge is heard again", async () => {
    const [device] = pilot.village.devices;
    const site = pilot.village.sites[0];
    if (device === undefined || site === undefined) throw new Error("the pilot has a site with a device");
    const world = watchWorld([device]);
    const context = { site, devices: [device] };
    const reading = (minutes: number, levelM: number) => ({
      devEui: device.devEui,
      identity: `${minutes}`,
      fCnt: minutes,
      observedAt: at(minutes),
      receivedAt: at(minutes),
      measurements: [{ quantity: "distance", value: 3.2 - levelM } as const],
    });
    const flood = [0, 1, 2, 3, 4].map((minute) => reading(minute, 1.6 + 0.01 * minute));
    const { villageId } = pilot.village;
    const { state } = observe(newSiteState({ villageId, siteId: site.siteId }), flood, context);
    world.states.set(site.siteId, state);
    for (const { devEui, observedAt } of flood) await world.hear(devEui, { observedAt });
    await world.live([], at(120));
    expect(plain(world.told)).toEqual(["opened silent_device", "opened blind_in_alarm"]);
    expect(world.told[1]?.finding).toMatchObject({ siteId: site.siteId, level: "warning", since: at(4) });
    expect(world.told[1]?.at).toBeLessThanOrEqual(at(10));
    const fallen = Array.from({ length: 20 }, (_, minute) => reading(121 + minute, 0.4));
    world.states.set(site.siteId, observe(state, fallen, context).state);
    await world.live(heardIn(1, 1, [[121, 141]]), at(140));
    expect(plain(world.told).slice(2).toSorted()).toEqual(["closed blind_in_alarm", "closed silent_device"]);
  });
});

describe("a site in alarm where others talk on while its only gauge is silent", () => {
  const [gauge] = pilot.village.devices;
  const site = pilot.village.sites[0];
  if (gauge === undefined || site === undefined) throw new Error("the pilot has a site with a device");
  const { villageId } = pilot.village;
  const assignments = [{ siteId: site.siteId, sensorHeightM: 3, validFrom: 0 }];
  const rain = [2, 3].map((number) =>
    deviceOf(eui(number), 600, { profileId: "decentlab/dl-tbrg", assignments }),
  );
  const flooded = () => {
    const world = watchWorld([gauge, ...rain]);
    const flood = [0, 1, 2, 3, 4].map((minute) => ({
      devEui: gauge.devEui,
      identity: `${minute}`,
      fCnt: minute,
      observedAt: at(minute),
      receivedAt: at(minute),
      measurements: [{ quantity: "distance", value: 3.2 - 1.6 } as const],
    }));
    const context = { site, devices: [gauge, ...rain] };
    const { state } = observe(newSiteState({ villageId, siteId: site.siteId }), flood, context);
    world.states.set(site.siteId, state);
    return world;
  };
  const frames = inOrder([
    ...heardIn(1, 1, [[0, 5]]),
    ...heardIn(2, 10, [[0, 300]]),
    ...heardIn(3, 10, [[5, 300]]),
  ]);

  it("is told as blind once, whoever was heard last", async () => {
    const { live, told } = flooded();
    await live(frames, at(290), "every minute");
    expect(plain(told).filter((one) => one.includes("blind"))).toEqual(["opened blind_in_alarm"]);
  });

  it.each([
    ["over a link that loses two frames in three", 3, {}],
    ["of a gauge that may be silent for half a day", 1, { heartbeatS: 43_200 }],
  ])("is told as blind soon, also %s", async (_, oneIn, rest) => {
    const standing = [{ siteId: site.siteId, sensorHeightM: 3.2, validFrom: 0 }];
    const slow = deviceOf(gauge.devEui, 600, { assignments: standing, ...rest });
    const world = watchWorld([slow]);
    const heard = Array.from({ length: 149 }, (_none, fCnt) => ({
      devEui: slow.devEui,
      observedAt: at(10 * fCnt),
      fCnt,
    }));
    const came = heard.filter(({ fCnt }) => fCnt % oneIn === 0 || fCnt > 144);
    await world.live(came, at(1_480));
    const flood = [1_470, 1_480].map((minute) => ({
      devEui: slow.devEui,
      identity: `${minute}`,
      fCnt: minute,
      observedAt: at(minute),
      receivedAt: at(minute),
      measurements: [{ quantity: "distance", value: 1.6 } as const],
    }));
    const fresh = newSiteState({ villageId, siteId: site.siteId });
    world.states.set(site.siteId, observe(fresh, flood, { site, devices: [slow] }).state);
    await world.live([], at(1_700));
    const blind = world.told.filter(({ finding }) => finding.kind === "blind_in_alarm");
    expect(plain(blind)).toEqual(["opened blind_in_alarm"]);
    expect((blind[0]?.at ?? 0) - at(1_480)).toBeLessThanOrEqual(31 * MINUTE_MS);
  });

  it("is not blind in an alarm that was only a technician's doing", async () => {
    const { live, told, registered } = flooded();
    const maintenance = [{ devEui: gauge.devEui, from: at(-10), to: at(60), by: "technician" }];
    registered.village = { ...registered.village, maintenance };
    await live(frames, at(290));
    expect(plain(told)).toEqual(["opened silent_device"]);
  });
});

describe("what a device's history shows", () => {
  it("is read an hour at a time, once, and told: a battery, a link", async () => {
    const { live, told, services } = watchWorld([deviceOf(eui(1), 600)]);
    const frames = Array.from({ length: 6 * 24 * 4 }, (_, index) => ({
      devEui: eui(1),
      observedAt: at(index * 10),
      fCnt: 3 * index,
      values: { battery_level: index < 300 ? 60 : 9 },
    }));
    const read: [EpochMs, EpochMs][] = [];
    const { list } = services.history;
    services.history.list = (place, from, to) => {
      read.push([from, to]);
      return list(place, from, to);
    };
    await live(frames, START + 4 * DAY_MS);
    expect(plain(told).toSorted()).toEqual(["opened battery_low", "opened link_loss"]);
    expect(read.length).toBe(4 * 24 - 1);
    expect(
      read.every(([from, to], index) => to - from === HOUR_MS && from === (read[index - 1]?.[1] ?? START)),
    ).toBe(true);
  });

  it("is caught up with after the watcher stood still, two days at a time", async () => {
    const { run, hear, services } = watchWorld([deviceOf(eui(1), 600)]);
    await run(START);
    for (let index = 0; index < 6 * 24 * 5; index += 1)
      await hear(eui(1), { observedAt: at(index * 10), fCnt: index });
    for (let minute = 0; minute < 4; minute += 1) await run(START + 5 * DAY_MS + (15 + minute) * MINUTE_MS);
    const held = services.devices.items.get(eui(1))?.record.health;
    expect(held?.examinedThrough).toBe(START + 5 * DAY_MS);
    expect(held?.days.map(({ link }) => link.frames)).toEqual([144, 144, 144, 144, 144]);
  });
});

describe("what people are told of it", () => {
  const messagesOf = ({ services }: ReturnType<typeof watchWorld>) =>
    services.queue.messages.map(({ notification }) => notification.notificationId);
  const numbers = Array.from({ length: 12 }, (_, index) => index);
  const euiOf = (index: number): string => `020000fffe0001${String(index).padStart(2, "0")}`;

  it("is one message a recipient when a sensor falls silent, and one when it is back", async () => {
    const world = watchWorld([deviceOf(eui(1), 600)]);
    const frames = heardIn(1, 10, [
      [0, 300],
      [600, 900],
    ]);
    await world.live(frames, at(880), "every minute");
    const texts = world.services.queue.messages
      .filter(({ notification }) => notification.recipientId === "lam-tsuen-office")
      .map(({ notification }) => notification.text.subject);
    expect(texts).toEqual([
      "【感應器】林村林錦公路：水位計（0001）自12:50起沒有訊號（已31分鐘）",
      "【感應器恢復】林村林錦公路：水位計（0001）再次收到訊號，約中斷5小時",
    ]);
    expect(new Set(messagesOf(world)).size).toBe(messagesOf(world).length);
    expect(messagesOf(world).some((id) => id.includes("villager"))).toBe(false);
  });

  it("is of the return only whoever was told of the silence", async () => {
    const world = watchWorld([deviceOf(eui(1), 600)]);
    const { of } = world.services.addressees;
    const frames = heardIn(1, 10, [
      [0, 300],
      [600, 900],
    ]);
    world.services.addressees.of = async (villageId) =>
      (await of(villageId)).filter(({ role }) => role === "maintenance");
    await world.live(frames, at(500));
    world.services.addressees.of = of;
    await world.live(frames.slice(30), at(880));
    expect(new Set(world.services.queue.messages.map(({ notification }) => notification.role))).toEqual(
      new Set(["maintenance"]),
    );
    expect(messagesOf(world).filter((id) => id.includes("closed"))).toHaveLength(2);
  });

  it("is one list where a dozen sensors fall silent at once", async () => {
    const world = watchWorld(numbers.map((index) => deviceOf(euiOf(index), 600)));
    await world.live([], at(60));
    const toOffice = world.services.queue.messages.filter(
      ({ notification }) => notification.recipientId === "lam-tsuen-office",
    );
    expect(toOffice.map(({ notification }) => notification.text.subject)).toEqual([
      "【感應器】林村：同時有12項問題",
    ]);
    expect(toOffice[0]?.notification.text.body.match(/從未收到訊號/g)).toHaveLength(12);
  });

  it("is the same list when the watcher died over it", async () => {
    const world = watchWorld(numbers.map((index) => deviceOf(euiOf(index), 600)));
    const { settle } = world.services.noticeList;
    let left = 5;
    world.services.noticeList.settle = async (...given) => {
      left -= 1;
      if (left < 0) throw new Error("died");
      await settle(...given);
    };
    await world.run(START);
    for (const index of numbers) await world.hear(euiOf(index), { observedAt: START });
    world.time.wall = at(31);
    const { failed } = await watchHeartbeats(world.services);
    expect(failed).toMatchObject([{ subject: { villageId: "lam-tsuen" } }]);
    world.services.noticeList.settle = settle;
    await world.run(at(32));
    await world.run(at(33));
    const ids = messagesOf(world).filter((id) => id.endsWith("/lam-tsuen-office/email"));
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  it("is nothing when a finding only gets newer numbers", async () => {
    const world = watchWorld([]);
    const { noticeList, queue } = world.services;
    const blind = {
      kind: "blind_in_alarm",
      siteId: "lam-kam-road",
      hazard: "flood",
      level: "danger",
    } as const;
    const notice = (change: "opened" | "closed", since: EpochMs, when: EpochMs) =>
      noteNotice({ change, finding: { ...blind, since }, at: when, villageId: "lam-tsuen" }, world.services);
    await notice("opened", at(0), at(12));
    await world.run(at(12));
    const told = queue.messages.length;
    expect(told).toBeGreaterThan(5);
    await notice("closed", at(0), at(20));
    await notice("opened", at(5), at(20));
    await world.run(at(20));
    expect(queue.messages).toHaveLength(told);
    await notice("closed", at(5), at(40));
    await world.run(at(40));
    expect(queue.messages).toHaveLength(2 * told);
    expect(await noticeList.waiting()).toEqual([]);
  });

  it("is nothing where the village is registered no more", async () => {
    const world = watchWorld([]);
    const finding = {
      kind: "silent_device",
      devEui: eui(1),
      siteId: "x",
      since: START,
      limitMs: 1,
      neverHeard: true,
    } as const;
    await noteNotice({ change: "closed", finding, at: START, villageId: "gone" }, world.services);
    await world.run(at(1));
    expect(world.services.queue.messages).toEqual([]);
    expect(await world.services.noticeList.waiting()).toEqual([]);
  });
});
