import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { ingestUplinks } from "#functions/ingest-uplinks/ingest-uplinks.ts";
import { planSites } from "#functions/plan-alerts/plan-alerts.ts";
import { alertArchive } from "#shared/adapters/dynamodb/alert-archive.ts";
import { deliveries } from "#shared/adapters/dynamodb/deliveries.ts";
import type { Notification } from "#shared/domain/alert.ts";
import { MINUTE_MS } from "#shared/domain/time.ts";
import { EVENING, ingestServices, messages } from "#test/functions/ingest-services.ts";
import { BRIDGE } from "#test/functions/pilot-village.ts";
import { bridgePlace, planServices } from "#test/functions/plan-services.ts";
import { uplinkDocument } from "#test/functions/uplink-messages.ts";
import { type LocalTables, localTables } from "./tables.ts";

let local: LocalTables;
beforeAll(async () => {
  local = await localTables(inject("dynamoDbEndpoint"), "deliveries");
});

const notice = (recipientId: string): Notification => ({
  notificationId: `alert-1/${recipientId}/sms`,
  alertIdentifier: "alert-1",
  recipientId,
  role: "subscriber",
  channel: "sms",
  language: "zh-HK",
  level: "danger",
  messageType: "Alert",
  text: { body: "【水浸危險】" },
  uplinkId: "020000fffe000001/7",
  reason: "routed",
});

const itemOf = async (recipientId: string) => {
  const Key = { pk: "ALERT#alert-1", sk: `NOTIFICATION#${recipientId}#sms` };
  return (await local.client.send(new GetCommand({ TableName: local.tables.alerts.tableName, Key }))).Item;
};

describe("a message", () => {
  it("is claimed by one of two workers, and is done once its result is there", async () => {
    const store = deliveries(local.tables.alerts);
    const claim = () => store.claim(notice("chan"), EVENING, MINUTE_MS);
    const kinds = (await Promise.all([claim(), claim()])).map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual(["claimed", "leased"]);
    await store.record(notice("chan"), { kind: "sent", providerId: "x", to: "recipient" }, EVENING + 500);
    expect(await claim()).toEqual({ kind: "done" });
    expect(await itemOf("chan")).toMatchObject({
      text: { body: "【水浸危險】" },
      level: "danger",
      uplinkId: "020000fffe000001/7",
      result: { kind: "sent" },
      sentAt: EVENING + 500,
    });
  });

  it("whose lease has run out is taken over by one of two", async () => {
    const store = deliveries(local.tables.alerts);
    const later = EVENING + 2 * MINUTE_MS;
    await store.claim(notice("ho"), EVENING, MINUTE_MS);
    const expired = await store.claim(notice("ho"), later, MINUTE_MS);
    if (expired.kind !== "expired") throw new Error(`the claim is ${expired.kind}`);
    const take = () => store.takeOver(notice("ho"), expired, later, MINUTE_MS);
    expect((await Promise.all([take(), take()])).toSorted()).toEqual(["conflict", "written"]);
    expect(await store.claim(notice("ho"), later, MINUTE_MS)).toEqual({ kind: "leased" });
  });

  it("that was given back counts as never tried", async () => {
    const store = deliveries(local.tables.alerts);
    await store.claim(notice("lee"), EVENING, MINUTE_MS);
    await store.release(notice("lee"), "ThrottledException");
    expect(await store.claim(notice("lee"), EVENING, MINUTE_MS)).toEqual({
      kind: "expired",
      attempt: 0,
      leaseUntil: 0,
    });
  });
});

describe("the archive", () => {
  it("gives back an alert as it went out, with its CAP document and who was not told", async () => {
    const ingest = ingestServices();
    await ingestUplinks(messages(uplinkDocument(BRIDGE, { levelM: 1.1, at: EVENING, fCnt: 1 })), ingest);
    const archive = alertArchive(local.tables.alerts);
    const plan = planServices(ingest);
    await planSites([bridgePlace], { ...plan, archive });
    await planSites([bridgePlace], { ...plan, announcements: planServices(ingest).announcements, archive });
    const [archived, ...others] = await archive.list(bridgePlace, "flood");
    expect(others).toEqual([]);
    expect(archived).toMatchObject({
      alert: { level: "advisory", messageType: "Alert" },
      cap: expect.stringContaining("urn:oasis:names:tc:emergency:cap:1.2"),
      withheld: expect.arrayContaining([{ recipientId: "villager-chan", reason: "below_route" }]),
    });
  });
});
