import { paginateQuery } from "@aws-sdk/lib-dynamodb";
import type { DeviceEvent } from "#shared/domain/device-event.ts";
import type { DeliveryEvidence, DownlinkRequest, HeardFrame } from "#shared/domain/downlink.ts";
import { DAY_MS, type EpochMs, HOUR_MS, toIso } from "#shared/domain/time.ts";
import { deviceEvents } from "./device-events.ts";
import type { Table } from "./document-client.ts";
import { observationKey } from "./keys.ts";

/** So long before a downlink left, a device is looked for to know its data rate. */
const LOOK_BACK_MS = 3 * HOUR_MS;
const DATE_LENGTH = "2026-09-08".length;

/** What the history and the events of a device can tell of a downlink. */
export const deliveryEvidence = (history: Table, health: Table) => ({
  /** Everything from 3 hours before `from` up to `to`. */
  gather: async (request: DownlinkRequest, from: EpochMs, to: EpochMs): Promise<DeliveryEvidence> => {
    const since = from - LOOK_BACK_MS;
    const [frames, events] = await Promise.all([
      framesOf(history, request, since, to),
      deviceEvents(health).list({ devEui: request.devEui }, since, to + 1),
    ]);
    return { frames, ...toldBy(events) };
  },
});

const toldBy = (events: readonly DeviceEvent[]): Omit<DeliveryEvidence, "frames"> => ({
  reports: events.flatMap((event) =>
    event.kind === "interval_reported"
      ? [{ at: Date.parse(event.at), reportIntervalS: event.intervalS }]
      : [],
  ),
  results: events.flatMap(({ at, ...event }) =>
    event.kind === "downlink" ? [{ ...event, at: Date.parse(at) }] : [],
  ),
});

/** The frames of a device out of the history of its site: the rows without a counter that came late are out of a device's memory. */
const framesOf = async (
  { client, tableName }: Table,
  { villageId, siteId, devEui, exercise }: DownlinkRequest,
  from: EpochMs,
  to: EpochMs,
): Promise<readonly HeardFrame[]> => {
  if (siteId === undefined) return [];
  const place = { villageId, siteId, exerciseId: exercise?.exerciseId };
  const frames: HeardFrame[] = [];
  for (const day of daysBetween(from, to)) {
    const { pk } = observationKey(place, { observedAt: day, devEui });
    const pages = paginateQuery(
      { client },
      {
        TableName: tableName,
        KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :to",
        FilterExpression: "attribute_exists(fCnt) OR attribute_not_exists(late)",
        ProjectionExpression: "sk, fCnt, dataRate",
        // "~" sorts behind every character of a key.
        ExpressionAttributeValues: { ":pk": pk, ":from": toIso(from), ":to": `${toIso(to)}~` },
      },
    );
    for await (const { Items = [] } of pages) frames.push(...Items.flatMap((item) => frameOf(item, devEui)));
  }
  return frames;
};

const frameOf = (item: Record<string, unknown>, devEui: string): readonly HeardFrame[] => {
  const [observedAt = "", whose] = String(item.sk).split("#");
  const { fCnt, dataRate } = item as { readonly fCnt?: number; readonly dataRate?: number };
  return whose === devEui ? [{ at: Date.parse(observedAt), fCnt, dataRate }] : [];
};

/** An instant within each day in UTC. */
const daysBetween = (from: EpochMs, to: EpochMs): readonly EpochMs[] => {
  const first = Date.parse(toIso(from).slice(0, DATE_LENGTH));
  return Array.from({ length: Math.floor((to - first) / DAY_MS) + 1 }, (_, day) => first + day * DAY_MS);
};
