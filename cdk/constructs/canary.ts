import { ArnFormat, Duration, Stack } from "aws-cdk-lib";
import { Metric } from "aws-cdk-lib/aws-cloudwatch";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { Construct } from "constructs";
import type { StageConfig } from "#cdk/config/config.ts";
import { CANARY_METRICS, metricNamespace, UPLINK_TOPIC } from "#cdk/config/names.ts";
import type { Concern } from "#cdk/config/runbook.ts";
import { silenceAlarm } from "./operations-alarm.ts";
import { callRegularly } from "./regular-call.ts";
import { VillageFunction } from "./village-function.ts";

const EVERY_MIN = 5;
/** Five minutes each. */
const SILENT_PERIODS = 3;

const CONCERN: Concern = {
  impact: "A warning may not reach anyone, however quiet the other alarms are.",
  runbook: "The canary is silent",
};

export interface CanaryProps {
  readonly config: StageConfig;
}

/** `send-canary` every five minutes, and the alarm on what does not arrive: it leaves by the operations topic, another road. */
export class Canary extends Construct {
  constructor(scope: Construct, id: string, { config }: CanaryProps) {
    super(scope, id);
    const send = new VillageFunction(this, "SendCanary", {
      config,
      name: "send-canary",
      concern: CONCERN,
      timeout: Duration.seconds(30),
      memoryMb: 256,
      environment: { UPLINK_TOPIC },
    });
    send.role.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ["iot:Publish"],
        resources: [
          Stack.of(this).formatArn({
            service: "iot",
            resource: "topic",
            resourceName: UPLINK_TOPIC,
            arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
          }),
        ],
      }),
    );
    callRegularly(this, send, {
      stage: config.stage,
      name: "send-canary",
      description: "Sends a canary through the whole chain",
      everyMin: EVERY_MIN,
    });
    silenceAlarm(this, "Silent", {
      stage: config.stage,
      metric: new Metric({
        namespace: metricNamespace(config.stage),
        metricName: CANARY_METRICS.delivered,
        dimensionsMap: { service: CANARY_METRICS.service },
        statistic: "sum",
        period: Duration.minutes(EVERY_MIN),
      }),
      evaluationPeriods: SILENT_PERIODS,
      happened: `No canary has reached the sink for ${SILENT_PERIODS * EVERY_MIN} minutes.`,
      concern: CONCERN,
    });
  }
}
