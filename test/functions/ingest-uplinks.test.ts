import { describe, expect, it } from "vitest";
import { ingestUplinks } from "#functions/ingest-uplinks/ingest-uplinks.ts";
import type { ExerciseClock } from "#shared/domain/exercise.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, toIso } from "#shared/domain/time.ts";
import { EVENING, ingestServices, messages, minutes } from "./ingest-services.ts";
import { BRIDGE, ROAD } from "./pilot-village.ts";
import { documentOf, uplinkDocument } from "./uplink-messages.ts";

const bridge = (levelM: number, minute: number) =>
  uplinkDocument(BRIDGE, { levelM, at: minutes(minute), fCnt: 100 + minute });
const road = (levelM: number, minute: number) =>
  uplinkDocument(ROAD, { levelM, at: minutes(minute), fCnt: 500 + minute });

describe("a batch of uplinks", () => {
  it("puts each reading once into the history and writes each site once", async () => {
    const services = ingestServices();
    const batch = messages(bridge(0.4, 1), road(0, 1), bridge(0.42, 2), bridge(0.44, 3), road(0.01, 2));
    const ingested = await ingestUplinks(batch, services);
    expect(ingested).toMatchObject({ failed: [], accepted: 5, duplicates: 0, quarantined: [] });
    expect(services.history.rows.size).toBe(5);
    expect([...services.states.items.values()].map(({ state }) => [state.siteId, state.version])).toEqual([
      ["wai-tau-bridge", 1],
      ["lam-kam-road", 1],
    ]);
  });

  it("changes nothing when the same batch comes again", async () => {
    const services = ingestServices();
    const batch = messages(bridge(0.4, 1), bridge(0.42, 2));
    await ingestUplinks(batch, services);
    const before = [...services.states.items.values()];
    const again = await ingestUplinks(batch, services);
    expect(again).toMatchObject({ failed: [], accepted: 0, duplicates: 2 });
    expect([...services.states.items.values()]).toEqual(before);
    expect(services.history.rows.size).toBe(2);
  });

  it("keeps one row for a frame that came under two times, the earlier one", async () => {
    const services = ingestServices();
    const copy = uplinkDocument(BRIDGE, { levelM: 0.4, at: minutes(1) - 48_000, fCnt: 101 });
    await ingestUplinks(messages(bridge(0.4, 1)), services);
    await ingestUplinks(messages(copy), services);
    expect([...services.history.rows.values()].map((row) => row.observedAt)).toEqual([minutes(1) - 48_000]);
  });

  it("marks the write that changes an alarm for planning, and no other", async () => {
    const services = ingestServices();
    const site = () => services.states.items.values().next().value;
    await ingestUplinks(messages(bridge(0.98, 1)), services);
    expect(site()).toMatchObject({ transition: undefined, unplannedSince: undefined });
    await ingestUplinks(messages(bridge(1.01, 2)), services);
    expect(site()).toMatchObject({
      transition: "flood@2026-09-08T13:02:00.000Z>advisory",
      unplannedSince: EVENING,
    });
    await ingestUplinks(messages(bridge(1.01, 3)), services);
    expect(site()).toMatchObject({ transition: undefined, unplannedSince: EVENING });
  });

  it("does not let a network server's clock in the future push readings out of the window", async () => {
    const services = ingestServices();
    const tomorrow = uplinkDocument(BRIDGE, { levelM: 0.4, at: EVENING + DAY_MS, fCnt: 1 });
    await ingestUplinks(messages(tomorrow, bridge(0.41, 2)), services);
    const [item] = services.states.items.values();
    expect(item?.state.entries.map((entry) => entry.observedAt)).toEqual([minutes(2), EVENING]);
  });
});

