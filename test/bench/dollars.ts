/**
 * List prices in US dollars for us-east-1, without free tiers, as published by AWS in November 2026 (aws.amazon.com/<service>/pricing);
 * ap-east-1 is dearer by about a third to a half for most of them.
 */
export const PRICES = {
  perIotMessage: 1.0e-6,
  perIotRule: 0.15e-6,
  perIotRuleAction: 0.15e-6,
  perSqsRequest: 0.4e-6,
  perLambdaRequest: 0.2e-6,
  /** arm64 */
  perLambdaGbSecond: 0.0000133334,
  perDynamoDbReadUnit: 0.125e-6,
  perDynamoDbWriteUnit: 0.625e-6,
  perS3Put: 5.0e-6,
  perS3Get: 0.4e-6,
  perGbOfLogs: 0.5,
} as const;

/** What one uplink without a transition uses, on average. */
export interface UplinkUse {
  readonly readUnits: number;
  readonly writeUnits: number;
  readonly sqsRequests: number;
  readonly invocations: number;
  readonly lambdaGbSeconds: number;
  readonly s3Puts: number;
  readonly s3Gets: number;
  readonly logBytes: number;
}

const BYTES_PER_GB = 1e9;
const UPLINKS_PER_SENSOR_AND_DAY = 144;
const DAYS_PER_MONTH = 30.4;

/** US dollars for a thousand sensors that report every ten minutes, for a month, by service. */
export const dollarsPerThousandSensors = (use: UplinkUse): Readonly<Record<string, number>> => {
  const uplinks = 1000 * UPLINKS_PER_SENSOR_AND_DAY * DAYS_PER_MONTH;
  const per = {
    iot: PRICES.perIotMessage + PRICES.perIotRule + PRICES.perIotRuleAction,
    sqs: use.sqsRequests * PRICES.perSqsRequest,
    lambda: use.invocations * PRICES.perLambdaRequest + use.lambdaGbSeconds * PRICES.perLambdaGbSecond,
    dynamodb: use.readUnits * PRICES.perDynamoDbReadUnit + use.writeUnits * PRICES.perDynamoDbWriteUnit,
    s3: use.s3Puts * PRICES.perS3Put + use.s3Gets * PRICES.perS3Get,
    logs: (use.logBytes / BYTES_PER_GB) * PRICES.perGbOfLogs,
  };
  const month = Object.entries(per).map(([service, dollars]): [string, number] => [
    service,
    dollars * uplinks,
  ]);
  const total = month.reduce((sum, [, dollars]) => sum + dollars, 0);
  return Object.fromEntries(
    [...month, ["total", total]].map(([name, dollars]) => [name, Math.round(Number(dollars) * 100) / 100]),
  );
};
