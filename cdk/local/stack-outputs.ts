import { CloudFormationClient, paginateDescribeStacks } from "@aws-sdk/client-cloudformation";
import * as z from "zod";
import { endpointClient, type Whereabouts } from "./endpoint.ts";
import type { Fault } from "./fault.ts";

const outputsSchema = z.object({ BoardBucket: z.string(), BoardUrl: z.string() });
export type StackOutputs = z.infer<typeof outputsSchema>;

/** What the deployed stacks of a stage say of themselves, from all of them together. */
export const stackOutputs = async (
  to: Whereabouts & { readonly stage: string },
): Promise<StackOutputs | Fault> => {
  const client = new CloudFormationClient(endpointClient(to));
  const found: Record<string, string> = {};
  for await (const { Stacks = [] } of paginateDescribeStacks({ client }, {})) {
    for (const { StackName = "", Outputs = [] } of Stacks) {
      if (!StackName.startsWith(`VillageWatch-${to.stage}-`)) continue;
      for (const { OutputKey = "", OutputValue = "" } of Outputs) found[OutputKey] = OutputValue;
    }
  }
  const checked = outputsSchema.safeParse(found);
  return checked.success
    ? checked.data
    : { error: `The deployed stacks do not say where the board is:\n${z.prettifyError(checked.error)}` };
};