describe("an exercise", () => {
  const exercise = (exerciseId: string): ExerciseClock => ({
    exerciseId,
    traceStart: EVENING - 7 * DAY_MS,
    startedAt: EVENING - MINUTE_MS,
    speed: 60,
  });
  const drilled = (exerciseId: string) =>
    uplinkDocument(BRIDGE, {
      levelM: 1.9,
      at: EVENING - 7 * DAY_MS,
      fCnt: 7,
      exercise: exercise(exerciseId),
    });

  it("shares no state with real readings nor with another exercise of the same batch", async () => {
    const services = ingestServices();
    await ingestUplinks(messages(drilled("drill-1"), bridge(0.4, 1), drilled("drill-2")), services);
    expect([...services.states.items.keys()].toSorted()).toEqual([
      "EXERCISE#drill-1#VILLAGE#lam-tsuen/SITE#wai-tau-bridge",
      "EXERCISE#drill-2#VILLAGE#lam-tsuen/SITE#wai-tau-bridge",
      "VILLAGE#lam-tsuen/SITE#wai-tau-bridge",
    ]);
    expect(services.history.rows.size).toBe(3);
  });

  it("receives its readings on its own clock", async () => {
    const services = ingestServices();
    await ingestUplinks(messages(drilled("drill-1")), services);
    const [row] = services.history.rows.values();
    expect(row?.receivedAt).toBe(EVENING - 7 * DAY_MS + HOUR_MS);
  });
});

describe("what cannot be used", () => {
  const noise = "\u{1f30a}".repeat(64 * 1024);
  const frame = { at: minutes(1), fCnt: 1 };
  const cases = [
    ["not JSON", "no JSON at all", "not_json", /not JSON: its 14 characters begin with "n"/],
    ["256 KB of noise", noise, "too_large", /131072 characters/],
    ["JSON of nobody's", '{"hello":1}', "unknown_document", /network server/],
    [
      "an unknown DevEUI",
      documentOf("020000fffe0000aa", "03824c04", frame),
      "unknown_device",
      /020000fffe0000aa/,
    ],
    ["an undecodable payload", documentOf(BRIDGE.devEui, "ffff", frame), "undecodable", /./],
    [
      "a reading before the gauge was there",
      uplinkDocument(BRIDGE, { levelM: 1, at: Date.UTC(2025, 0), fCnt: 1 }),
      "unassigned_device",
      /stood at no site at 2025-01-01/,
    ],
  ] as const;

  it.each(cases)(
    "%s is kept with its reason, and the batch goes on",
    async (_, body, reason, explanation) => {
      const services = ingestServices();
      const ingested = await ingestUplinks(messages(bridge(0.4, 1), body, bridge(0.42, 2)), services);
      expect(ingested).toMatchObject({ failed: [], accepted: 2 });
      const [entry, ...others] = services.quarantine.entries.values();
      expect(others).toEqual([]);
      expect(entry).toMatchObject({ messageId: "message-1", reason, body });
      expect(entry?.explanation).toMatch(explanation);
    },
  );

  it("is one entry however often it is handed over", async () => {
    const services = ingestServices();
    await ingestUplinks(messages("noise"), services);
    services.time.wall += MINUTE_MS;
    await ingestUplinks(messages("noise"), services);
    expect(services.quarantine.entries.size).toBe(1);
  });

  it("keeps what a frame says before its fault, and the fault beside it", async () => {
    const services = ingestServices();
    const broken = documentOf(BRIDGE.devEui, "0382f00aeeee01", frame);
    const ingested = await ingestUplinks(messages(broken), services);
    expect(ingested).toMatchObject({ accepted: 1 });
    const [row] = services.history.rows.values();
    expect(row?.values).toMatchObject({ distance: 2.8 });
    const [entry] = services.quarantine.entries.values();
    expect(entry).toMatchObject({ reason: "undecodable", devEui: BRIDGE.devEui });
  });
});

describe("trouble with one site", () => {
  it("hands back that site's messages only", async () => {
    const services = ingestServices();
    const { read } = services.states;
    services.states.read = (place, how) => {
      if (place.siteId === "lam-kam-road") throw new Error("the table is away");
      return read(place, how);
    };
    const ingested = await ingestUplinks(messages(bridge(0.4, 1), road(0, 1)), services);
    expect(ingested.failed).toEqual([{ messageId: "message-1", error: new Error("the table is away") }]);
    expect(services.states.items.size).toBe(1);
  });

  it("reads anew, consistently, when another instance was faster; after four times it hands back", async () => {
    const services = ingestServices();
    const reads: boolean[] = [];
    const { read } = services.states;
    services.states.read = (place, how) => {
      reads.push(how.consistent);
      return read(place, how);
    };
    services.states.write = async () => "conflict";
    const ingested = await ingestUplinks(messages(bridge(0.4, 1)), services);
    expect(reads).toEqual([false, true, true, true]);
    expect(ingested.failed.map(({ messageId }) => messageId)).toEqual(["message-0"]);
  });
});

