/** How a command ends: what it found, and what went wrong, in sentences. It failed when there is trouble. */
export interface Outcome {
  readonly lines: readonly string[];
  readonly troubles: readonly string[];
  /** Said to the person at the screen, beside what was found; no failure. */
  readonly notes?: readonly string[];
}

export const done = (...lines: readonly string[]): Outcome => ({ lines, troubles: [] });

export const failed = (...troubles: readonly string[]): Outcome => ({ lines: [], troubles });

/** Prints what was found to stdout notes and trouble to stderr, and sets the exit code: 0 or 1. */
export const finish = ({ lines, troubles, notes = [] }: Outcome): void => {
  for (const line of lines) console.log(line);
  for (const note of notes) console.error(note);
  for (const trouble of troubles) console.error(trouble);
  if (troubles.length > 0) process.exitCode = 1;
};
