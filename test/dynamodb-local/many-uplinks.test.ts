import { paginateScan } from "@aws-sdk/lib-dynamodb";
import { expect, inject, it } from "vitest";
import type { Message } from "#functions/ingest-uplinks/ingest-uplinks.ts";
import { quarantineReader } from "#shared/adapters/dynamodb/quarantine-reader.ts";
import { putVillage } from "#shared/adapters/dynamodb/registration.ts";
import { SECOND_MS } from "#shared/domain/time.ts";
import { EVENING } from "#test/functions/ingest-services.ts";
import { manyGauges, manyUplinks } from "#test/functions/many-uplinks.ts";
import { drainQueue, ingestInstance } from "./ingest-instance.ts";
import { type LocalTables, localTables } from "./tables.ts";

const INSTANCES = 8;
const HOUR_S = 3_600;

const itemsOf = async ({ client, tables }: LocalTables, table: "history" | "quarantine") => {
  const items: Record<string, unknown>[] = [];
  const query = { TableName: tables[table].tableName, ConsistentRead: true };
  for await (const { Items = [] } of paginateScan({ client }, query)) items.push(...Items);
  return items;
};

it("10,000 uplinks, disordered, repeated and mixed with garbage, leave eight instances as exactly what was good and exactly what was not", async () => {
  const { bodies, rows, garbage } = manyUplinks(EVENING - HOUR_S * SECOND_MS, 4);
  expect(rows.size).toBe(10_000);
  expect(garbage.size).toBeGreaterThan(400);
  expect(bodies.length).toBeGreaterThan(12_000);
  const local = await localTables(inject("dynamoDbEndpoint"), "many");
  await putVillage(local.tables.registry, manyGauges);
  const queue = bodies.map((body, index): Message => ({ messageId: `m-${index}`, body, sentAt: EVENING }));
  await drainQueue(
    queue,
    Array.from({ length: INSTANCES }, () => ingestInstance(local)),
  );

  const kept = new Set((await itemsOf(local, "history")).map(({ pk, sk }) => `${pk}/${sk}`));
  expect([...kept].filter((row) => !rows.has(row))).toEqual([]);
  expect([...rows].filter((row) => !kept.has(row))).toEqual([]);

  const trash = (await itemsOf(local, "quarantine")).filter(({ pk }) => String(pk).startsWith("DEVICE#"));
  expect(new Set(trash.map(({ body }) => body))).toEqual(garbage);
  expect(trash).toHaveLength(garbage.size);

  const counts = await quarantineReader(local.tables.quarantine).counts(EVENING, EVENING);
  expect(counts.reduce((total, { count }) => total + count, 0)).toBe(garbage.size);
}, 300_000);
