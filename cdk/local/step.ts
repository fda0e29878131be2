import { type Fault, isFault } from "./fault.ts";

/** Seconds since an instant of `performance.now()`, as people read them. */
const secondsSince = (startMs: number): string => `${((performance.now() - startMs) / 1_000).toFixed(1)} s`;

/** Does one step of the set-up and prints one line for it: what it is, and how long it took. */
export const step = async <T>(says: string, work: () => Promise<T | Fault>): Promise<T | Fault> => {
  const startMs = performance.now();
  process.stdout.write(`  ${says} ... `);
  const result = await work();
  process.stdout.write(isFault(result) ? "failed\n" : `${secondsSince(startMs)}\n`);
  return result;
};
