import { setTimeout as pause } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import { paginateQuery, paginateScan } from "@aws-sdk/lib-dynamodb";
import { inject } from "vitest";
import * as z from "zod";
import { observationKey } from "#shared/adapters/dynamodb/keys.ts";
import { statusKey, type VillageStatus, villageStatusSchema } from "#shared/domain/status.ts";
import type { Journey, openStage } from "./replay-journey.ts";

export type Stage = Awaited<ReturnType<typeof openStage>>;

const VILLAGE = "lam-tsuen";

const rowSchema = z.object({ sk: z.string(), values: z.object({ water_level: z.number() }) });

/** The rows of the history that an exercise has made at a site. */
export const historyOf = async (
  stage: Stage,
  { exerciseId, clock }: Pick<Journey, "exerciseId" | "clock">,
  siteId: string,
) => {
  const place = { villageId: VILLAGE, siteId, exerciseId };
  const instants = [clock.traceStart, clock.traceEnd ?? clock.traceStart];
  const keys = new Set(instants.map((observedAt) => observationKey(place, { observedAt, devEui: "" }).pk));
  const rows: unknown[] = [];
  for (const pk of keys) {
    const query = {
      TableName: stage.outputs.HistoryTable,
      KeyConditionExpression: "pk = :pk",
      ExpressionAttributeValues: { ":pk": pk },
    };
    for await (const { Items = [] } of paginateQuery({ client: stage.client }, query)) rows.push(...Items);
  }
  return rows.map((row) => rowSchema.parse(row));
};

const quarantinedSchema = z
  .object({
    reason: z.string(),
    explanation: z.string(),
    body: z.string().optional(),
    bodyGzip: z.instanceof(Uint8Array).optional(),
  })
  .transform(({ body, bodyGzip, ...others }) => ({
    ...others,
    body: bodyGzip === undefined ? body : gunzipSync(bodyGzip).toString(),
  }));
export type Quarantined = z.infer<typeof quarantinedSchema>;

/** Every message in the quarantine. The counts of each day stand in the same table, under keys of their own. */
export const quarantined = async (stage: Stage): Promise<readonly Quarantined[]> => {
  const rows: unknown[] = [];
  const scan = {
    TableName: stage.outputs.QuarantineTable,
    ConsistentRead: true,
    FilterExpression: "begins_with(pk, :device)",
    ExpressionAttributeValues: { ":device": "DEVICE#" },
  };
  for await (const { Items = [] } of paginateScan({ client: stage.client }, scan)) rows.push(...Items);
  return rows.map((row) => quarantinedSchema.parse(row));
};

const fetchStatus = async (stage: Stage, exerciseId?: string): Promise<VillageStatus | undefined> => {
  const key = statusKey(VILLAGE, exerciseId);
  const response = await fetch(`${inject("endpointUrl")}/${stage.outputs.BoardBucket}/${key}`);
  return response.ok ? villageStatusSchema.parse(await response.json()) : undefined;
};

/** What the board of an exercise is made from. */
export const boardStatus = async (stage: Stage, exerciseId: string): Promise<VillageStatus> => {
  const status = await fetchStatus(stage, exerciseId);
  if (status === undefined) throw new Error(`there is no board of the exercise ${exerciseId}`);
  return status;
};

/** What the live board is made from; undefined as long as no live reading has come. */
export const liveStatus = (stage: Stage): Promise<VillageStatus | undefined> => fetchStatus(stage);

const LOOK_EVERY_MS = 150;

/** Looks at the board again and again, as its viewers do, and keeps every level that a site has shown. */
export const watchBoard = (stage: Stage, exerciseId: string, siteId: string) => {
  const shown = new Set<string>();
  let watching = true;
  const looking = (async () => {
    while (watching) {
      const status = await fetchStatus(stage, exerciseId);
      for (const site of status?.sites ?? []) if (site.siteId === siteId) shown.add(site.level);
      await pause(LOOK_EVERY_MS);
    }
  })();
  return {
    levels: async (): Promise<ReadonlySet<string>> => {
      watching = false;
      await looking;
      return shown;
    },
  };
};

const textMessagesSchema = z.object({
  sms_messages: z.record(z.string(), z.array(z.object({ Message: z.string() }))),
});
const mailsSchema = z.object({
  messages: z.record(z.string(), z.array(z.object({ To: z.array(z.string()) }))),
});

const fromEmulator = async (path: string): Promise<unknown> => {
  const response = await fetch(`${inject("endpointUrl")}/_ministack/${path}`);
  return response.json();
};

/** Whom the emulator was asked to send text messages and mails to, ever. */
export const everybodySentTo = async (): Promise<ReadonlySet<string>> => {
  const { sms_messages: texts } = textMessagesSchema.parse(await fromEmulator("sns/sms-messages"));
  const { messages: mails } = mailsSchema.parse(await fromEmulator("ses/messages"));
  return new Set([
    ...Object.keys(texts),
    ...Object.values(mails).flatMap((each) => each.flatMap(({ To }) => To)),
  ]);
};
