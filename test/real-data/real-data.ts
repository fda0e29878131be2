import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

/** Where the recordings lie: they are not part of the project. */
export const REAL_DATA = resolve(process.env.REAL_DATA ?? join(import.meta.dirname, "../../../shared/data"));

/** The path of a recording, or undefined, said aloud, where it is absent. */
export const recording = (path: string): string | undefined => {
  const full = join(REAL_DATA, path);
  if (existsSync(full)) return full;
  console.warn(`skipped: no recording at ${full} (set REAL_DATA)`);
  return undefined;
};
