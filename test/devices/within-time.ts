import { Script } from "node:vm";

const script = new Script("work()");

/**
 * Runs something that does not wait, and ends it when it takes longer: a loop without end is a failure, not a test run that hangs.
 *
 * @throws what `work` throws, or that the time is over.
 */
export const withinTime = (milliseconds: number, work: () => void): void => {
  script.runInNewContext({ work }, { timeout: milliseconds });
};
