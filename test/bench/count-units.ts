import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";

const READS = new Set(["GetCommand", "GetItemCommand", "QueryCommand", "ScanCommand"]);

const capacity = z.object({ CapacityUnits: z.number() });
const answerSchema = z.object({
  output: z.object({ ConsumedCapacity: z.union([capacity, z.array(capacity)]).optional() }),
});

export interface UnitCounter {
  /** Read units so far, as DynamoDB says it counted them. */
  readonly read: () => number;
  readonly write: () => number;
  readonly requests: () => number;
}

/** Asks DynamoDB with every request of a client what it cost, and sums up. */
export const countUnits = (client: DynamoDBDocumentClient): UnitCounter => {
  const counted = { read: 0, write: 0, requests: 0 };
  client.middlewareStack.add(
    (next, context) => async (request) => {
      Object.assign(request.input, { ReturnConsumedCapacity: "TOTAL" });
      counted.requests += 1;
      const answer = await next(request);
      const { ConsumedCapacity = [] } = answerSchema.parse(answer).output;
      const units = [ConsumedCapacity].flat().reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);
      counted[READS.has(context.commandName ?? "") ? "read" : "write"] += units;
      return answer;
    },
    { step: "initialize", name: "countUnits" },
  );
  return { read: () => counted.read, write: () => counted.write, requests: () => counted.requests };
};
