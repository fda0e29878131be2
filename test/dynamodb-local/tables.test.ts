import { App } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { expect, it } from "vitest";
import { stageConfig } from "#cdk/config/stages.ts";
import { DataStack } from "#cdk/stacks/data-stack.ts";
import { TABLES } from "./tables.ts";

it("the tables of these tests are the Data stack's", () => {
  const found = stageConfig("pilot");
  if ("error" in found) throw new Error(found.error);
  const template = Template.fromStack(new DataStack(new App(), "Data", { config: found.config }));
  for (const [name, definition] of Object.entries(TABLES)) {
    const logicalName = new RegExp(`^${name}`, "i");
    const [deployed] =
      Object.entries(template.findResources("AWS::DynamoDB::Table"))
        .find(([id]) => logicalName.test(id))
        ?.slice(1) ?? [];
    expect(deployed, name).toMatchObject({
      Properties: { ...definition, TimeToLiveSpecification: { AttributeName: "expiresAt", Enabled: true } },
    });
  }
});
