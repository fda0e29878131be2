import { describe, expect, it } from "vitest";
import tiers from "#cdk/config/localstack-tiers.json" with { type: "json" };
import { tiersTable } from "#cdk/local/tiers-table.ts";
import { apisIn, apisInCode } from "./aws-apis-in-code.ts";
import { configOf, resourcesOf } from "./synthesised.ts";

const inStacks = [
  ...new Set(["pilot", "prod"].flatMap((stage) => resourcesOf(configOf(stage)).map(({ type }) => type))),
].toSorted();

const listedResources: readonly string[] = tiers.services.flatMap(({ resources }) => resources);
const listedApis: readonly string[] = tiers.services.flatMap(({ id, apis }) =>
  apis.map((operation) => `${id} ${operation}`),
);

describe("what the project uses of AWS, against LocalStack's plans", () => {
  it("lists every type of resource in the stacks, and none that is not there", () => {
    expect(listedResources.toSorted()).toEqual(inStacks);
  });

  it("lists every API that the code calls, and none that it does not", () => {
    expect(listedApis.toSorted()).toEqual(apisInCode());
  });

  it("names a plan of LocalStack's for each, and its source", () => {
    expect(tiers.services.filter(({ plan }) => !tiers.plans.includes(plan))).toEqual([]);
    expect(tiers.source).toMatch(/localstack.*20\d\d-\d\d-\d\d/);
  });

  it("finds an API wherever it is called: over several lines, by the document client, page by page", () => {
    const code = `import {\n  type SQSClient,\n  ReceiveMessageCommand,\n} from "@aws-sdk/client-sqs";
import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { paginateDescribeStacks } from "@aws-sdk/client-cloudformation";
import { PublishBatchCommand } from "@aws-sdk/client-pinpoint";`;
    expect(apisIn(code)).toEqual([
      "sqs ReceiveMessage",
      "dynamodb GetItem",
      "cloudformation DescribeStacks",
      "@aws-sdk/client-pinpoint",
    ]);
  });

  it("prints a table with one line for each service", () => {
    const lines = tiersTable().split("\n");
    for (const { name, plan } of tiers.services) {
      expect(
        lines.filter((line) => line.startsWith(`| ${name} |`) && line.includes(`| ${plan} |`)),
      ).toHaveLength(1);
    }
  });
});
