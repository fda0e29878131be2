import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";

/** A write that somebody else's came before: read again and decide anew. */
export type WriteOutcome = "written" | "conflict";

/** Makes a failed condition a value; everything else is thrown. */
export const conditionally = async (write: () => Promise<unknown>): Promise<WriteOutcome> => {
  try {
    await write();
    return "written";
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return "conflict";
    throw error;
  }
};
