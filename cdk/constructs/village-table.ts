import { RemovalPolicy, Validations } from "aws-cdk-lib";
import {
  AttributeType,
  BillingMode,
  type StreamViewType,
  Table,
  TableEncryption,
} from "aws-cdk-lib/aws-dynamodb";
import type { IKey } from "aws-cdk-lib/aws-kms";
import type { Construct } from "constructs";
import type { StageConfig } from "#cdk/config/config.ts";

/** Name of the attribute, epoch seconds, after which DynamoDB removes an item. */
export const EXPIRY_ATTRIBUTE = "expiresAt";

export interface VillageTableProps {
  readonly data: StageConfig["data"];
  readonly stream?: StreamViewType;
  /** A key of its own, for personal data. */
  readonly encryptionKey?: IKey;
}

/** A table as all of them are: keys `pk` and `sk`, paid per request, encrypted, and kept where the stage keeps its data. */
export const villageTable = (scope: Construct, id: string, props: VillageTableProps): Table => {
  const kept = props.data === "keep";
  const table = new Table(scope, id, {
    partitionKey: { name: "pk", type: AttributeType.STRING },
    sortKey: { name: "sk", type: AttributeType.STRING },
    billingMode: BillingMode.PAY_PER_REQUEST,
    timeToLiveAttribute: EXPIRY_ATTRIBUTE,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: kept },
    deletionProtection: kept,
    removalPolicy: kept ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    ...(props.stream === undefined ? {} : { stream: props.stream }),
    ...(props.encryptionKey === undefined
      ? { encryption: TableEncryption.AWS_MANAGED }
      : { encryption: TableEncryption.CUSTOMER_MANAGED, encryptionKey: props.encryptionKey }),
  });
  if (!kept) {
    Validations.of(table).acknowledge({
      id: "AwsSolutions-DDB3",
      reason: "A trial's data may be thrown away; a stage that keeps its data can be restored to any second.",
    });
  }
  return table;
};
