import { Duration } from "aws-cdk-lib";
import { Metric } from "aws-cdk-lib/aws-cloudwatch";
import type { Table } from "aws-cdk-lib/aws-dynamodb";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { Construct } from "constructs";
import type { StageConfig } from "#cdk/config/config.ts";
import { type FunctionName, metricNamespace } from "#cdk/config/names.ts";
import type { Concern } from "#cdk/config/runbook.ts";
import { allowOnTable } from "./allow.ts";
import { operationsAlarm } from "./operations-alarm.ts";
import { callRegularly } from "./regular-call.ts";
import { VillageFunction } from "./village-function.ts";

const NAME: FunctionName = "fetch-weather";
const EVERY_MIN = 5;
/** An hour: the Observatory's feeds have pauses of half an hour, and no alert hangs on them. */
const STALE_PERIODS = 12;

const CONCERN: Concern = {
  impact: "Alerts go out as ever, but without the rain in force: some are raised a reading later.",
  runbook: "The weather is stale",
};

export interface WeatherFetchProps {
  readonly config: StageConfig;
  /** Where the Observatory's open data is. */
  readonly url: string;
  readonly registry: Table;
}

/** `fetch-weather` every five minutes, and the alarm on a feed that says nothing fresh any more. */
export class WeatherFetch extends Construct {
  constructor(scope: Construct, id: string, { config, url, registry }: WeatherFetchProps) {
    super(scope, id);
    const fetch = new VillageFunction(this, "FetchWeather", {
      config,
      name: NAME,
      concern: CONCERN,
      timeout: Duration.seconds(60),
      // A grid of 58,564 rows is read at once.
      memoryMb: 512,
      environment: { REGISTRY_TABLE: registry.tableName, WEATHER_URL: url },
    });
    allowOnTable(fetch, registry, ["GetItem", "Scan"]);
    allowWeather(fetch, registry);
    callRegularly(this, fetch, {
      stage: config.stage,
      name: NAME,
      description: "Reads the Observatory's warnings, measured rain and nowcast",
      everyMin: EVERY_MIN,
    });
    operationsAlarm(this, "Stale", {
      stage: config.stage,
      metric: new Metric({
        namespace: metricNamespace(config.stage),
        metricName: "WeatherFeedsStale",
        dimensionsMap: { service: NAME },
        statistic: "max",
        period: Duration.minutes(EVERY_MIN),
      }),
      threshold: 1,
      evaluationPeriods: STALE_PERIODS,
      happened: "A feed of the Observatory has said nothing fresh for an hour.",
      concern: CONCERN,
    });
  }
}

/** The items of the weather, and never a village or a device. */
const allowWeather = (fetch: VillageFunction, registry: Table): void => {
  fetch.role.addToPrincipalPolicy(
    new PolicyStatement({
      actions: ["dynamodb:PutItem"],
      resources: [registry.tableArn],
      conditions: { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": ["WEATHER#*"] } },
    }),
  );
};
