import { Script } from "node:vm";

const script = new Script("work()");

/**
 * Runs something that does not wait, and ends it when it takes longer: a loop without end is a failure, not a test run that hangs.
 *
 * @throws what `work` throws; or that the time is over, and with `where` at what.
 */
export const withinTime = (milliseconds: number, work: () => void, where: () => string): void => {
  try {
    script.runInNewContext({ work }, { timeout: milliseconds });
  } catch (error) {
    if (!isTimeOver(error)) throw error;
    throw new Error(`not back after ${milliseconds} ms, at ${where()}`);
  }
};

/** The error is made in the script's own context: no `Error` of this one. */
const isTimeOver = (error: unknown): boolean =>
  typeof error === "object" &&
  error !== null &&
  "code" in error &&
  error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
