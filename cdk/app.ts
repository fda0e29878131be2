import { App, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { boardDelivery } from "./config/config.ts";
import { stageConfig } from "./config/stages.ts";
import { VillageStage } from "./village-stage.ts";

/** `cdk synth -c stage=prod [-c weather=http://127.0.0.1:8080]`. `AWS_ENDPOINT_URL` decides how the board is reached; nothing else is taken from the environment. */
const app = new App();
const context = (name: string): string | undefined => app.node.tryGetContext(name);
const wanted = stageConfig(context("stage") ?? "pilot", undefined, context("weather"));
if ("error" in wanted) {
  console.error(wanted.error);
  process.exit(1);
}
new VillageStage(app, "VillageWatch", {
  config: wanted.config,
  delivery: boardDelivery(process.env.AWS_ENDPOINT_URL),
});
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
