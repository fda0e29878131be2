import { delimiter } from "node:path";
import { execa } from "execa";
import { CHECKOUT, TOOLS } from "./checkout.ts";
import type { Deployment } from "./deploy.ts";
import { endpointEnvironment } from "./endpoint.ts";
import { type Fault, lastLines } from "./fault.ts";

/** The stacks do not import the command line; they run it, as a person would. */
const options = (to: Deployment) => ({
  cwd: CHECKOUT,
  env: {
    ...endpointEnvironment(to.endpointUrl, to.region),
    PATH: [TOOLS, process.env.PATH ?? ""].join(delimiter),
  },
  reject: false as const,
  forceKillAfterDelay: 5_000,
  ...(to.signal === undefined ? {} : { cancelSignal: to.signal }),
});

/** Runs `village ...` with this terminal as its own; gives its exit code. */
export const showVillage = async (to: Deployment, args: readonly string[]): Promise<number> => {
  const done = await execa("node", ["devices/village.ts", ...args], { ...options(to), stdio: "inherit" });
  return done.exitCode ?? 1;
};

/** Runs `village ...` in silence; what it printed is told only when it failed. */
export const runVillage = async (to: Deployment, args: readonly string[]): Promise<Fault | undefined> => {
  const done = await execa("node", ["devices/village.ts", ...args], {
    ...options(to),
    stdin: "ignore",
    all: true,
  });
  return done.failed ? { error: `village ${args[0]} failed:\n${lastLines(done.all)}` } : undefined;
};
