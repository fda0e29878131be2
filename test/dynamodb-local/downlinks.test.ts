import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { downlinkKeyOf } from "#shared/adapters/downlink-message.ts";
import { deliveryEvidence } from "#shared/adapters/dynamodb/delivery-evidence.ts";
import { deviceEvents } from "#shared/adapters/dynamodb/device-events.ts";
import { downlinks } from "#shared/adapters/dynamodb/downlinks.ts";
import { history } from "#shared/adapters/dynamodb/history.ts";
import { downlinkKey } from "#shared/adapters/dynamodb/keys.ts";
import type { DownlinkRequest } from "#shared/domain/downlink.ts";
import type { Observation } from "#shared/domain/observation.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, toIso } from "#shared/domain/time.ts";
import { type LocalTables, localTables } from "./tables.ts";

/** 23:50 UTC, so that what follows falls on two days. */
const ASKED = Date.UTC(2026, 8, 8, 23, 50);

let local: LocalTables;
beforeAll(async () => {
  local = await localTables(inject("dynamoDbEndpoint"), "downlinks");
});

const asked = (downlinkId: string, overrides: Partial<DownlinkRequest> = {}): DownlinkRequest => ({
  downlinkId,
  devEui: `020000fffe0000${downlinkId.length.toString(16).padStart(2, "0")}`,
  villageId: "lam-tsuen",
  siteId: "wai-tau-bridge",
  command: { reportIntervalS: 60 },
  usualIntervalS: 600,
  address: { via: "chirpstack" },
  fPort: 85,
  payloadHex: "ff033c00",
  requestedAt: ASKED,
  requestedBy: "chan",
  expiresAt: ASKED + HOUR_MS,
  ...overrides,
});

describe("a downlink", () => {
  it("is claimed by one of two workers, also when nobody wrote it down before, and is theirs to hand over once", async () => {
    const store = downlinks(local.tables.downlinks);
    const request = asked("a");
    const claim = (wall = ASKED) => store.claim(request, wall, MINUTE_MS);
    expect((await Promise.all([claim(), claim()])).toSorted()).toEqual(["claimed", "leased"]);
    expect(await claim(ASKED + MINUTE_MS)).toBe("claimed");
    await store.handedOver(downlinkKeyOf(request), "m1", ASKED + 5);
    expect(await claim(ASKED + HOUR_MS)).toEqual({
      ...request,
      attempts: 2,
      handedOver: { at: ASKED + 5, messageId: "m1" },
      mayHaveLeftAt: ASKED + 5,
    });
  });

  it("that was given back is free at once, and remembers since when it may have left", async () => {
    const store = downlinks(local.tables.downlinks);
    const request = asked("bb");
    const key = downlinkKeyOf(request);
    await store.queue(request, ASKED);
    await store.claim(request, ASKED, MINUTE_MS);
    await store.release(key, "busy", ASKED + 1, false);
    expect((await store.find(key))?.mayHaveLeftAt).toBeUndefined();
    expect(await store.claim(request, ASKED + 2, MINUTE_MS)).toBe("claimed");
    await store.release(key, "no answer", ASKED + 3, true);
    await store.claim(request, ASKED + 4, MINUTE_MS);
    await store.release(key, "no answer", ASKED + 5, true);
    expect(await store.find(key)).toMatchObject({
      attempts: 3,
      mayHaveLeftAt: ASKED + 3,
      trouble: "no answer",
    });
  });

  it("ends once: the first outcome stands, and one nobody asked for has none", async () => {
    const store = downlinks(local.tables.downlinks);
    const request = asked("ccc");
    const key = downlinkKeyOf(request);
    await store.end(key, { kind: "not_sent", at: ASKED });
    expect(await store.find(key)).toBeUndefined();
    await store.queue(request, ASKED);
    await store.end(key, { kind: "delivered", at: ASKED + 1, shownBy: "report" });
    await store.end(key, { kind: "expired", at: ASKED + 2, reason: "late" });
    expect(await store.claim(request, ASKED + 3, MINUTE_MS)).toMatchObject({
      outcome: { kind: "delivered", at: ASKED + 1, shownBy: "report" },
    });
  });

  it("is listed newest first, those of an exercise apart, and kept for 400 days", async () => {
    const store = downlinks(local.tables.downlinks);
    const first = asked("dddd");
    const second = { ...first, downlinkId: "later", requestedAt: ASKED + 1 };
    const exercise = { exerciseId: "drill", traceStart: 0, startedAt: ASKED, speed: 1 };
    const drill = { ...first, requestedAt: 0, exercise };
    for (const request of [first, second, drill]) await store.queue(request, ASKED);
    const idsOf = async (exerciseId?: string) =>
      (await store.latest(first.devEui, exerciseId, 5)).map(({ downlinkId }) => downlinkId);
    expect(await idsOf()).toEqual(["later", "dddd"]);
    expect(await idsOf("drill")).toEqual(["dddd"]);
    const expiryOf = async (request: DownlinkRequest) => {
      const Key = downlinkKey(downlinkKeyOf(request));
      return (await local.client.send(new GetCommand({ TableName: local.tables.downlinks.tableName, Key })))
        .Item?.expiresAt;
    };
    expect(await expiryOf(first)).toBe((ASKED + 400 * DAY_MS) / SECOND_MS);
    expect(await expiryOf(drill)).toBe((ASKED + 7 * DAY_MS) / SECOND_MS);
  });
});

