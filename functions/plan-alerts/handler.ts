import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SQSClient } from "@aws-sdk/client-sqs";

const c = [new SQSClient({}), new DynamoDBClient({})];
export const handler = async (event: unknown) => {
  console.log(JSON.stringify({ event, n: c.length }));
  return { batchItemFailures: [] };
};