describe("a table that is away for long", () => {
  it("does not keep an alarm from rising when it is the quarantine's: only the message comes back", async () => {
    const services = ingestServices();
    const odd = documentOf(BRIDGE.devEui, "03821405ff", { at: minutes(1), fCnt: 1 });
    const away = {
      ...services,
      quarantine: { ...services.quarantine, keep: () => Promise.reject(new Error("no such table")) },
    };
    const { failed, accepted } = await ingestUplinks(messages(odd), away);
    expect(accepted).toBe(1);
    expect(failed.map(({ messageId }) => messageId)).toEqual(["message-0"]);
    expect(services.states.items.size).toBe(1);
  });
});

describe("a network server whose clock runs ahead", () => {
  it("makes one row of a frame, however often the message is tried", async () => {
    const services = ingestServices();
    const ahead = uplinkDocument(BRIDGE, { levelM: 0.5, at: EVENING + 2_000, fCnt: 1 });
    const dead = {
      ...services,
      states: { ...services.states, write: () => Promise.reject(new Error("crash")) },
    };
    await ingestUplinks(messages(ahead), dead);
    services.time.wall += MINUTE_MS;
    await ingestUplinks(messages(ahead), services);
    expect(services.history.rows.size).toBe(1);
  });

  it("loses none of several frames under one time, and keeps them in the order of their counters", async () => {
    const services = ingestServices();
    const ahead = [8, 9, 10, 11].map((fCnt) =>
      uplinkDocument(BRIDGE, { levelM: 0.4 + fCnt / 100, at: EVENING + fCnt * MINUTE_MS, fCnt }),
    );
    await ingestUplinks(messages(...ahead), services);
    expect(services.history.rows.size).toBe(4);
    const [item] = services.states.items.values();
    expect(item?.state.entries.map(({ fCnt }) => fCnt)).toEqual([8, 9, 10, 11]);
  });
});

describe("a frame that tells nothing of a quantity", () => {
  it("still shows that its device lives: a row without values", async () => {
    const services = ingestServices();
    // Channel FF 0B: the device says that it was switched on.
    const switchedOn = documentOf(BRIDGE.devEui, "ff0bff", { at: minutes(1), fCnt: 0 });
    expect(await ingestUplinks(messages(switchedOn), services)).toMatchObject({
      accepted: 1,
      quarantined: [],
    });
    expect([...services.history.rows.values()]).toMatchObject([{ values: {}, fCnt: 0 }]);
    const [item] = services.states.items.values();
    expect(item?.state.heard).toMatchObject({ [BRIDGE.devEui]: { at: minutes(1), fCnt: 0 } });
  });

  it("and is garbage leaves no row: it is in the quarantine, counted by device and reason", async () => {
    const services = ingestServices();
    const garbage = [1, 2, 3].map((minute) =>
      documentOf(BRIDGE.devEui, "ffff", { at: minutes(minute), fCnt: minute }),
    );
    await ingestUplinks(messages(...garbage), services);
    await ingestUplinks(messages(...garbage), services);
    expect(services.history.rows.size).toBe(0);
    expect(services.states.items.size).toBe(0);
    expect([...services.quarantine.counts]).toEqual([[`COUNT#2026-09-08/undecodable#${BRIDGE.devEui}`, 3]]);
  });
});

describe("a copy that comes when its frame has left the window", () => {
  it("adds no row to the history, whichever of the two came first", async () => {
    for (const [first, second] of [
      [0, 20_000],
      [20_000, 0],
    ] as const) {
      const services = ingestServices();
      const sent = (offsetMs: number) =>
        messages(uplinkDocument(BRIDGE, { levelM: 0.4, at: minutes(-70) + offsetMs, fCnt: 30 }));
      await ingestUplinks(sent(first), services);
      await ingestUplinks(messages(bridge(0.4, 1)), services);
      await ingestUplinks(sent(second), services);
      const instants = [...services.history.rows.values()].map(({ observedAt }) => observedAt);
      expect(instants.toSorted((a, b) => a - b)).toEqual([minutes(-70), minutes(1)]);
    }
  });
});

