import { CloudFormationClient, paginateDescribeStacks } from "@aws-sdk/client-cloudformation";
import type { NamedEndpoint } from "./endpoint.ts";

export const DEFAULT_STAGE = "pilot";

/** The named outputs of a stage's stacks, or a sentence that says which are not there. */
export const findOutputs = async <Name extends string>(
  endpoint: NamedEndpoint,
  stage: string,
  names: readonly Name[],
): Promise<Readonly<Record<Name, string>> | { readonly error: string }> => {
  const client = new CloudFormationClient(endpoint.client);
  const found = new Map<string, string>();
  for await (const { Stacks = [] } of paginateDescribeStacks({ client }, {})) {
    for (const { StackName = "", Outputs = [] } of Stacks) {
      if (!StackName.startsWith(`VillageWatch-${stage}-`)) continue;
      for (const { OutputKey = "", OutputValue = "" } of Outputs) found.set(OutputKey, OutputValue);
    }
  }
  const missing = names.filter((name) => !found.has(name));
  return missing.length === 0
    ? (Object.fromEntries(names.map((name) => [name, found.get(name)])) as Record<Name, string>)
    : {
        error: `${endpoint.name} has no deployed stage "${stage}" (${missing.join(", ")} not found). Deploy it first.`,
      };
};
