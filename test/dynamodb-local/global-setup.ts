import type { TestProject } from "vitest/node";
import { type DynamoDbLocal, startDynamoDbLocal } from "./start.ts";

declare module "vitest" {
  interface ProvidedContext {
    readonly dynamoDbEndpoint: string;
  }
}

let database: DynamoDbLocal | undefined;

export const setup = async (project: TestProject): Promise<void> => {
  database = await startDynamoDbLocal();
  project.provide("dynamoDbEndpoint", database.endpoint);
};

export const teardown = async (): Promise<void> => {
  await database?.stop();
};
