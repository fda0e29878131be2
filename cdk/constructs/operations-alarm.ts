import { Stack } from "aws-cdk-lib";
import {
  Alarm,
  type AlarmProps,
  ComparisonOperator,
  type IMetric,
  TreatMissingData,
} from "aws-cdk-lib/aws-cloudwatch";
import type { Construct } from "constructs";
import { operationsTopicArn } from "#cdk/config/names.ts";
import { alarmText, type Concern } from "#cdk/config/runbook.ts";

interface Watch {
  readonly stage: string;
  readonly metric: IMetric;
  /** One sentence: what has happened. */
  readonly happened: string;
  readonly concern: Concern;
}

export interface OperationsAlarmProps extends Watch {
  /** Fires at this value and above. */
  readonly threshold: number;
  readonly evaluationPeriods?: number;
}

export interface SilenceAlarmProps extends Watch {
  /** Fires when so many of the metric's periods in a row counted nothing, or were not even told of. */
  readonly evaluationPeriods: number;
}

/** An alarm of the system about itself. It leaves by the operations topic, never by the road of village alerts. */
export const operationsAlarm = (scope: Construct, id: string, props: OperationsAlarmProps): Alarm =>
  alarmOn(scope, id, props, {
    threshold: props.threshold,
    evaluationPeriods: props.evaluationPeriods ?? 1,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  });

/** As {@link operationsAlarm}, on something that a healthy system does all the time: no news is bad news. */
export const silenceAlarm = (scope: Construct, id: string, props: SilenceAlarmProps): Alarm =>
  alarmOn(scope, id, props, {
    threshold: 1,
    evaluationPeriods: props.evaluationPeriods,
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    treatMissingData: TreatMissingData.BREACHING,
  });

const alarmOn = (
  scope: Construct,
  id: string,
  { stage, metric, happened, concern }: Watch,
  when: Pick<AlarmProps, "threshold" | "evaluationPeriods" | "comparisonOperator" | "treatMissingData">,
): Alarm => {
  const alarm = new Alarm(scope, id, { metric, ...when, alarmDescription: alarmText(happened, concern) });
  const alarmActionArn = operationsTopicArn(Stack.of(scope), stage);
  alarm.addAlarmAction({ bind: () => ({ alarmActionArn }) });
  alarm.addOkAction({ bind: () => ({ alarmActionArn }) });
  return alarm;
};
