import { writeFile } from "node:fs/promises";
import * as z from "zod";

const WHY: Readonly<Record<string, string>> = {
  ENOENT: "there is no such folder",
  EISDIR: "this is a folder",
  EACCES: "it may not be written",
};

const codedSchema = z.object({ code: z.string() });

/** Writes a page, in the place of an older one; or says in a sentence why it cannot. */
export const writePage = async (
  path: string,
  html: string,
): Promise<{ readonly path: string } | { readonly error: string }> => {
  try {
    await writeFile(path, html);
    return { path };
  } catch (error) {
    const coded = codedSchema.safeParse(error);
    const why = coded.success ? WHY[coded.data.code] : undefined;
    if (why === undefined) throw error;
    return { error: `${path}: ${why}` };
  }
};
