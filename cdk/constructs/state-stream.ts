import { Duration, Validations } from "aws-cdk-lib";
import type { ITable, Table } from "aws-cdk-lib/aws-dynamodb";
import { StartingPosition } from "aws-cdk-lib/aws-lambda";
import { DynamoEventSource, SqsDlq } from "aws-cdk-lib/aws-lambda-event-sources";
import type { Concern } from "#cdk/config/runbook.ts";
import { operationsAlarm } from "./operations-alarm.ts";
import type { VillageFunction } from "./village-function.ts";

export interface StateStreamProps {
  readonly stage: string;
  readonly table: Table;
  readonly concern: Concern;
  /** Event patterns; a record that matches none is never handed over. Absent: every record. */
  readonly filters?: readonly Record<string, unknown>[];
  readonly batchSize: number;
  /** How long to gather records; none where a life may hang on it. */
  readonly gather?: Duration;
  readonly retryAttempts: number;
  /** What is older is given up and lies among the dead letters. */
  readonly maxRecordAge: Duration;
}

/** Feeds a function from the state table's stream, so that no single record can hold up the others for ever. */
export const feedFromState = (fed: VillageFunction, props: StateStreamProps): void => {
  fed.function.addEventSource(
    // aws-cdk-lib is not compiled with exactOptionalPropertyTypes, so its own class does not fit its own interface.
    new DynamoEventSource(props.table as ITable, {
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: props.batchSize,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: props.retryAttempts,
      maxRecordAge: props.maxRecordAge,
      onFailure: new SqsDlq(fed.deadLetters),
      ...(props.gather === undefined ? {} : { maxBatchingWindow: props.gather }),
      ...(props.filters === undefined ? {} : { filters: props.filters.map(asFilter) }),
    }),
  );
  Validations.of(fed.role).acknowledge({
    id: "AwsSolutions-IAM5[Resource::*]",
    reason: "dynamodb:ListStreams knows no single stream; reading is allowed on this one only.",
  });
  operationsAlarm(fed, "Behind", {
    stage: props.stage,
    metric: fed.function.metric("IteratorAge", { period: Duration.minutes(1), statistic: "max" }),
    threshold: Duration.minutes(2).toMilliseconds(),
    evaluationPeriods: 2,
    happened: "A change of state has waited for 2 minutes in the stream.",
    concern: props.concern,
  });
};

const asFilter = (pattern: Record<string, unknown>): Record<string, unknown> => ({
  pattern: JSON.stringify(pattern),
});
