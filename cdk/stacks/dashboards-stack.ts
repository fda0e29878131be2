import { CfnOutput, Duration, Stack, type StackProps, Validations } from "aws-cdk-lib";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { Bucket, CfnBucket } from "aws-cdk-lib/aws-s3";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import type { BoardDelivery, StageConfig } from "#cdk/config/config.ts";
import type { Concern } from "#cdk/config/runbook.ts";
import { allowOnTable } from "#cdk/constructs/allow.ts";
import { BoardSite } from "#cdk/constructs/board-site.ts";
import { feedFromState } from "#cdk/constructs/state-stream.ts";
import { VillageFunction } from "#cdk/constructs/village-function.ts";
import type { DataStack } from "./data-stack.ts";

const CONCERN: Concern = {
  impact: "The board shows old water levels, and says so; alerts still go out.",
  runbook: "The board is not published",
};

export interface DashboardsStackProps extends StackProps {
  readonly config: StageConfig;
  readonly delivery: BoardDelivery;
  readonly data: DataStack;
  /** Where sites are told of whose devices may have to change their pace. */
  readonly downlinks: Queue;
}

/** What people look at: the board's bucket, the way to it, and `publish-status`. */
export class DashboardsStack extends Stack {
  readonly boardUrl: string;

  constructor(scope: Construct, id: string, props: DashboardsStackProps) {
    super(scope, id, props);
    const { config, data } = props;
    const board = new BoardSite(this, "Board", { config, delivery: props.delivery });
    this.boardUrl = board.url;
    const publish = new VillageFunction(this, "PublishStatus", {
      config,
      name: "publish-status",
      concern: CONCERN,
      timeout: Duration.seconds(30),
      memoryMb: 512,
      environment: {
        REGISTRY_TABLE: data.registry.tableName,
        BOARD_BUCKET: board.bucket.bucketName,
        DOWNLINKS_QUEUE_URL: props.downlinks.queueUrl,
      },
    });
    allowOnTable(publish, data.registry, ["GetItem"]);
    allowStatusDocuments(publish, board.bucket);
    props.downlinks.grant(publish.role, "sqs:SendMessage");
    // At most one status a second for each village, and nobody's life hangs on the board's last one.
    feedFromState(publish, {
      stage: config.stage,
      table: data.state,
      concern: CONCERN,
      batchSize: 100,
      gather: Duration.seconds(1),
      retryAttempts: 3,
      maxRecordAge: Duration.minutes(10),
    });
    new CfnOutput(this, "BoardBucket", { value: board.bucket.bucketName });
    new CfnOutput(this, "BoardUrl", { value: board.url });
  }
}

const allowStatusDocuments = (publish: VillageFunction, bucket: Bucket): void => {
  publish.role.addToPrincipalPolicy(
    new PolicyStatement({
      actions: ["s3:GetObject", "s3:PutObject"],
      resources: [bucket.arnForObjects("villages/*")],
    }),
  );
  publish.role.addToPrincipalPolicy(
    // Without it S3 answers "forbidden" for a document that is not there yet.
    new PolicyStatement({ actions: ["s3:ListBucket"], resources: [bucket.bucketArn] }),
  );
  Validations.of(publish.role).acknowledge({
    id: `AwsSolutions-IAM5[Resource::<${Stack.of(bucket).getLogicalId(bucket.node.defaultChild as CfnBucket)}.Arn>/villages/*]`,
    reason: "Villages come and go with the registry; the page itself stays out of reach.",
  });
};
