import { fileURLToPath } from "node:url";
import { Duration, RemovalPolicy } from "aws-cdk-lib";
import { Effect, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Architecture, LoggingFormat, Runtime } from "aws-cdk-lib/aws-lambda";
import { NodejsFunction, OutputFormat } from "aws-cdk-lib/aws-lambda-nodejs";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import type { StageConfig } from "#cdk/config/config.ts";
import { type FunctionName, metricNamespace, resourceName } from "#cdk/config/names.ts";
import type { Concern } from "#cdk/config/runbook.ts";
import { DeadLetterQueue } from "./dead-letter-queue.ts";
import { operationsAlarm } from "./operations-alarm.ts";

const fromRoot = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export interface VillageFunctionProps {
  readonly config: StageConfig;
  /** The folder under `functions/` that holds `handler.ts`. */
  readonly name: FunctionName;
  readonly concern: Concern;
  /** Only what this function needs; names, never secrets. */
  readonly environment: Readonly<Record<string, string>>;
  readonly timeout: Duration;
  readonly memoryMb: number;
}

/**
 * One of the village's functions with all that belongs to it: its bundle, a log that ends, a place for what it could not do,
 * an alarm on its errors, and a role that can do nothing but write that log until a stack grants more.
 */
export class VillageFunction extends Construct {
  readonly function: NodejsFunction;
  readonly role: Role;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: VillageFunctionProps) {
    super(scope, id);
    const { config, name, concern } = props;
    const { stage } = config;
    this.deadLetters = new DeadLetterQueue(this, "DeadLetters", { stage, of: name, concern }).queue;
    const logGroup = new LogGroup(this, "Log", {
      logGroupName: `/aws/lambda/${resourceName(stage, name)}`,
      retention: config.logRetentionDays,
      removalPolicy: config.data === "keep" ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, "Role", {
      assumedBy: new ServicePrincipal("lambda.amazonaws.com"),
      inlinePolicies: { log: mayWriteTo(logGroup) },
    });
    this.function = new NodejsFunction(this, "Function", {
      functionName: resourceName(stage, name),
      entry: fromRoot(`functions/${name}/handler.ts`),
      handler: "handler",
      projectRoot: fromRoot(""),
      depsLockFilePath: fromRoot("package-lock.json"),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memoryMb,
      timeout: props.timeout,
      role: this.role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      deadLetterQueue: this.deadLetters,
      environment: {
        NODE_OPTIONS: "--enable-source-maps",
        POWERTOOLS_SERVICE_NAME: name,
        POWERTOOLS_METRICS_NAMESPACE: metricNamespace(stage),
        ...props.environment,
      },
      bundling: {
        format: OutputFormat.ESM,
        target: "node24",
        mainFields: ["module", "main"],
        bundleAwsSDK: true,
        minify: true,
        sourceMap: true,
        sourcesContent: false,
      },
    });
    operationsAlarm(this, "Errors", {
      stage,
      metric: this.function.metricErrors({ period: Duration.minutes(5), statistic: "sum" }),
      threshold: 1,
      happened: `The function ${name} has failed.`,
      concern,
    });
  }
}

const mayWriteTo = (logGroup: LogGroup): PolicyDocument =>
  new PolicyDocument({
    statements: [
      new PolicyStatement({
        effect: Effect.ALLOW,
        actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
        resources: [logGroup.logGroupArn],
      }),
    ],
  });
