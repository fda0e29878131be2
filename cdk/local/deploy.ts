import { mkdir, rm } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { execa } from "execa";
import { CHECKOUT, TOOLS, WORKSHOP } from "./checkout.ts";
import { EMULATOR_ACCOUNT, endpointEnvironment } from "./endpoint.ts";
import { type Fault, isFault, lastLines } from "./fault.ts";
import { publishBoard } from "./publish-board.ts";
import { type StackOutputs, stackOutputs } from "./stack-outputs.ts";

export interface Deployment {
  readonly endpointUrl: string;
  readonly region: string;
  readonly stage: string;
  /** Ends the commands under way. */
  readonly signal?: AbortSignal;
}

/**
 * Brings the stacks to an endpoint: bootstrap and synthesis at the same time, then the deployment of what was synthesised,
 * then the board's files. Says what failed with the end of the command's own words.
 */
export const deploy = async (to: Deployment): Promise<{ readonly outputs: StackOutputs } | Fault> => {
  const assembly = join(WORKSHOP, `cdk.out-${process.pid}`);
  await mkdir(WORKSHOP, { recursive: true });
  try {
    const fault = (await prepare(to, assembly)) ?? (await bring(to, assembly));
    if (fault !== undefined) return fault;
  } finally {
    await rm(assembly, { recursive: true, force: true });
  }
  const outputs = await stackOutputs(to);
  if (isFault(outputs)) return outputs;
  await publishBoard(to, outputs.BoardBucket);
  return { outputs };
};

const prepare = async (to: Deployment, assembly: string): Promise<Fault | undefined> => {
  const [bootstrapped, synthesised, built] = await Promise.all([
    bootstrap(to),
    cdk(to, CHECKOUT, ["synth", "**", "--quiet", "--output", assembly, ...context(to.stage)]),
    run(to, CHECKOUT, "node", ["dashboards/board/build/build.ts"]),
  ]);
  return bootstrapped ?? synthesised ?? built;
};

/** On a machine of one's own nobody looks at the sky, unless `WEATHER_URL` says where. */
const context = (stage: string): readonly string[] => {
  const { WEATHER_URL: url } = process.env;
  return ["--context", `stage=${stage}`, ...(url ? ["--context", `weather=${url}`] : [])];
};

/** All stacks by pattern: `--all` passes over those of a Stage. */
const bring = (to: Deployment, assembly: string): Promise<Fault | undefined> => {
  const flags = ["--require-approval", "never", "--concurrency", "3", "--progress", "events"];
  return cdk(to, CHECKOUT, ["deploy", "**", "--app", assembly, ...flags]);
};

/** In a folder without a cdk.json, so that the app is not run for it. */
const bootstrap = (to: Deployment): Promise<Fault | undefined> =>
  cdk(to, WORKSHOP, ["bootstrap", `aws://${EMULATOR_ACCOUNT}/${to.region}`]);

const cdk = (to: Deployment, cwd: string, args: readonly string[]): Promise<Fault | undefined> =>
  run(to, cwd, "cdk", [...args, "--no-notices", "--no-color"]);

const run = async (
  to: Deployment,
  cwd: string,
  command: string,
  args: readonly string[],
): Promise<Fault | undefined> => {
  const done = await execa(command, args, {
    cwd,
    env: {
      ...endpointEnvironment(to.endpointUrl, to.region),
      PATH: [TOOLS, process.env.PATH ?? ""].join(delimiter),
      CI: "true",
      CDK_DISABLE_VERSION_CHECK: "1",
      CDK_DISABLE_CLI_TELEMETRY: "true",
    },
    stdin: "ignore",
    all: true,
    reject: false,
    ...(to.signal === undefined ? {} : { cancelSignal: to.signal }),
  });
  return done.failed ? { error: `${command} ${args[0]} failed:\n${lastLines(done.all)}` } : undefined;
};
