import { CommanderError } from "commander";
import { villageProgram } from "#devices/commands/program.ts";

/** What a command said and how it ended. */
export interface Said {
  readonly code: number;
  readonly out: string;
  readonly notes: string;
  readonly trouble: string;
}

/** Runs the command line as a person does, within this process. */
export const village = async (...args: readonly string[]): Promise<Said> => {
  const seen = { out: "", notes: "", trouble: "" };
  const program = villageProgram(({ lines, troubles, notes = [] }) => {
    seen.out += lines.join("\n");
    seen.notes += notes.join("\n");
    seen.trouble += troubles.join("\n");
  });
  const spoken = {
    writeOut: (text: string) => {
      seen.out += text;
    },
    writeErr: (text: string) => {
      seen.trouble += text;
    },
  };
  for (const command of [program, ...program.commands]) command.exitOverride().configureOutput(spoken);
  try {
    await program.parseAsync(args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { code: error.exitCode, ...seen };
  }
  return { code: seen.trouble === "" ? 0 : 1, ...seen };
};
