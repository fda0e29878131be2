import { open } from "node:fs/promises";
import type { Writable } from "node:stream";
import * as z from "zod";

const WHY: Readonly<Record<string, string>> = {
  EEXIST: "there is such a file already",
  ENOENT: "there is no such folder",
  EISDIR: "this is a folder",
  EACCES: "it may not be written",
};

const codedSchema = z.object({ code: z.string() });

/** A file that was not there before, to write into; or a sentence that says why not. Nothing is ever overwritten. */
export const newFile = async (
  path: string,
): Promise<{ readonly stream: Writable } | { readonly error: string }> => {
  try {
    const file = await open(path, "wx");
    return { stream: file.createWriteStream() };
  } catch (error) {
    const coded = codedSchema.safeParse(error);
    const why = coded.success ? WHY[coded.data.code] : undefined;
    if (why === undefined) throw error;
    return { error: `${path}: ${why}` };
  }
};