describe("what a network server tells besides uplinks", () => {
  const join = (devEui: string) =>
    JSON.stringify({
      deduplicationId: "856a03e7-80f6-4c26-b971-9dcb34a59c2e",
      time: "2026-09-08T13:20:00.000+00:00",
      deviceInfo: { applicationId: "17c82e96-be03-4f38-aef3-f83d48582d97", devEui },
      devAddr: "00189440",
    });

  it("is written down for a device of ours", async () => {
    const services = ingestServices();
    const ingested = await ingestUplinks(messages(join(BRIDGE.devEui)), services);
    expect(ingested).toMatchObject({ failed: [], events: 1, quarantined: [] });
    expect([...services.deviceEvents.events.values()]).toMatchObject([
      { kind: "join", devEui: BRIDGE.devEui, devAddr: "00189440" },
    ]);
  });

  it("of a device that is not ours waits in the quarantine", async () => {
    const services = ingestServices();
    const ingested = await ingestUplinks(messages(join("020000fffe0000aa")), services);
    expect(ingested).toMatchObject({ failed: [], events: 0 });
    expect([...services.quarantine.entries.values()]).toMatchObject([
      { reason: "unknown_device", devEui: "020000fffe0000aa" },
    ]);
  });

  it("comes again when it could not be written down, and only then", async () => {
    const services = ingestServices();
    const away = { ...services, deviceEvents: { record: () => Promise.reject(new Error("no such table")) } };
    const { failed } = await ingestUplinks(messages(join(BRIDGE.devEui), bridge(0.4, 1)), away);
    expect(failed.map(({ messageId }) => messageId)).toEqual(["message-0"]);
  });
});

describe("a document that came with a token", () => {
  const [message] = messages(bridge(0.4, 1));
  const posted = (tokenHolder: string) => [
    { ...(message ?? { messageId: "", body: "", sentAt: 0 }), tokenHolder },
  ];

  it("of its own network server is taken", async () => {
    const services = ingestServices();
    expect(await ingestUplinks(posted("aws-iot-core-for-lorawan"), services)).toMatchObject({ accepted: 1 });
  });

  it("of another waits in the quarantine: a token speaks for one network server", async () => {
    const services = ingestServices();
    expect(await ingestUplinks(posted("thingpark"), services)).toMatchObject({ accepted: 0, failed: [] });
    expect([...services.quarantine.entries.values()]).toMatchObject([
      { reason: "unauthorised", devEui: BRIDGE.devEui, explanation: expect.stringContaining("thingpark") },
    ]);
  });
});

describe("a gauge that says it cannot measure", () => {
  it("is heard and marked as missing its value: no garbage, and no level", async () => {
    const services = ingestServices();
    // EM500-UDL: battery 92 %, distance 0xFFFD.
    const outOfRange = documentOf(BRIDGE.devEui, "01755c0382fdff", { at: minutes(1), fCnt: 1 });
    expect(await ingestUplinks(messages(outOfRange), services)).toMatchObject({
      accepted: 1,
      quarantined: [],
    });
    expect([...services.history.rows.values()]).toMatchObject([
      { values: { battery_level: 92 }, flags: { battery_level: 2, distance: 9 } },
    ]);
    const [item] = services.states.items.values();
    expect(item?.state.newest).toBeUndefined();
  });
});

