import { GetCommand, paginateScan } from "@aws-sdk/lib-dynamodb";
import type { Village } from "#shared/domain/village.ts";
import type { Table } from "./document-client.ts";
import { registryVersionKey, villageKey } from "./keys.ts";
import { villageOf } from "./registry.ts";

/** Every village there is, for those who must know all of them. Reads the whole registry: only when its version has moved. */
export const registeredVillages = ({ client, tableName }: Table) => ({
  version: async (): Promise<number> => {
    const { Item } = await client.send(new GetCommand({ TableName: tableName, Key: registryVersionKey }));
    return Number(Item?.version ?? 0);
  },

  list: async (): Promise<readonly Village[]> => {
    const pages = paginateScan(
      { client },
      {
        TableName: tableName,
        FilterExpression: "sk = :village",
        ExpressionAttributeValues: { ":village": villageKey("").sk },
        ConsistentRead: true,
      },
    );
    const villages: Village[] = [];
    for await (const { Items = [] } of pages) {
      villages.push(...Items.flatMap((item) => villageOf(item) ?? []));
    }
    return villages;
  },
});
