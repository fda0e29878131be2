import { App, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import type { BoardDelivery, StageConfig } from "#cdk/config/config.ts";
import { stageConfig } from "#cdk/config/stages.ts";
import { VillageStage } from "#cdk/village-stage.ts";
import cdkJson from "../../cdk.json" with { type: "json" };

/** One resource of a synthesised stack, as CloudFormation gets it. */
export interface Resource {
  readonly stack: string;
  readonly id: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly deletionPolicy: string | undefined;
  readonly updateReplacePolicy: string | undefined;
}

export const configOf = (stage: string): StageConfig => {
  const found = stageConfig(stage);
  if ("error" in found) throw new Error(found.error);
  return found.config;
};

/** The app as `cdk synth` makes it, but without bundling any code. */
export const application = (
  config: StageConfig,
  delivery: BoardDelivery = { kind: "cloudfront" },
): { readonly app: App; readonly stage: VillageStage } => {
  const app = new App({
    context: { ...cdkJson.context, "aws:cdk:bundling-stacks": [], "aws:cdk:disable-asset-staging": true },
  });
  const stage = new VillageStage(app, "VillageWatch", { config, delivery });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return { app, stage };
};

interface Template {
  readonly Resources?: Readonly<
    Record<
      string,
      {
        readonly Type: string;
        readonly Properties?: Record<string, unknown>;
        readonly DeletionPolicy?: string;
        readonly UpdateReplacePolicy?: string;
      }
    >
  >;
}

/** Every resource of every stack of a stage. */
export const resourcesOf = (config: StageConfig, delivery?: BoardDelivery): readonly Resource[] =>
  application(config, delivery)
    .stage.synth()
    .stacks.flatMap(({ stackName, template }: { stackName: string; template: Template }) =>
      Object.entries(template.Resources ?? {}).map(([id, resource]) => ({
        stack: stackName,
        id,
        type: resource.Type,
        properties: resource.Properties ?? {},
        deletionPolicy: resource.DeletionPolicy,
        updateReplacePolicy: resource.UpdateReplacePolicy,
      })),
    );

export const ofType = (resources: readonly Resource[], type: string): readonly Resource[] =>
  resources.filter((resource) => resource.type === type);
