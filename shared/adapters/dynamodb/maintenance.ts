import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { type Maintenance, withMaintenance, withoutMaintenance } from "#shared/domain/maintenance.ts";
import type { EpochMs } from "#shared/domain/time.ts";
import { optimistically } from "../optimistic.ts";
import type { WriteOutcome } from "./conditional-write.ts";
import type { Table } from "./document-client.ts";
import { villageKey } from "./keys.ts";
import { raiseRegistryVersion } from "./registration-steps.ts";
import { transact } from "./transact.ts";

/** Says that somebody works at a device, and raises the registry's version. `conflict`: others kept writing at the same moment. */
export const putMaintenance = (table: Table, villageId: string, entry: Maintenance): Promise<WriteOutcome> =>
  change(table, villageId, (entries) => withMaintenance(entries, entry));

/** Says that the work at a device has ended, at an instant, and raises the registry's version. */
export const endMaintenance = (
  table: Table,
  villageId: string,
  devEui: string,
  at: EpochMs,
): Promise<WriteOutcome> => change(table, villageId, (entries) => withoutMaintenance(entries, devEui, at));

/**
 * Maintenance is an attribute of its own beside the village's body, so that it and provisioning never write over each other.
 *
 * @throws when the village is not registered
 */
const change = async (
  { client, tableName }: Table,
  villageId: string,
  edit: (entries: readonly Maintenance[]) => readonly Maintenance[],
): Promise<WriteOutcome> => {
  const Key = villageKey(villageId);
  return await optimistically(async (): Promise<WriteOutcome> => {
    const { Item } = await client.send(new GetCommand({ TableName: tableName, Key, ConsistentRead: true }));
    if (Item === undefined) throw new Error(`village ${villageId} is not registered`);
    const before: unknown = Item.maintenance;
    const entries = before === undefined ? [] : (JSON.parse(String(before)) as readonly Maintenance[]);
    const update = {
      TableName: tableName,
      Key,
      UpdateExpression: "SET maintenance = :after",
      ConditionExpression:
        before === undefined ? "attribute_not_exists(maintenance)" : "maintenance = :before",
      ExpressionAttributeValues: {
        ":after": JSON.stringify(edit(entries)),
        ...(before === undefined ? {} : { ":before": before }),
      },
    };
    return transact(client, [{ Update: update }, raiseRegistryVersion(tableName)]);
  });
};
