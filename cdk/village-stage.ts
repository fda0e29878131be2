import { Stage, type StageProps, Tags } from "aws-cdk-lib";
import type { Construct } from "constructs";
import type { BoardDelivery, StageConfig } from "./config/config.ts";
import { type StackName, stackName } from "./config/names.ts";
import { AlertingStack } from "./stacks/alerting-stack.ts";
import { DashboardsStack } from "./stacks/dashboards-stack.ts";
import { DataStack } from "./stacks/data-stack.ts";
import { DownlinksStack } from "./stacks/downlinks-stack.ts";
import { EmailStack } from "./stacks/email-stack.ts";
import { IngestStack } from "./stacks/ingest-stack.ts";
import { LorawanStack } from "./stacks/lorawan-stack.ts";
import { OperationsStack } from "./stacks/operations-stack.ts";

export interface VillageStageProps extends StageProps {
  readonly config: StageConfig;
  readonly delivery: BoardDelivery;
}

/** One whole installation. What must survive comes first; arrows between the stacks point one way. */
export class VillageStage extends Stage {
  constructor(scope: Construct, id: string, props: VillageStageProps) {
    super(scope, id, { ...props, env: { region: props.config.region } });
    const { config, delivery } = props;
    const named = (stack: StackName, description: string) => ({
      config,
      stackName: stackName(config.stage, stack),
      description: `Village Watch (${config.stage}): ${description}`,
    });
    const data = new DataStack(this, "Data", named("Data", "what must survive"));
    new IngestStack(this, "Ingest", { ...named("Ingest", "from radio to the state of a site"), data });
    const downlinks = new DownlinksStack(this, "Downlinks", {
      ...named("Downlinks", "from a wish to a device"),
      data,
    });
    const dashboards = new DashboardsStack(this, "Dashboards", {
      ...named("Dashboards", "what people look at"),
      data,
      downlinks: downlinks.queue,
      delivery,
    });
    const alerting = new AlertingStack(this, "Alerting", {
      ...named("Alerting", "from a change of state to a phone"),
      data,
      boardUrl: dashboards.boardUrl,
    });
    new OperationsStack(this, "Operations", {
      ...named("Operations", "the watch over the watch"),
      data,
      notifications: alerting.notifications,
      boardUrl: dashboards.boardUrl,
    });
    if (config.email.identity !== undefined) {
      new EmailStack(this, "Email", {
        ...named("Email", "the sending domain"),
        env: { region: config.email.region },
        domain: config.email.identity,
      });
    }
    // An emulator knows nothing of AWS::IoTWireless and refuses every change that holds it.
    if (config.networkServers.awsIotWireless !== undefined && delivery.kind !== "endpoint") {
      new LorawanStack(this, "Lorawan", {
        stackName: stackName(config.stage, "Lorawan"),
        description: `Village Watch (${config.stage}): AWS as the LoRaWAN network server`,
        env: { region: config.networkServers.awsIotWireless.region },
        stage: config.stage,
        homeRegion: config.region,
      });
    }
    Tags.of(this).add("village-watch:stage", config.stage);
  }
}
