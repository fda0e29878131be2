import type { TestProject } from "vitest/node";
import { stageConfig } from "#cdk/config/stages.ts";
import { deploy } from "#cdk/local/deploy.ts";
import { type Emulator, startEmulator } from "#cdk/local/emulator.ts";
import { type Fault, isFault } from "#cdk/local/fault.ts";
import { pythonEnvironment } from "#cdk/local/python-environment.ts";
import { runVillage } from "#cdk/local/village-command.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** The emulator with everything deployed and the pilot village provisioned. */
    endpointUrl: string;
    /** Of the stacks, queues and functions there. */
    stage: string;
    region: string;
    /** Where the board's page is served. */
    boardUrl: string;
  }
}

const STAGE = "pilot";

let emulator: Emulator | undefined;

/**
 * One emulator for all journeys; each replays under an exercise of its own, so none sees another's readings. They run by themselves and at once
 * (see `npm test`): gauges of the pilot that never speak are told of as silent some minutes after they were provisioned.
 */
export const setup = async (project: TestProject): Promise<void> => {
  const { config } = orThrow(stageConfig(STAGE));
  const { python } = orThrow(await pythonEnvironment());
  emulator = orThrow(await startEmulator(python, config.region));
  try {
    const { endpointUrl } = emulator;
    const to = { endpointUrl, region: config.region, stage: STAGE };
    const { outputs } = orThrow(await deploy(to));
    orThrow(await runVillage(to, ["provision", "cdk/config/canary.yaml", "--yes"]));
    orThrow(await runVillage(to, ["provision", "cdk/config/pilot.yaml", "--yes"]));
    project.provide("endpointUrl", endpointUrl);
    project.provide("stage", STAGE);
    project.provide("region", config.region);
    project.provide("boardUrl", outputs.BoardUrl);
  } catch (error) {
    await teardown();
    throw error;
  }
};

export const teardown = async (): Promise<void> => {
  await emulator?.stop();
};

const orThrow = <T>(result: T | Fault): Exclude<T, Fault> => {
  if (isFault(result)) throw new Error(result.error);
  return result as Exclude<T, Fault>;
};
