import {
  CreateTableCommand,
  type CreateTableCommandInput,
  UpdateTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb";
import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { documentClient } from "#shared/adapters/dynamodb/document-client.ts";

const KEYS = {
  AttributeDefinitions: [
    { AttributeName: "pk", AttributeType: "S" },
    { AttributeName: "sk", AttributeType: "S" },
  ],
  KeySchema: [
    { AttributeName: "pk", KeyType: "HASH" },
    { AttributeName: "sk", KeyType: "RANGE" },
  ],
  BillingMode: "PAY_PER_REQUEST",
} as const;

const UNPLANNED = {
  AttributeDefinitions: [
    ...KEYS.AttributeDefinitions,
    { AttributeName: "unplanned", AttributeType: "S" },
    { AttributeName: "unplannedSince", AttributeType: "N" },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: "unplanned",
      KeySchema: [
        { AttributeName: "unplanned", KeyType: "HASH" },
        { AttributeName: "unplannedSince", KeyType: "RANGE" },
      ],
      Projection: { ProjectionType: "KEYS_ONLY" },
    },
  ],
} as const;

const DUE = {
  AttributeDefinitions: [
    ...KEYS.AttributeDefinitions,
    { AttributeName: "shard", AttributeType: "S" },
    { AttributeName: "dueAt", AttributeType: "N" },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: "due",
      KeySchema: [
        { AttributeName: "shard", KeyType: "HASH" },
        { AttributeName: "dueAt", KeyType: "RANGE" },
      ],
      Projection: { ProjectionType: "ALL" },
    },
  ],
} as const;

/** The tables as the Data stack makes them; `test/dynamodb-local/tables.test.ts` holds them against its template. */
export const TABLES = {
  registry: KEYS,
  state: { ...KEYS, ...UNPLANNED },
  history: KEYS,
  quarantine: KEYS,
  alerts: KEYS,
  health: { ...KEYS, ...DUE },
  downlinks: KEYS,
  recipients: KEYS,
} as const;

export const TABLE_NAMES = [
  "registry",
  "state",
  "history",
  "quarantine",
  "alerts",
  "health",
  "downlinks",
  "recipients",
] as const;
export type TableName = (typeof TABLE_NAMES)[number];

export interface LocalTables {
  readonly client: DynamoDBDocumentClient;
  readonly tables: Readonly<
    Record<TableName, { readonly client: DynamoDBDocumentClient; readonly tableName: string }>
  >;
}

const CREDENTIALS = { accessKeyId: "local", secretAccessKey: "local" };

/** A client of its own and a fresh set of tables whose names start with `prefix`. */
export const localTables = async (endpoint: string, prefix: string): Promise<LocalTables> => {
  const client = documentClient({ endpoint, region: "ap-east-1", credentials: CREDENTIALS });
  for (const name of TABLE_NAMES) {
    const TableName = `${prefix}-${name}`;
    await client.send(
      new CreateTableCommand({ TableName, ...TABLES[name] } as unknown as CreateTableCommandInput),
    );
    const TimeToLiveSpecification = { AttributeName: "expiresAt", Enabled: true };
    await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
  }
  const table = (name: TableName) => ({ client, tableName: `${prefix}-${name}` });
  return {
    client,
    tables: {
      registry: table("registry"),
      state: table("state"),
      history: table("history"),
      quarantine: table("quarantine"),
      alerts: table("alerts"),
      health: table("health"),
      downlinks: table("downlinks"),
      recipients: table("recipients"),
    },
  };
};
