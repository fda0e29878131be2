/** Something that can go wrong on a machine one does not know, in a sentence that says what to do. */
export interface Fault {
  readonly error: string;
}

export const isFault = (value: unknown): value is Fault =>
  typeof value === "object" && value !== null && "error" in value && typeof value.error === "string";

const SHOWN_LINES = 25;

/** The end of what a command printed, where the reason stands. */
export const lastLines = (output: string | undefined): string =>
  (output ?? "").trimEnd().split("\n").slice(-SHOWN_LINES).join("\n");
