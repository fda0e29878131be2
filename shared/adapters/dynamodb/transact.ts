import { TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import {
  type DynamoDBDocumentClient,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from "@aws-sdk/lib-dynamodb";
import pRetry from "p-retry";
import type { WriteOutcome } from "./conditional-write.ts";

export type TransactAction = NonNullable<TransactWriteCommandInput["TransactItems"]>[number];

/** What DynamoDB takes in one transaction. */
export const ACTIONS_PER_TRANSACTION = 100;

const RETRIES = 5;
const FIRST_WAIT_MS = 50;

/** Writes all or nothing: `conflict` when a condition failed. Another transaction on the same items is waited for. */
export const transact = async (
  client: DynamoDBDocumentClient,
  actions: readonly TransactAction[],
): Promise<WriteOutcome> => {
  try {
    await pRetry(() => client.send(new TransactWriteCommand({ TransactItems: [...actions] })), {
      retries: RETRIES,
      minTimeout: FIRST_WAIT_MS,
      randomize: true,
      shouldRetry: ({ error }) => wasInTheWay(error),
    });
    return "written";
  } catch (error) {
    if (reasonsOf(error).includes("ConditionalCheckFailed")) return "conflict";
    throw error;
  }
};

const reasonsOf = (error: unknown): readonly (string | undefined)[] =>
  error instanceof TransactionCanceledException
    ? (error.CancellationReasons ?? []).map(({ Code }) => Code)
    : [];

const wasInTheWay = (error: unknown): boolean => {
  const reasons = reasonsOf(error);
  return reasons.includes("TransactionConflict") && !reasons.includes("ConditionalCheckFailed");
};
