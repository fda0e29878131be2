import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import * as z from "zod";

const WHY: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EISDIR: "this is a folder",
  EACCES: "it may not be read",
};

const codedSchema = z.object({ code: z.string() });

/** What a file holds, or a sentence that says why there is nothing. */
export const readBytes = async (
  path: string,
): Promise<{ readonly bytes: Uint8Array } | { readonly error: string }> => {
  try {
    return { bytes: await readFile(path) };
  } catch (error) {
    const coded = codedSchema.safeParse(error);
    const why = coded.success ? WHY[coded.data.code] : undefined;
    if (why === undefined) throw error;
    return { error: `${path}: ${why}` };
  }
};

/** A file's text, or a sentence that says why there is none. */
export const readText = async (
  path: string,
): Promise<{ readonly text: string } | { readonly error: string }> => {
  const read = await readBytes(path);
  return "error" in read ? read : { text: new TextDecoder().decode(read.bytes) };
};

/** What is piped in for `-`, a file's text for a path. */
export const readInput = (path: string): ReturnType<typeof readText> =>
  path === "-" ? readStandardInput() : readText(path);

const readStandardInput = async (): Promise<{ readonly text: string }> => ({
  text: await text(process.stdin),
});
