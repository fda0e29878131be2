import { Stack } from "aws-cdk-lib";
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import type { Construct } from "constructs";
import { operationsTopicArn } from "#cdk/config/names.ts";
import { alarmText, type Concern } from "#cdk/config/runbook.ts";

export interface OperationsAlarmProps {
  readonly stage: string;
  readonly metric: IMetric;
  /** Fires at this value and above. */
  readonly threshold: number;
  readonly evaluationPeriods?: number;
  /** One sentence: what has happened. */
  readonly happened: string;
  readonly concern: Concern;
}

/** An alarm of the system about itself. It leaves by the operations topic, never by the road of village alerts. */
export const operationsAlarm = (scope: Construct, id: string, props: OperationsAlarmProps): Alarm => {
  const alarm = new Alarm(scope, id, {
    metric: props.metric,
    threshold: props.threshold,
    evaluationPeriods: props.evaluationPeriods ?? 1,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    alarmDescription: alarmText(props.happened, props.concern),
  });
  const alarmActionArn = operationsTopicArn(Stack.of(scope), props.stage);
  alarm.addAlarmAction({ bind: () => ({ alarmActionArn }) });
  alarm.addOkAction({ bind: () => ({ alarmActionArn }) });
  return alarm;
};
