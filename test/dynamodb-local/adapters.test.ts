import { GetCommand, PutCommand, QueryCommand, ScanCommand } from "@aws-sdk/lib-dynamodb";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { announcements } from "#shared/adapters/dynamodb/announced.ts";
import { history } from "#shared/adapters/dynamodb/history.ts";
import {
  announcedKey,
  observationKey,
  quarantineKey,
  recipientKey,
  siteStateKey,
} from "#shared/adapters/dynamodb/keys.ts";
import { quarantine } from "#shared/adapters/dynamodb/quarantine.ts";
import { quarantineReader } from "#shared/adapters/dynamodb/quarantine-reader.ts";
import { addressees, addresses, putRecipients, recipientsOf } from "#shared/adapters/dynamodb/recipients.ts";
import { siteStates } from "#shared/adapters/dynamodb/site-state.ts";
import { nothingAnnounced, planAlert } from "#shared/alerting/plan.ts";
import { DAY_MS, SECOND_MS } from "#shared/domain/time.ts";
import { newSiteState } from "#shared/rules/site-state.ts";
import { EVENING } from "#test/functions/ingest-services.ts";
import { pilot } from "#test/functions/pilot-village.ts";
import { bridge, smith, transitionOf } from "#test/shared/alerting/scene.ts";
import { type LocalTables, localTables } from "./tables.ts";

let local: LocalTables;
beforeAll(async () => {
  local = await localTables(inject("dynamoDbEndpoint"), "adapters");
});

const exercise = { exerciseId: "drill-1", traceStart: 0, startedAt: 0, speed: 1 };
const stateOf = (siteId: string) => newSiteState({ villageId: "lam-tsuen", siteId });
const placeOf = (siteId: string) => ({ villageId: "lam-tsuen", siteId });

