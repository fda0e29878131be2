import { Command } from "commander";
import { stageConfig } from "./config/stages.ts";
import { isFault } from "./local/fault.ts";
import { publishBoard } from "./local/publish-board.ts";
import { stackOutputs } from "./local/stack-outputs.ts";

/** Puts the built board where a stage's stacks serve it; the second half of a deployment to AWS. */
const publish = async (stage: string): Promise<number> => {
  const found = stageConfig(stage);
  if (isFault(found)) return failed(found.error);
  const to = { endpointUrl: process.env.AWS_ENDPOINT_URL, region: found.config.region, stage };
  const outputs = await stackOutputs(to);
  if (isFault(outputs)) return failed(outputs.error);
  await publishBoard(to, outputs.BoardBucket);
  console.log(outputs.BoardUrl);
  return 0;
};

const failed = (error: string): number => {
  console.error(error);
  return 1;
};

await new Command("node cdk/publish.ts")
  .description(
    "Uploads the board (built before by: npm run board) to the bucket of a deployed stage, and prints its address.",
  )
  .argument("<stage>", "a stage of cdk/config/stages.ts, like prod")
  .action(async (stage: string) => {
    process.exitCode = await publish(stage);
  })
  .parseAsync();