describe("a flood of garbage from one device", () => {
  it("keeps no other device waiting: every reading of a batch is taken before any garbage is kept", async () => {
    const services = ingestServices();
    const order: string[] = [];
    const noted =
      <Args extends readonly unknown[], T>(name: string, call: (...args: Args) => Promise<T>) =>
      (...args: Args): Promise<T> => {
        order.push(name);
        return call(...args);
      };
    const watched = {
      ...services,
      states: { ...services.states, write: noted("reading", services.states.write) },
      quarantine: { ...services.quarantine, keep: noted("garbage", services.quarantine.keep) },
    };
    const garbage = (index: number) =>
      documentOf(BRIDGE.devEui, "deadbeef", { at: minutes(1) + index, fCnt: index });
    const batch = [...Array.from({ length: 8 }, (_, index) => garbage(index)), road(0.1, 1), bridge(0.4, 1)];
    expect(await ingestUplinks(messages(...batch), watched)).toMatchObject({ accepted: 2, failed: [] });
    expect(order).toEqual(["reading", "reading", ...Array.from({ length: 8 }, () => "garbage")]);
  });
});

describe("what no radio tells", () => {
  const heardBy = (Gateways: readonly object[]) => {
    const document = JSON.parse(bridge(1.2, 2));
    document.WirelessMetadata.LoRaWAN.Gateways = Gateways;
    return JSON.stringify(document);
  };

  it.each([1e20, 1e308, 1e-200, -1e16])(
    "an RSSI of %s dBm is left out, so that its row can be written and the reading beside it too",
    async (Rssi) => {
      const services = ingestServices();
      const absurd = heardBy([{ GatewayEui: "020000fffe0000a1", Rssi, Snr: 5 }]);
      const ingested = await ingestUplinks(messages(absurd, bridge(1.3, 3)), services);
      expect(ingested).toMatchObject({ failed: [], accepted: 2 });
      const [row] = services.history.rows.values();
      expect(row?.gateways).toEqual([{ id: "020000fffe0000a1", snr: 5 }]);
    },
  );

  it("a frame heard by a thousand gateways, or by one with an endless name, makes no endless row", async () => {
    const services = ingestServices();
    const many = Array.from({ length: 1000 }, (_, index) => ({ GatewayEui: `g${index}`, Snr: 1 }));
    const copy = JSON.parse(heardBy(many));
    copy.WirelessMetadata.LoRaWAN.Timestamp = toIso(minutes(2) + 1_000);
    await ingestUplinks(messages(heardBy([{ GatewayEui: "g".repeat(60_000), Snr: 9 }])), services);
    await ingestUplinks(messages(JSON.stringify(copy)), services);
    const [row] = services.history.rows.values();
    expect(row?.gateways).toHaveLength(8);
  });
});

describe("an event of a network server whose clock is wrong", () => {
  const gateway = (eventType: "connected" | "disconnected", timestamp: number) =>
    JSON.stringify({ eventType, timestamp, LoRaWAN: { GatewayEui: "020000fffe0000a1" } });

  it("by years ahead does not hide that the gateway went down after it", async () => {
    const services = ingestServices();
    const ahead = gateway("connected", Date.UTC(2099, 0, 1));
    await ingestUplinks([{ messageId: "m1", body: ahead, sentAt: minutes(1) }], services);
    const down = gateway("disconnected", minutes(2));
    await ingestUplinks([{ messageId: "m2", body: down, sentAt: minutes(2) }], services);
    expect(await services.deviceEvents.latestConnection("020000fffe0000a1")).toMatchObject({
      connected: false,
      at: toIso(minutes(2)),
    });
  });
});

describe("an old picture of a site", () => {
  it("takes no row out of the history: a copy by that picture is looked at again", async () => {
    const services = ingestServices();
    const frame = (minute: number, fCnt: number) =>
      uplinkDocument(BRIDGE, { levelM: 0.4, at: minutes(minute), fCnt });
    await ingestUplinks(messages(frame(0, 5)), services);
    const [old] = services.states.items.values();
    // The gauge is started anew, and tells the same level.
    await ingestUplinks(messages(frame(10, 0), frame(20, 5)), services);
    const asked: boolean[] = [];
    const stale = {
      ...services.states,
      read: (place: Parameters<typeof services.states.read>[0], how: { consistent: boolean }) => {
        asked.push(how.consistent);
        return how.consistent ? services.states.read(place, how) : Promise.resolve(old?.state);
      },
    };
    await ingestUplinks(messages(frame(20, 5)), { ...services, states: stale });
    expect(asked).toEqual([false, true]);
    expect(services.history.rows.size).toBe(3);
  });
});