describe("a site's state", () => {
  const itemOf = async (siteId: string) => {
    const Key = siteStateKey(placeOf(siteId));
    const command = new GetCommand({ TableName: local.tables.state.tableName, Key, ConsistentRead: true });
    return (await local.client.send(command)).Item;
  };

  it("is not there before the first reading, and comes back as it was written, a version on", async () => {
    const states = siteStates(local.tables.state);
    expect(await states.read(placeOf("fresh"), { consistent: true })).toBeUndefined();
    expect(await states.write(stateOf("fresh"), undefined, EVENING)).toBe("written");
    expect(await states.read(placeOf("fresh"), { consistent: true })).toEqual({
      ...stateOf("fresh"),
      version: 1,
    });
  });

  it("is written by the first of two that saw the same version", async () => {
    const states = siteStates(local.tables.state);
    const first = await Promise.all([1, 2].map(() => states.write(stateOf("raced"), undefined, EVENING)));
    expect(first.toSorted()).toEqual(["conflict", "written"]);
    const seen = { ...stateOf("raced"), version: 1 };
    const second = await Promise.all([1, 2].map(() => states.write(seen, undefined, EVENING)));
    expect(second.toSorted()).toEqual(["conflict", "written"]);
  });

  it("carries its transition on the one write that changed a timeline; waiting to be planned outlasts it", async () => {
    const states = siteStates(local.tables.state);
    await states.write(stateOf("raised"), "flood@now>danger", EVENING);
    expect(await itemOf("raised")).toMatchObject({ transition: "flood@now>danger", unplannedSince: EVENING });
    await states.write({ ...stateOf("raised"), version: 1 }, undefined, EVENING + 1);
    const ordinary = await itemOf("raised");
    expect(ordinary).toMatchObject({ version: 2, unplanned: "UNPLANNED", unplannedSince: EVENING });
    expect(ordinary).not.toHaveProperty("transition");
  });

  it("is listed as unplanned, the longest first, until planned at the version that was read", async () => {
    const states = siteStates(local.tables.state);
    const waits = async () =>
      (await states.listUnplanned(EVENING + 5_000)).filter(({ siteId }) => siteId.startsWith("wait"));
    await states.write(stateOf("wait-2"), "flood", EVENING + 2_000);
    await states.write(stateOf("wait-1"), "flood", EVENING + 1_000);
    await states.write(stateOf("wait-9"), "flood", EVENING + 9_000);
    expect(await waits()).toEqual([placeOf("wait-1"), placeOf("wait-2")]);
    expect(await states.markPlanned(placeOf("wait-1"), 7, EVENING + 1_000)).toBe("conflict");
    expect(await states.markPlanned(placeOf("wait-1"), 1, EVENING + 1_000)).toBe("written");
    expect(await waits()).toEqual([placeOf("wait-2")]);
    expect(await itemOf("wait-1")).not.toHaveProperty("transition");
  });

  it("is looked at again when time alone changes something, from then on, and not before", async () => {
    const states = siteStates(local.tables.state);
    const waits = async (at: number) =>
      (await states.listUnplanned(at)).filter(({ siteId }) => siteId.startsWith("due")).length;
    const due = EVENING + 20_000;
    await states.write(stateOf("due-1"), undefined, EVENING, due);
    await states.write({ ...stateOf("due-1"), version: 1 }, undefined, EVENING + 1, due + 5_000);
    expect([await waits(due - 1), await waits(due)]).toEqual([0, 1]);
    await states.write({ ...stateOf("due-1"), version: 2 }, "flood", EVENING + 2, due + 9_000);
    expect(await waits(EVENING + 2)).toBe(1);
    expect(await states.markPlanned(placeOf("due-1"), 3, EVENING + 3, due + 9_000)).toBe("written");
    expect([await waits(due + 8_999), await waits(due + 9_000)]).toEqual([0, 1]);
    expect(await itemOf("due-1")).not.toHaveProperty("transition");
    expect(await states.markPlanned(placeOf("due-1"), 3, due + 9_000, Number.POSITIVE_INFINITY)).toBe(
      "written",
    );
    expect(await waits(Number.MAX_SAFE_INTEGER)).toBe(0);
  });

  it("of an exercise lies beside the live one, and expires", async () => {
    const states = siteStates(local.tables.state);
    // In the future, because the database does remove what has expired.
    const wall = Date.UTC(2090, 0);
    await states.write({ ...stateOf("drilled"), exercise }, "flood", wall);
    expect(await states.read(placeOf("drilled"), { consistent: true })).toBeUndefined();
    const place = { ...placeOf("drilled"), exerciseId: "drill-1" };
    expect(await states.read(place, { consistent: true })).toMatchObject({ exercise, version: 1 });
    const command = new GetCommand({ TableName: local.tables.state.tableName, Key: siteStateKey(place) });
    const { Item } = await local.client.send(command);
    expect(Item?.expiresAt).toBe((wall + 7 * DAY_MS) / SECOND_MS);
  });
});

describe("the history", () => {
  const row = (minute: number) =>
    ({
      siteId: "bridge",
      devEui: "020000fffe000001",
      observedAt: EVENING + minute * 60_000,
      receivedAt: EVENING,
      values: { water_level: 1.2 },
      flags: { water_level: 1 },
      late: false,
    }) as const;
  const rows = async () => {
    const { pk } = observationKey(placeOf("bridge"), row(0));
    const command = new QueryCommand({
      TableName: local.tables.history.tableName,
      KeyConditionExpression: "pk = :pk",
      ExpressionAttributeValues: { ":pk": pk },
    });
    return (await local.client.send(command)).Items;
  };

  it("holds each reading once, more of them than one call carries, until it expires", async () => {
    const store = history(local.tables.history);
    const sixty = Array.from({ length: 60 }, (_, minute) => row(minute));
    await store.put(placeOf("bridge"), [...sixty, row(3)], EVENING);
    await store.put(placeOf("bridge"), sixty, EVENING);
    const held = await rows();
    expect(held).toHaveLength(60);
    expect(held?.[0]?.expiresAt).toBe((EVENING + 400 * DAY_MS) / SECOND_MS);
    await store.remove(placeOf("bridge"), [row(3), row(99)]);
    expect(await rows()).toHaveLength(59);
  });
});

