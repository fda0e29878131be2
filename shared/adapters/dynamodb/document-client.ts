import { DynamoDBClient, type DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";

/** One per cold start. The SDK itself reads the region and, for an emulator, AWS_ENDPOINT_URL. */
export const documentClient = (config: DynamoDBClientConfig = {}): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(new DynamoDBClient(config), {
    marshallOptions: { removeUndefinedValues: true },
  });

/** Where an adapter's items lie. */
export interface Table {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}
