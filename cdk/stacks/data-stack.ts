import { CfnOutput, RemovalPolicy, Stack, type StackProps } from "aws-cdk-lib";
import { AttributeType, ProjectionType, StreamViewType, type Table } from "aws-cdk-lib/aws-dynamodb";
import { Key } from "aws-cdk-lib/aws-kms";
import type { Construct } from "constructs";
import type { StageConfig } from "#cdk/config/config.ts";
import { villageTable } from "#cdk/constructs/village-table.ts";

/** Sparse index of sites whose change of timeline has not been planned yet. */
export const UNPLANNED_INDEX = "unplanned";

/** Sparse index of what must be looked at, by its deadline. */
export const DUE_INDEX = "due";

export interface DataStackProps extends StackProps {
  readonly config: StageConfig;
}

/** What must survive: every table, and the key of the one with personal data. */
export class DataStack extends Stack {
  /** Villages, their sites and devices. */
  readonly registry: Table;
  /** One packed item per site; its stream is the outbox. */
  readonly state: Table;
  /** Every reading, until it expires. */
  readonly history: Table;
  /** What could not be read, with the reason. */
  readonly quarantine: Table;
  /** What was announced, each alert, each notification. No address. */
  readonly alerts: Table;
  /** How devices and gateways fare, and what happened to them beside their readings. */
  readonly health: Table;
  /** What devices were asked to do by radio, by whom, and what became of it. */
  readonly downlinks: Table;
  /** The only table with personal data. */
  readonly recipients: Table;

  constructor(scope: Construct, id: string, props: DataStackProps) {
    super(scope, id, props);
    const { data } = props.config;
    this.registry = villageTable(this, "Registry", { data });
    this.state = villageTable(this, "State", { data, stream: StreamViewType.NEW_IMAGE });
    this.state.addGlobalSecondaryIndex({
      indexName: UNPLANNED_INDEX,
      partitionKey: { name: "unplanned", type: AttributeType.STRING },
      sortKey: { name: "unplannedSince", type: AttributeType.NUMBER },
      projectionType: ProjectionType.KEYS_ONLY,
    });
    this.history = villageTable(this, "History", { data });
    this.quarantine = villageTable(this, "Quarantine", { data });
    this.alerts = villageTable(this, "Alerts", { data });
    this.health = villageTable(this, "Health", { data });
    this.health.addGlobalSecondaryIndex({
      indexName: DUE_INDEX,
      partitionKey: { name: "shard", type: AttributeType.STRING },
      sortKey: { name: "dueAt", type: AttributeType.NUMBER },
      projectionType: ProjectionType.ALL,
    });
    this.downlinks = villageTable(this, "Downlinks", { data });
    this.recipients = villageTable(this, "Recipients", {
      data,
      encryptionKey: new Key(this, "RecipientsKey", {
        description: "Village Watch: encrypts the addresses of recipients",
        enableKeyRotation: true,
        removalPolicy: data === "keep" ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      }),
    });
    for (const [output, table] of Object.entries(this.tables())) {
      new CfnOutput(this, output, { value: table.tableName });
    }
  }

  private tables(): Readonly<Record<string, Table>> {
    return {
      RegistryTable: this.registry,
      StateTable: this.state,
      HistoryTable: this.history,
      QuarantineTable: this.quarantine,
      AlertsTable: this.alerts,
      HealthTable: this.health,
      DownlinksTable: this.downlinks,
      RecipientsTable: this.recipients,
    };
  }
}