describe("the quarantine", () => {
  const entry = (messageId: string, body: string) =>
    ({
      messageId,
      reason: "not_json",
      explanation: "the message is not JSON",
      body,
      receivedAt: EVENING,
    }) as const;
  const held = async (messageId: string) => {
    const Key = quarantineKey(entry(messageId, ""));
    return (await local.client.send(new GetCommand({ TableName: local.tables.quarantine.tableName, Key })))
      .Item;
  };

  it("keeps a message whole, and for 30 days", async () => {
    await quarantine(local.tables.quarantine).keep(entry("short", "noise"));
    expect(await held("short")).toMatchObject({
      body: "noise",
      expiresAt: (EVENING + 30 * DAY_MS) / SECOND_MS,
    });
  });

  it("keeps whose token a message came with, and hands it over with it", async () => {
    await quarantine(local.tables.quarantine).keep({ ...entry("posted", "noise"), tokenHolder: "loriot" });
    const waiting = await quarantineReader(local.tables.quarantine).list(undefined);
    expect(waiting.find(({ messageId }) => messageId === "posted")).toMatchObject({
      tokenHolder: "loriot",
      receivedAt: EVENING,
    });
  });

  it("keeps even a megabyte of noise, cut to what an item holds", async () => {
    const noise = Array.from({ length: 1_000_000 }, (_, index) =>
      String.fromCharCode(33 + ((index * 7919) ** 2 % 90)),
    ).join("");
    await quarantine(local.tables.quarantine).keep(entry("long", noise));
    expect(await held("long")).toBeDefined();
  });
});

describe("what was announced", () => {
  it("is written by the first of two that saw the same version", async () => {
    const store = announcements(local.tables.alerts);
    const write = (seen: number) =>
      store.write(placeOf("bridge"), "flood", { ...nothingAnnounced, sequence: seen + 1 }, seen, EVENING);
    expect((await Promise.all([write(0), write(0)])).toSorted()).toEqual(["conflict", "written"]);
    expect(await store.read(placeOf("bridge"), "flood")).toMatchObject({ version: 1, sequence: 1 });
    expect((await Promise.all([write(1), write(1)])).toSorted()).toEqual(["conflict", "written"]);
  });

  it("to two thousand people, each by SMS and mail, is one item and comes back the same", async () => {
    const store = announcements(local.tables.alerts);
    const head = transitionOf(EVENING, "normal", "danger", { m: 1.9, percent: 95, per10MinM: 0.12 });
    const villagers = Array.from({ length: 2_000 }, (_, index) => {
      const language = index % 2 === 0 ? "zh-HK" : "en";
      return { ...smith, recipientId: `villager-${index}`, language } as const;
    });
    const planned = planAlert({
      ...bridge,
      announced: nothingAnnounced,
      timeline: {
        hazard: "flood",
        transitions: [head],
        transitionCount: 1,
        level: "danger",
        late: false,
        suspect: false,
        blind: false,
        head: head.assessment,
        headReceivedAt: EVENING,
        since: EVENING,
      },
      addressees: villagers,
      sender: "village-watch.example.hk",
      now: EVENING + SECOND_MS,
    });
    expect(planned.announced.pending?.notifications).toHaveLength(4_000);
    const plainBytes = Buffer.byteLength(JSON.stringify(planned.announced));
    expect(plainBytes).toBeGreaterThan(2_000_000);
    expect(await store.write(placeOf("crowded"), "flood", planned.announced, 0, EVENING)).toBe("written");
    expect(await store.read(placeOf("crowded"), "flood")).toEqual({ ...planned.announced, version: 1 });
    const Key = announcedKey(placeOf("crowded"), "flood");
    const get = new GetCommand({ TableName: local.tables.alerts.tableName, Key });
    const storedBytes = (await local.client.send(get)).Item?.body.length;
    expect(storedBytes).toBeLessThan(200_000);
  });

  it("is read as it was written before it was compressed", async () => {
    const TableName = local.tables.alerts.tableName;
    const body = JSON.stringify({ ...nothingAnnounced, sequence: 7 });
    const Item = { ...announcedKey(placeOf("older"), "flood"), v: 1, version: 3, body };
    await local.client.send(new PutCommand({ TableName, Item }));
    expect(await announcements(local.tables.alerts).read(placeOf("older"), "flood")).toEqual({
      ...nothingAnnounced,
      sequence: 7,
      version: 3,
    });
  });

  it("of a schema that this code does not know is refused with both versions named", async () => {
    const TableName = local.tables.alerts.tableName;
    const Item = { ...announcedKey(placeOf("future"), "flood"), v: 2, version: 1, body: "{}" };
    await local.client.send(new PutCommand({ TableName, Item }));
    await expect(announcements(local.tables.alerts).read(placeOf("future"), "flood")).rejects.toThrow(
      "schema version 2; this code reads version 1",
    );
  });
});

