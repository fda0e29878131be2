import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { execa } from "execa";
import { median } from "./median.ts";

export interface BundleFigures {
  readonly function: string;
  /** Minified JavaScript, without the source map. */
  readonly bytes: number;
  readonly gzippedBytes: number;
  /** Import in a fresh process of this machine, median of some: what a cold start adds to Node's own. */
  readonly coldImportMs: number;
}

const IMPORTS = 5;
const IMPORT = [
  "const { pathToFileURL } = await import('node:url');",
  "const start = performance.now();",
  "await import(pathToFileURL(process.argv[1]).href);",
  "process.stdout.write(String(performance.now() - start));",
  "process.exit(0);",
].join("");

interface Resource {
  readonly Type: string;
  readonly Properties?: {
    readonly FunctionName?: unknown;
    readonly Environment?: { readonly Variables?: Readonly<Record<string, unknown>> };
  };
  readonly Metadata?: { readonly "aws:asset:path"?: string };
}

interface Bundle {
  readonly name: string;
  readonly path: string;
  /** Names of the environment variables that it is given. */
  readonly variables: readonly string[];
}

/** The very bundles that would be deployed: synthesised, found through the templates, measured. */
export const bundles = async (checkout: string): Promise<readonly BundleFigures[]> => {
  const assembly = await mkdtemp(join(tmpdir(), "village-watch-bench-"));
  try {
    await execa("cdk", ["synth", "**", "--quiet", "--output", assembly], {
      cwd: checkout,
      preferLocal: true,
    });
    const found = await functionsIn(assembly);
    const figures: BundleFigures[] = [];
    for (const bundle of found) figures.push(await measure(bundle));
    return figures;
  } finally {
    await rm(assembly, { recursive: true, force: true });
  }
};

const functionsIn = async (assembly: string): Promise<readonly Bundle[]> => {
  const files = await readdir(assembly, { recursive: true });
  const templates = files.filter((file) => file.endsWith(".template.json"));
  const found = await Promise.all(
    templates.map(async (file) => {
      const template = JSON.parse(await readFile(join(assembly, file), "utf8"));
      const resources: readonly Resource[] = Object.values(template.Resources ?? {});
      return resources.flatMap(({ Type, Properties, Metadata }) => {
        const asset = Metadata?.["aws:asset:path"];
        const name = Properties?.FunctionName;
        return Type === "AWS::Lambda::Function" && typeof name === "string" && asset !== undefined
          ? [
              {
                name,
                path: join(assembly, file, "..", asset, "index.mjs"),
                variables: Object.keys(Properties?.Environment?.Variables ?? {}),
              },
            ]
          : [];
      });
    }),
  );
  return found.flat().sort((a, b) => a.name.localeCompare(b.name));
};

const measure = async ({ name, path, variables }: Bundle): Promise<BundleFigures> => {
  // Any value will do: nothing is called, only imported.
  const values = variables
    .filter((variable) => variable !== "NODE_OPTIONS")
    .map((variable) => [variable, "bench"]);
  const times: number[] = [];
  for (let index = 0; index < IMPORTS; index += 1) {
    const { stdout } = await execa("node", ["--input-type=module", "-e", IMPORT, path], {
      preferLocal: true,
      env: { ...Object.fromEntries(values), AWS_REGION: "ap-east-1" },
    });
    times.push(Number(stdout));
  }
  const { size } = await stat(path);
  return {
    function: name,
    bytes: size,
    gzippedBytes: gzipSync(await readFile(path)).length,
    coldImportMs: Math.round(median(times)),
  };
};
