import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { expect, inject, it } from "vitest";
import type { Services } from "#functions/ingest-uplinks/ingest-uplinks.ts";
import { planSites } from "#functions/plan-alerts/plan-alerts.ts";
import { alertArchive } from "#shared/adapters/dynamodb/alert-archive.ts";
import { announcements } from "#shared/adapters/dynamodb/announced.ts";
import { cases } from "#shared/adapters/dynamodb/cases.ts";
import { putVillage } from "#shared/adapters/dynamodb/registration.ts";
import { siteStates } from "#shared/adapters/dynamodb/site-state.ts";
import { evaluateSite } from "#shared/rules/evaluate.ts";
import { EVENING, ingestServices, messages, minutes } from "#test/functions/ingest-services.ts";
import { BRIDGE, pilot, ROAD } from "#test/functions/pilot-village.ts";
import { planServices } from "#test/functions/plan-services.ts";
import { uplinkDocument } from "#test/functions/uplink-messages.ts";
import { drainQueue, ingestInstance } from "./ingest-instance.ts";
import { type LocalTables, localTables } from "./tables.ts";

const INSTANCES = 8;
const PLACES = [BRIDGE, ROAD].map(({ siteId }) => ({ villageId: "lam-tsuen", siteId }));

/** Half an hour of water at two sites, up to danger and down again; every fourth frame comes twice, under two times. */
const storm = (): readonly string[] =>
  [BRIDGE, ROAD].flatMap((gauge, site) =>
    Array.from({ length: 30 }, (_, minute) => {
      const crestM = gauge === BRIDGE ? 1.9 : 0.35;
      const levelM = Math.max(0, crestM * (1 - ((minute - 15 - site) / 15) ** 2));
      const frame = { levelM, at: minutes(minute), fCnt: 1000 * site + minute };
      const copy = { ...frame, at: frame.at + 48_000 };
      return [frame, ...(minute % 4 === 0 ? [copy] : [])].map((sent) => uplinkDocument(gauge, sent));
    }).flat(),
  );

/** Always the same disorder (multiplication by a number prime to the length). */
const shuffled = <T>(items: readonly T[]): readonly T[] =>
  items.map((_, index) => items[(index * 31 + 7) % items.length]).filter((item) => item !== undefined);

const historyOf = async ({ client, tables }: LocalTables, siteId: string) => {
  const command = new QueryCommand({
    TableName: tables.history.tableName,
    KeyConditionExpression: "pk = :pk",
    ExpressionAttributeValues: { ":pk": `VILLAGE#lam-tsuen#SITE#${siteId}#2026-09-08` },
  });
  return ((await client.send(command)).Items ?? []).map(({ pk, sk }) => `${pk}/${sk}`);
};

it("eight instances in parallel come to the timelines, the history and the alerts of one", async () => {
  const one = ingestServices();
  await drainQueue([...messages(...storm())], [one]);
  const local = await localTables(inject("dynamoDbEndpoint"), "parallel");
  await putVillage(local.tables.registry, pilot.village);
  const eight = Array.from({ length: INSTANCES }, () => ingestInstance(local));
  await drainQueue([...shuffled(messages(...storm()))], eight);

  for (const place of PLACES) {
    const site = pilot.village.sites.find(({ siteId }) => siteId === place.siteId);
    if (site === undefined) throw new Error(`no site ${place.siteId}`);
    const timelines = async ({ states }: Pick<Services, "states">) => {
      const state = await states.read(place, { consistent: true });
      return state && evaluateSite(state, { site, devices: pilot.village.devices }, EVENING);
    };
    const expected = await timelines(one);
    expect(expected?.[0]?.transitionCount).toBeGreaterThanOrEqual(2);
    expect(await timelines(ingestInstance(local))).toEqual(expected);
    const rows = [...one.history.rows.keys()].filter((key) =>
      key.startsWith(`VILLAGE#${place.villageId}#SITE#${place.siteId}`),
    );
    expect(rows).toHaveLength(30);
    expect(await historyOf(local, place.siteId)).toEqual(rows.toSorted((a, b) => (a < b ? -1 : 1)));
  }

  const planned = planServices(one);
  await planSites(PLACES, planned);
  const shared = planServices(one);
  const states = siteStates(local.tables.state);
  const stores = {
    announcements: announcements(local.tables.alerts),
    archive: alertArchive(local.tables.alerts),
    cases: cases(local.tables.alerts),
  };
  await Promise.all(eight.map(() => planSites(PLACES, { ...shared, ...stores, states })));
  const references = (plan: typeof planned) =>
    [...new Set(plan.queue.messages.map(({ notification }) => notification.notificationId))].toSorted();
  expect(references(shared)).toEqual(references(planned));
  expect(await states.listUnplanned(EVENING)).toEqual([]);
});