describe("recipients", () => {
  it("are planned for without their addresses, which delivery reads one at a time", async () => {
    await putRecipients(local.tables.recipients, "lam-tsuen", pilot.recipients);
    const planned = await addressees(local.tables.recipients).of("lam-tsuen");
    expect(planned.find(({ recipientId }) => recipientId === "villager-smith")).toEqual({
      recipientId: "villager-smith",
      role: "subscriber",
      language: "en",
      channels: ["sms", "email"],
      consented: true,
    });
    expect(JSON.stringify(planned)).not.toMatch(/@|\+\d/);
    const { find } = addresses(local.tables.recipients);
    expect(await find("lam-tsuen", "villager-chan", "sms")).toBe("+12025550143");
    expect(await find("lam-tsuen", "villager-chan", "email")).toBeUndefined();
  });

  it("of the sink are planned for and read back like any, and have no address", async () => {
    const sink = {
      recipientId: "sink",
      role: "village_office",
      language: "zh-HK",
      addresses: { sink: true },
    } as const;
    await putRecipients(local.tables.recipients, "canary", [sink]);
    const [planned] = await addressees(local.tables.recipients).of("canary");
    expect(planned?.channels).toEqual(["sink"]);
    expect(await recipientsOf(local.tables.recipients, "canary")).toEqual([sink]);
    expect(await addresses(local.tables.recipients).find("canary", "sink", "sms")).toBeUndefined();
  });

  it("who are no longer listed are deleted with their addresses", async () => {
    await putRecipients(local.tables.recipients, "left", pilot.recipients);
    await putRecipients(local.tables.recipients, "left", pilot.recipients.slice(0, 1));
    const { pk } = recipientKey("left", "");
    const scan = await local.client.send(new ScanCommand({ TableName: local.tables.recipients.tableName }));
    expect(scan.Items?.filter((item) => item.pk === pk).map((item) => item.sk)).toEqual([
      "RECIPIENT#dsd-duty",
    ]);
  });

  it("are all found, and all deleted, where one answer does not hold them", async () => {
    // An answer ends after 1 MB of items, whatever is wanted of them.
    const email = `${"x".repeat(300_000)}@example.hk`;
    const many = Array.from({ length: 9 }, (_, index) => ({
      recipientId: `villager-${index}`,
      role: "subscriber" as const,
      language: "en" as const,
      addresses: { email },
      consentedAt: EVENING,
    }));
    const { of } = addressees(local.tables.recipients);
    await putRecipients(local.tables.recipients, "crowded", many);
    expect((await of("crowded")).map(({ recipientId }) => recipientId)).toEqual(
      many.map(({ recipientId }) => recipientId),
    );
    await putRecipients(local.tables.recipients, "crowded", []);
    expect(await of("crowded")).toEqual([]);
  });
});