describe("what tells of a downlink's delivery", () => {
  it("is every frame of the device at its site over midnight, no other device's and none of its memory, and its events", async () => {
    const request = asked("eeeee");
    const { devEui } = request;
    const place = { villageId: request.villageId, siteId: "wai-tau-bridge" };
    const row = (minute: number, overrides: Partial<Observation> = {}): Observation => ({
      siteId: place.siteId,
      devEui,
      observedAt: ASKED + minute * MINUTE_MS,
      receivedAt: ASKED + minute * MINUTE_MS,
      values: { distance: 2 },
      flags: {},
      late: false,
      ...overrides,
    });
    await history(local.tables.history).put(
      place,
      [
        row(-10, { fCnt: 7, dataRate: 3 }),
        row(5, { fCnt: 8, late: true }),
        row(15, { fCnt: 9 }),
        row(16),
        row(17, { late: true }),
        row(18, { devEui: "020000fffe0000ff", fCnt: 3 }),
        row(30, { fCnt: 10 }),
      ],
      ASKED,
    );
    const events = deviceEvents(local.tables.health);
    const at = toIso(ASKED + MINUTE_MS);
    await events.record({ kind: "interval_reported", devEui, at, intervalS: 60 });
    await events.record({
      kind: "downlink",
      devEui,
      at,
      networkServer: "chirpstack-v4",
      result: "acknowledged",
      downlinkId: "m1",
    });
    await events.record({ kind: "join", devEui, at, networkServer: "chirpstack-v4", accepted: true });
    const evidence = deliveryEvidence(local.tables.history, local.tables.health);
    const found = await evidence.gather(request, ASKED, ASKED + 20 * MINUTE_MS);
    expect(found.frames.map(({ at: heardAt, fCnt }) => [(heardAt - ASKED) / MINUTE_MS, fCnt])).toEqual([
      [-10, 7],
      [5, 8],
      [15, 9],
      [16, undefined],
    ]);
    expect(found.reports).toEqual([{ at: ASKED + MINUTE_MS, reportIntervalS: 60 }]);
    expect(found.results).toMatchObject([
      { at: ASKED + MINUTE_MS, result: "acknowledged", downlinkId: "m1" },
    ]);
    const { siteId: _, ...nowhere } = request;
    expect((await evidence.gather(nowhere, ASKED, ASKED)).frames).toEqual([]);
  });
});
