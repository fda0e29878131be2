import { mkdir, open, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { execa } from "execa";
import getPort from "get-port";
import { TOOLS, WORKSHOP } from "./checkout.ts";
import { statusAt } from "./endpoint.ts";
import { type Fault, lastLines } from "./fault.ts";

const USUAL_PORT = 4566;
const READY = 200;
const READY_WITHIN_MS = 30_000;
/** It takes 0.4-6 s to end its workers. */
const STOP_WITHIN_MS = 10_000;
/** Each call at the same time is a Node process of 70-90 MB. */
const MOST_CALLS_AT_ONCE = 12;
const LOOPBACK_ADDRESS = "127.0.0.1";

export interface Emulator {
  readonly endpointUrl: string;
  readonly port: number;
  /** Ends it and its workers and removes its files; a second call waits for the first. */
  readonly stop: () => Promise<void>;
}

/** Starts MiniStack on loopback, on port 4566 or, where that is taken, on another. Its state is gone when it stops. */
export const startEmulator = async (python: string, region: string): Promise<Emulator | Fault> => {
  await sweepOldRooms();
  const port = await getPort({ port: USUAL_PORT, host: LOOPBACK_ADDRESS });
  const room = join(WORKSHOP, `run-${process.pid}-${port}`);
  await mkdir(room, { recursive: true });
  // The emulator puts its workers there, in CommonJS: under this project's "type": "module" every function would die in silence.
  await writeFile(join(room, "package.json"), '{"type":"commonjs"}\n');
  const logPath = join(room, "emulator.log");
  const log = await open(logPath, "a");
  const running = execa(python, ["-m", "ministack"], {
    cwd: room,
    extendEnv: false,
    env: environment(room, port, region),
    stdin: "ignore",
    stdout: { file: logPath, append: true },
    stderr: { file: logPath, append: true },
    reject: false,
    forceKillAfterDelay: STOP_WITHIN_MS,
  });
  await log.close();
  const endpointUrl = `http://${LOOPBACK_ADDRESS}:${port}`;
  const stop = stopOnce(running, room);
  if (await isReady(running, endpointUrl)) return { endpointUrl, port, stop };
  const said = lastLines(await readFile(logPath, "utf8"));
  await stop();
  return { error: `The emulator did not start:\n${said}` };
};

/** What is needed of the emulator's process. */
interface Running extends PromiseLike<unknown> {
  readonly exitCode: number | null;
  readonly kill: (signal: "SIGTERM") => boolean;
}

export const tookAnotherPort = (emulator: Emulator): boolean => emulator.port !== USUAL_PORT;

/** Small and clean, because all of it reaches the functions too. */
const environment = (room: string, port: number, region: string): Record<string, string> => ({
  PATH: [TOOLS, process.env.PATH ?? ""].join(delimiter),
  HOME: room,
  TMPDIR: room,
  LANG: "C.UTF-8",
  GATEWAY_PORT: String(port),
  BIND_HOST: LOOPBACK_ADDRESS,
  MINISTACK_REGION: region,
  LAMBDA_EXECUTOR: "local",
  LAMBDA_ACCOUNT_CONCURRENCY: String(MOST_CALLS_AT_ONCE),
  LOG_LEVEL: "WARNING",
  // Both would listen on all interfaces.
  SFTP_ENABLED: "0",
  IOT_MTLS_ENABLED: "0",
});

const isReady = async (running: Running, endpointUrl: string): Promise<boolean> => {
  const deadline = performance.now() + READY_WITHIN_MS;
  while (performance.now() < deadline && running.exitCode === null) {
    if ((await statusAt(`${endpointUrl}/_ministack/ready`)) === READY) return true;
    await pause(50);
  }
  return false;
};

const stopOnce = (running: Running, room: string): (() => Promise<void>) => {
  const end = async () => {
    running.kill("SIGTERM");
    await running;
    await rm(room, { recursive: true, force: true, maxRetries: 3 });
  };
  let ending: Promise<void> | undefined;
  return () => {
    ending ??= end();
    return ending;
  };
};

/** Removes what an emulator left whose starter was killed outright. */
const sweepOldRooms = async (): Promise<void> => {
  await mkdir(WORKSHOP, { recursive: true });
  for (const name of await readdir(WORKSHOP)) {
    const owner = Number(/^run-(\d+)-/.exec(name)?.[1]);
    if (Number.isInteger(owner) && !isAlive(owner)) {
      await rm(join(WORKSHOP, name), { recursive: true, force: true });
    }
  }
};

const isAlive = (processId: number): boolean => {
  try {
    return process.kill(processId, 0);
  } catch (error) {
    if (error instanceof Error && "code" in error) return error.code === "EPERM";
    throw error;
  }
};
