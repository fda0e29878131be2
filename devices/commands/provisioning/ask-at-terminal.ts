import { createInterface } from "node:readline/promises";

/** Whether the person at the terminal agrees; `undefined` when there is no terminal. */
export const askAtTerminal = async (question: string): Promise<boolean | undefined> => {
  if (!process.stdin.isTTY) return undefined;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await terminal.question(`${question} [y/N] `)).trim());
  } finally {
    terminal.close();
  }
};
