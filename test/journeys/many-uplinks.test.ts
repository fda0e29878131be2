import { setTimeout as pause } from "node:timers/promises";
import { IoTDataPlaneClient, PublishCommand } from "@aws-sdk/client-iot-data-plane";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { paginateScan } from "@aws-sdk/lib-dynamodb";
import pLimit from "p-limit";
import { beforeAll, expect, it } from "vitest";
import { UPLINK_TOPIC } from "#cdk/config/names.ts";
import { putVillage } from "#shared/adapters/dynamodb/registration.ts";
import { SECOND_MS } from "#shared/domain/time.ts";
import { manyGauges, manyUplinks } from "#test/functions/many-uplinks.ts";
import { type Quarantined, quarantined, type Stage } from "./look-around.ts";
import { openStage } from "./replay-journey.ts";

const AT_ONCE = 16;
const HOUR_MS = 3_600 * SECOND_MS;
/** On a machine that does other things as well. */
const WITHIN_MS = 600 * SECOND_MS;
const LOOK_EVERY_MS = 2 * SECOND_MS;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});

const rowsOf = async (): Promise<ReadonlySet<string>> => {
  const rows = new Set<string>();
  const scan = {
    TableName: stage.outputs.HistoryTable,
    ConsistentRead: true,
    ProjectionExpression: "pk, sk",
    FilterExpression: "begins_with(pk, :village)",
    ExpressionAttributeValues: { ":village": `VILLAGE#${manyGauges.villageId}#` },
  };
  for await (const { Items = [] } of paginateScan({ client: stage.client }, scan)) {
    for (const { pk, sk } of Items) rows.add(`${pk}/${sk}`);
  }
  return rows;
};

it("10,000 uplinks, disordered, repeated and mixed with garbage, pass the deployed stacks as exactly what was good and exactly what was not", async () => {
  const { bodies, rows, garbage } = manyUplinks(Math.floor(Date.now() / HOUR_MS) * HOUR_MS - 2 * HOUR_MS, 4);
  await putVillage({ client: stage.client, tableName: stage.outputs.RegistryTable }, manyGauges);
  const sqs = new SQSClient({ ...stage.endpoint.client, useQueueUrlAsEndpoint: false });
  const iot = new IoTDataPlaneClient(stage.endpoint.client);
  const limit = pLimit(AT_ONCE);
  // What is no JSON would not pass the rule; a network server that sends by HTTPS can bring it as far as the queue.
  const send = (body: string) =>
    body.startsWith("{")
      ? iot.send(new PublishCommand({ topic: UPLINK_TOPIC, payload: Buffer.from(body) }))
      : sqs.send(new SendMessageCommand({ QueueUrl: stage.outputs.UplinksQueueUrl, MessageBody: body }));
  await Promise.all(bodies.map((body) => limit(() => send(body))));

  const isOurs = ({ body = "" }: Quarantined) => body.includes("020000fffe01") || garbage.has(body);
  const deadline = Date.now() + WITHIN_MS;
  let kept: ReadonlySet<string> = new Set();
  let trash: readonly Quarantined[] = [];
  while (Date.now() < deadline && (kept.size < rows.size || trash.length < garbage.size)) {
    await pause(LOOK_EVERY_MS);
    kept = await rowsOf();
    trash = (await quarantined(stage)).filter(isOurs);
  }
  expect([...rows].filter((row) => !kept.has(row))).toEqual([]);
  expect([...kept].filter((row) => !rows.has(row))).toEqual([]);
  // The rule writes JSON anew, so blanks may differ.
  const meanings = (texts: Iterable<string>) => new Set([...texts].map((text) => text.replaceAll(" ", "")));
  expect(meanings(trash.map(({ body = "" }) => body))).toEqual(meanings(garbage));
  expect(trash).toHaveLength(garbage.size);
}, 900_000);
