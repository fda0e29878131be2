import { readFile } from "node:fs/promises";
import type { Plugin } from "esbuild";

/** A schema at the top level of a domain file: `const someSchema = …;` or a shape that schemas share. */
const SCHEMA = /^((?:export )?const \w+(?:Schema|Shape) = )([\s\S]*?);$/gm;

/**
 * Lets a page use the domain's functions without its schemas. To make a schema has no effect, but esbuild cannot know that, so it
 * would keep each of them, and zod (107 kB) with them. Here every schema is marked as what may go when nobody uses it.
 */
export const withoutSchemas: Plugin = {
  name: "without-schemas",
  setup: ({ onLoad }) => {
    onLoad({ filter: /shared[\\/]domain[\\/][\w-]+\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      return { loader: "ts", contents: source.replace(SCHEMA, "$1/* @__PURE__ */ (() => ($2))();") };
    });
  },
};
