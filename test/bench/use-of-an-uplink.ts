import type { MeasuredUnits } from "./consumed-units.ts";
import type { UplinkUse } from "./dollars.ts";

/**
 * What one ordinary uplink uses when it comes alone, as it does with sensors that report every ten minutes: nothing is shared
 * with another. DynamoDB's part is measured; the rest follows from the design and is said here.
 */
export const useOfAnUplink = ({ readUnits, writeUnits, requests }: MeasuredUnits): UplinkUse & Requests => ({
  readUnits,
  writeUnits,
  // The rule's send, the poller's receive and its delete.
  sqsRequests: 3,
  // ingest-uplinks, publish-status. plan-alerts is called only when an alarm changes.
  invocations: 2,
  // 1,024 MB and 512 MB for as long as a warm call takes: 30 ms is generous.
  lambdaGbSeconds: (1 + 0.5) * 0.03,
  // The village's document, read and written with If-Match.
  s3Gets: 1,
  s3Puts: 1,
  logBytes: 1_500,
  dynamoDbRequests: requests,
});

export interface Requests {
  readonly dynamoDbRequests: number;
}
