import { DeleteCommand, PutCommand, paginateQuery } from "@aws-sdk/lib-dynamodb";
import type { Finding, HealthNotice } from "#shared/domain/finding.ts";
import { DAY_MS, type EpochMs, SECOND_MS } from "#shared/domain/time.ts";
import type { SitePlace } from "../place.ts";
import type { Table } from "./document-client.ts";
import { closedFindingKey, OPEN_FINDINGS, openFindingKey, siteHealthKey } from "./health-keys.ts";

const CLOSED_KEPT_MS = 400 * DAY_MS;

/** A finding as it stands in the table. */
export interface FindingRow {
  readonly finding: Finding;
  readonly openedAt: EpochMs;
}

/** What is and what was wrong with the devices of each village. The same change recorded twice changes nothing more. */
export const findings = ({ client, tableName }: Table) => ({
  record: async (notice: HealthNotice): Promise<void> => {
    const { change, finding, at } = notice;
    if (change === "opened") {
      const Item = { ...openFindingKey(notice), v: 1, finding, openedAt: at };
      await client.send(new PutCommand({ TableName: tableName, Item }));
      return;
    }
    const expiresAt = Math.ceil((at + CLOSED_KEPT_MS) / SECOND_MS);
    const Item = { ...closedFindingKey(notice), v: 1, finding, closedAt: at, expiresAt };
    await client.send(new PutCommand({ TableName: tableName, Item }));
    await client.send(new DeleteCommand({ TableName: tableName, Key: openFindingKey(notice) }));
  },

  /** What is wrong in a village now. */
  open: async (villageId: string): Promise<readonly FindingRow[]> => {
    const pages = paginateQuery(
      { client },
      {
        TableName: tableName,
        KeyConditionExpression: "pk = :pk AND begins_with(sk, :open)",
        ExpressionAttributeValues: { ":pk": `VILLAGE#${villageId}`, ":open": OPEN_FINDINGS },
        ConsistentRead: true,
      },
    );
    const rows: FindingRow[] = [];
    for await (const { Items = [] } of pages) {
      rows.push(
        ...Items.map((item) => ({ finding: item.finding as Finding, openedAt: Number(item.openedAt) })),
      );
    }
    return rows;
  },
});

/** What is wrong at each site, in the state table: its stream takes it to the board. */
export const siteFindings = ({ client, tableName }: Table) => ({
  put: async (place: SitePlace, found: readonly Finding[]): Promise<void> => {
    await client.send(
      new PutCommand({ TableName: tableName, Item: { ...siteHealthKey(place), v: 1, findings: found } }),
    );
  },
});
