import { paginateQuery, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { Observation } from "#shared/domain/observation.ts";
import { DAY_MS, type EpochMs, SECOND_MS } from "#shared/domain/time.ts";
import type { Gateway } from "#shared/domain/uplink.ts";
import type { SitePlace } from "../place.ts";
import { batchWrite } from "./batch-write.ts";
import { conditionally } from "./conditional-write.ts";
import type { Table } from "./document-client.ts";
import { observationKey, observationsBetween } from "./keys.ts";

/** One rainy season and the whole one before it, to compare. */
const LIVE_KEPT_MS = 400 * DAY_MS;
const EXERCISE_KEPT_MS = 7 * DAY_MS;

export interface HistoryRow {
  readonly observedAt: EpochMs;
  readonly devEui: string;
  /** Absent of a reading out of a device's memory: whichever frame brought it, it is the same row. */
  readonly fCnt?: number;
}

/** Every reading, one row each, keyed by its own time, device and counter: the same put twice is one row. */
export const history = (table: Table) => ({
  /** @param wall decides when the rows expire */
  put: (place: SitePlace, rows: readonly Observation[], wall: EpochMs): Promise<void> => {
    const keptMs = place.exerciseId === undefined ? LIVE_KEPT_MS : EXERCISE_KEPT_MS;
    const expiresAt = Math.ceil((wall + keptMs) / SECOND_MS);
    return batchWrite(
      table,
      rows.map((row) => ({ PutRequest: { Item: itemOf(place, row, expiresAt) } })),
    );
  },

  /** Adds gateways that heard the same frame. Told twice, they stand there twice; a reader merges them by their ids. */
  hearAgain: async (
    place: SitePlace,
    { row, gateways }: { readonly row: HistoryRow; readonly gateways: readonly Gateway[] },
  ): Promise<void> => {
    const update = new UpdateCommand({
      TableName: table.tableName,
      Key: observationKey(place, row),
      UpdateExpression: "SET gateways = list_append(if_not_exists(gateways, :none), :gateways)",
      ConditionExpression: "attribute_exists(pk)",
      ExpressionAttributeValues: { ":none": [], ":gateways": gateways },
    });
    // Without its row there is nothing to add to: it has expired, or never was.
    await conditionally(() => table.client.send(update));
  },

  /** Every row of a site from `from` (inclusive) to `to` (exclusive), in the order of time; consistent. */
  list: async (place: SitePlace, from: EpochMs, to: EpochMs): Promise<readonly Observation[]> => {
    const rows: Observation[] = [];
    for (const { pk, first, last } of observationsBetween(place, from, to)) {
      const pages = paginateQuery(
        { client: table.client },
        {
          TableName: table.tableName,
          KeyConditionExpression: "pk = :pk AND sk BETWEEN :first AND :last",
          ExpressionAttributeValues: { ":pk": pk, ":first": first, ":last": last },
          ConsistentRead: true,
        },
      );
      for await (const { Items = [] } of pages) rows.push(...Items.map((item) => rowOf(place, item)));
    }
    return rows;
  },

  remove: (place: SitePlace, rows: readonly HistoryRow[]): Promise<void> =>
    batchWrite(
      table,
      rows.map((row) => ({ DeleteRequest: { Key: observationKey(place, row) } })),
    ),
});

/** The key says the site, the time and the device. */
const itemOf = (place: SitePlace, row: Observation, expiresAt: number) => ({
  ...observationKey(place, row),
  v: 1,
  receivedAt: row.receivedAt,
  values: row.values,
  flags: row.flags,
  ...(row.late ? { late: true } : {}),
  ...(row.fCnt === undefined ? {} : { fCnt: row.fCnt }),
  ...(row.gateways === undefined ? {} : { gateways: row.gateways }),
  ...(row.dataRate === undefined ? {} : { dataRate: row.dataRate }),
  expiresAt,
});

const rowOf = (place: SitePlace, item: Readonly<Record<string, unknown>>): Observation => {
  const [observedAt = "", devEui = ""] = String(item.sk).split("#");
  const { receivedAt, values, flags, late, fCnt, gateways, dataRate } = item as Partial<Observation>;
  return {
    siteId: place.siteId,
    devEui,
    observedAt: Date.parse(observedAt),
    receivedAt: Number(receivedAt),
    values: values ?? {},
    flags: flags ?? {},
    late: late ?? false,
    ...(fCnt === undefined ? {} : { fCnt }),
    ...(gateways === undefined ? {} : { gateways }),
    ...(dataRate === undefined ? {} : { dataRate }),
  };
};
