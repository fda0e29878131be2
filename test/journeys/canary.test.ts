import { setTimeout as pause } from "node:timers/promises";
import { paginateScan } from "@aws-sdk/lib-dynamodb";
import { beforeAll, describe, expect, inject, it } from "vitest";
import * as z from "zod";
import { findOutputs } from "#devices/commands/aws/deployment.ts";
import { everybodySentTo, quarantined, type Stage } from "./look-around.ts";
import { openStage, orThrow } from "./replay-journey.ts";

const deliverySchema = z.object({
  pk: z.string(),
  sk: z.string(),
  level: z.string(),
  result: z.object({ kind: z.string() }).optional(),
  expiresAt: z.number(),
});

const HEARD_WITHIN_MS = 20_000;

/** Calls a deployed function as its schedule would; there is no client of Lambda among the project's own. */
const call = async (name: string): Promise<number> => {
  const url = `${inject("endpointUrl")}/2015-03-31/functions/village-watch-${inject("stage")}-${name}/invocations`;
  const authorization = `AWS4-HMAC-SHA256 Credential=test/20260101/${inject("region")}/lambda/aws4_request, SignedHeaders=host, Signature=0`;
  const answer = await fetch(url, { method: "POST", headers: { authorization }, body: "{}" });
  const failed = answer.headers.get("x-amz-function-error");
  if (failed !== null) throw new Error(`${name}: ${failed} ${await answer.text()}`);
  return answer.status;
};

describe("a canary through the deployed stacks", () => {
  let stage: Stage;
  let alertsTable: string;

  const inTheSink = async () => {
    const found: unknown[] = [];
    const scan = {
      TableName: alertsTable,
      FilterExpression: "begins_with(sk, :sink)",
      ExpressionAttributeValues: { ":sink": "NOTIFICATION#sink#sink" },
    };
    for await (const { Items = [] } of paginateScan({ client: stage.client }, scan)) found.push(...Items);
    return found
      .map((item) => deliverySchema.parse(item))
      .filter(({ pk, result }) => pk.includes("canary") && result !== undefined);
  };

  beforeAll(async () => {
    stage = await openStage();
    const { AlertsTable } = orThrow(await findOutputs(stage.endpoint, inject("stage"), ["AlertsTable"]));
    alertsTable = AlertsTable;
  });

  it("stands in the sink within seconds, written down and sent to nobody", async () => {
    const sentTo = await everybodySentTo();
    const sentAt = Date.now();
    expect(await call("send-canary")).toBe(200);
    // The schedule's own, should it come in the same minute, is the same canary.
    const minutes = [sentAt, Date.now()].map((at) => new Date(at).toISOString().slice(0, 16));
    const ids = minutes.map((minute) => `canary-${minute.replaceAll(/\D/g, "")}`);
    const arrived = async () => (await inTheSink()).find(({ pk }) => ids.some((id) => pk.includes(id)));
    let canary = await arrived();
    while (canary === undefined && Date.now() < sentAt + HEARD_WITHIN_MS) {
      await pause(200);
      canary = await arrived();
    }
    console.log(`a canary took ${Date.now() - sentAt} ms`);
    expect(canary).toMatchObject({ level: "danger", result: { kind: "sink" } });
    expect(await everybodySentTo()).toEqual(sentTo);
    expect((await quarantined(stage)).filter(({ body }) => body?.includes("020000fffeca0001"))).toEqual([]);
  });

  it("leaves nothing in the sink for longer than exercises last", async () => {
    const weekFromNowS = Date.now() / 1_000 + 7 * 86_400;
    const kept = await inTheSink();
    expect(kept.length).toBeGreaterThan(0);
    for (const { expiresAt } of kept) expect(expiresAt).toBeLessThanOrEqual(weekFromNowS + 1);
  });
});
