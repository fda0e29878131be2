import { Duration, Stack } from "aws-cdk-lib";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Schedule, ScheduleExpression, ScheduleTargetInput } from "aws-cdk-lib/aws-scheduler";
import { LambdaInvoke } from "aws-cdk-lib/aws-scheduler-targets";
import type { Construct } from "constructs";
import { resourceName } from "#cdk/config/names.ts";
import type { VillageFunction } from "./village-function.ts";

export interface RegularCallProps {
  readonly stage: string;
  /** Of the schedule. */
  readonly name: string;
  readonly description: string;
  readonly everyMin: number;
}

/** Calls a function every so many minutes, without records. One such schedule in a scope. */
export const callRegularly = (scope: Construct, called: VillageFunction, props: RegularCallProps): void => {
  // Narrower than the role the target would make, which may call every version of the function.
  const role = new Role(scope, "SweeperRole", {
    assumedBy: new ServicePrincipal("scheduler.amazonaws.com", {
      conditions: { StringEquals: { "aws:SourceAccount": Stack.of(scope).account } },
    }),
  });
  role.addToPolicy(
    new PolicyStatement({ actions: ["lambda:InvokeFunction"], resources: [called.function.functionArn] }),
  );
  called.deadLetters.grant(role, "sqs:SendMessage");
  new Schedule(scope, "Sweep", {
    scheduleName: resourceName(props.stage, props.name),
    description: props.description,
    schedule: ScheduleExpression.rate(Duration.minutes(props.everyMin)),
    target: new LambdaInvoke(called.function, {
      role: role.withoutPolicyUpdates(),
      input: ScheduleTargetInput.fromObject({ schedule: props.name }),
      deadLetterQueue: called.deadLetters,
      maxEventAge: Duration.minutes(5),
      retryAttempts: 2,
    }),
  });
};
