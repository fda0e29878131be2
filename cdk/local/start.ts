import { setTimeout as pause } from "node:timers/promises";
import { Command } from "commander";
import { stageConfig } from "#cdk/config/stages.ts";
import { type Deployment, deploy } from "./deploy.ts";
import { isFault } from "./fault.ts";
import { takePlace } from "./place.ts";
import { step } from "./step.ts";
import { runVillage, showVillage } from "./village-command.ts";

const STAGE = "pilot";
const VILLAGE = "lam-tsuen";
const STORM = "devices/traces/storm-at-wai-tau";
/** The storm's readings are a minute apart: three uplinks a second. */
const SPEED = 180;

const DONE = 0;
const FAILED = 1;
/** What a shell reports of a command that was interrupted. */
const INTERRUPTED = 130;

interface Options {
  readonly once?: boolean;
  readonly yes?: boolean;
}

const start = async (options: Options, signal: AbortSignal): Promise<number> => {
  const { config } = pilot();
  console.log("Village Watch 鄉村守望: from radio to phone on this machine\n");
  const place = await takePlace({
    given: process.env.AWS_ENDPOINT_URL,
    agreedToRemote: options.yes ?? false,
    region: config.region,
  });
  if (isFault(place)) return failed(place.error);
  try {
    const to = { endpointUrl: place.endpointUrl, region: config.region, stage: STAGE, signal };
    const code = signal.aborted ? INTERRUPTED : await showStorm(to, options.yes ?? false);
    if (signal.aborted) return INTERRUPTED;
    if (options.once) return code;
    return await untilInterrupted(signal);
  } finally {
    await place.leave();
  }
};

const showStorm = async (to: Deployment, agreedToRemote: boolean): Promise<number> => {
  const deployed = await step("Stacks: bootstrap, bundle, deploy", () => deploy(to));
  if (isFault(deployed)) return to.signal?.aborted ? INTERRUPTED : failed(deployed.error);
  const provisioned = await step("Pilot village, and the canary's", () => provision(to));
  if (isFault(provisioned)) return to.signal?.aborted ? INTERRUPTED : failed(provisioned.error);
  const exerciseId = `storm-${Date.now().toString(36)}`;
  const address = new URL(deployed.outputs.BoardUrl);
  address.search = new URLSearchParams({ village: VILLAGE, exercise: exerciseId }).toString();
  console.log(`\n  Board: ${address}\n`);
  return showVillage(to, [
    ...["replay", `${STORM}.csv`, "--site", "wai-tau-bridge"],
    ...["--speed", String(SPEED), "--expect", `${STORM}.truth.json`, "--exercise-id", exerciseId],
    ...(agreedToRemote ? ["--yes"] : []),
  ]);
};

const provision = async (to: Deployment) =>
  (await runVillage(to, ["provision", "cdk/config/canary.yaml", "--yes"])) ??
  runVillage(to, ["provision", "cdk/config/pilot.yaml", "--yes"]);

const untilInterrupted = async (signal: AbortSignal): Promise<number> => {
  console.log("\n  The board stays up. Ctrl-C ends everything.");
  try {
    for (;;) await pause(86_400_000, undefined, { signal });
  } catch (error) {
    if (signal.aborted) return DONE;
    throw error;
  }
};

const pilot = () => {
  const found = stageConfig(STAGE);
  if (isFault(found)) throw new Error(found.error);
  return found;
};

const failed = (error: string): number => {
  console.error(`\n${error}`);
  return FAILED;
};

const interruption = new AbortController();
/** When whoever started this is gone without a word, it is over too. */
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) interruption.abort();
}, 1_000).unref();
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => interruption.abort());

const command = new Command("npm start --")
  .description(
    "Deploys Village Watch to an emulator on this machine (or to AWS_ENDPOINT_URL), replays a storm through it and serves the board.",
  )
  .option("--once", "end after the storm: exit code 0 when the alerts were the expected ones, 1 when not")
  .option("--yes", "agree to an AWS_ENDPOINT_URL that is not this machine")
  .action(async (options: Options) => {
    process.exitCode = await start(options, interruption.signal);
  });
await command.parseAsync();
