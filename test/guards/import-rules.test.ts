import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const checkout = fileURLToPath(new URL("../../", import.meta.url));
let house: string;

beforeAll(async () => {
  house = await mkdtemp(join(tmpdir(), "village-watch-house-"));
  const configuration = JSON.parse(await readFile(join(checkout, "biome.json"), "utf8"));
  const { $schema: _, vcs: __, ...rest } = configuration;
  await writeFile(join(house, "biome.json"), JSON.stringify(rest));
});
afterAll(() => rm(house, { recursive: true, force: true }));

interface Finding {
  readonly category: string;
  readonly location: { readonly path: string };
}

/** What the linter says of some files, as `path rule`. */
const findings = async (files: Readonly<Record<string, string>>): Promise<readonly string[]> => {
  const room = await mkdtemp(join(house, "room-"));
  await writeFile(join(room, "biome.json"), await readFile(join(house, "biome.json")));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(room, path)), { recursive: true });
    await writeFile(join(room, path), text);
  }
  const biome = join(checkout, "node_modules/.bin/biome");
  const { stdout } = await execa(biome, ["lint", "--reporter=json", "."], { cwd: room, reject: false });
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: readonly Finding[] };
  return diagnostics.map(({ category, location }) => `${location.path} ${category.split("/").at(-1)}`);
};

const importing = (specifier: string): string =>
  `import { thing } from "${specifier}";\nexport const it = thing;\n`;

/** Folder, what it must never import, what it may. */
const RULES: readonly (readonly [folder: string, barred: readonly string[], allowed: readonly string[]])[] = [
  [
    "shared/domain",
    ["#shared/rules/fold.ts", "@aws-sdk/client-sqs", "node:fs", "date-fns"],
    ["zod", "./level.ts"],
  ],
  [
    "shared/rules",
    [
      "@aws-sdk/client-sqs",
      "node:fs",
      "#shared/events/alert.ts",
      "#shared/alerting/plan.ts",
      "#shared/adapters/a.ts",
    ],
    ["#shared/domain/level.ts", "./fold.ts"],
  ],
  [
    "shared/alerting",
    ["@aws-sdk/client-sqs", "node:fs", "#shared/rules/fold.ts", "#shared/adapters/a.ts", "#functions/a/a.ts"],
    ["#shared/domain/level.ts", "date-fns"],
  ],
  [
    "shared/events",
    ["@aws-sdk/client-sqs", "#shared/rules/fold.ts", "#devices/registry.ts"],
    ["#shared/domain/level.ts", "zod"],
  ],
  [
    "shared/adapters",
    [
      "#functions/a/a.ts",
      "#devices/registry.ts",
      "#shared/rules/fold.ts",
      "#shared/alerting/plan.ts",
      "#cdk/app.ts",
    ],
    ["@aws-sdk/client-sqs", "#shared/domain/level.ts", "#shared/events/alert.ts"],
  ],
  [
    "devices",
    ["@aws-sdk/client-sqs", "#functions/a/a.ts", "#shared/rules/fold.ts"],
    ["#shared/domain/level.ts", "./lib/tlv.ts"],
  ],
  [
    "devices/backtest",
    ["@aws-sdk/client-sqs", "#functions/a/a.ts", "#shared/adapters/a.ts", "#cdk/app.ts"],
    ["#shared/rules/fold.ts", "#shared/alerting/plan.ts", "#shared/domain/level.ts"],
  ],
  [
    "devices/scoreboard",
    ["@aws-sdk/client-sqs", "#functions/a/a.ts", "#shared/adapters/a.ts", "#cdk/app.ts"],
    ["#devices/backtest/run-backtest.ts", "#shared/rules/hazards.ts"],
  ],
  ["devices/lib", ["@aws-sdk/client-sqs", "node:fs", "#devices/registry.ts"], ["#shared/domain/level.ts"]],
  [
    "devices/commands",
    ["#functions/a/a.ts", "#cdk/app.ts"],
    ["@aws-sdk/client-sqs", "#shared/adapters/a.ts"],
  ],
  [
    "functions/plan-alerts",
    ["#functions/b/b.ts", "../ingest-uplinks/a.ts", "#cdk/app.ts"],
    ["#shared/rules/fold.ts", "#devices/registry.ts"],
  ],
  [
    "dashboards/board",
    ["@aws-sdk/client-s3", "#shared/adapters/a.ts", "#shared/rules/fold.ts"],
    ["#shared/domain/level.ts"],
  ],
  [
    "cdk/stacks",
    ["#functions/a/a.ts", "#shared/domain/level.ts", "#devices/registry.ts"],
    ["#shared/events/alert.ts", "aws-cdk-lib"],
  ],
];

describe("who may import what", () => {
  it.each(RULES)("%s is kept in its place by the linter", async (folder, barred, allowed) => {
    const files = Object.fromEntries([
      ...barred.map((specifier, index) => [`${folder}/barred-${index}.ts`, importing(specifier)]),
      ...allowed.map((specifier, index) => [`${folder}/allowed-${index}.ts`, importing(specifier)]),
    ]);
    const restricted = (await findings(files)).filter((finding) => finding.endsWith("noRestrictedImports"));
    const expected = barred.map((_, index) => `${folder}/barred-${index}.ts noRestrictedImports`);
    expect([...restricted].sort()).toEqual(expected.sort());
  });

  it("the pure core has no clock, no process and no waiting", async () => {
    const impure =
      "export const now = () => [Date.now(), process.pid, setTimeout(() => 0, 1), fetch('x')];\n";
    const found = await findings({ "shared/rules/impure.ts": impure, "shared/alerting/impure.ts": impure });
    for (const folder of ["shared/rules", "shared/alerting"]) {
      const globals = found.filter((finding) => finding === `${folder}/impure.ts noRestrictedGlobals`);
      expect(globals).toHaveLength(4);
    }
  });

  it("no two files import each other in a circle", async () => {
    const found = await findings({
      "shared/rules/a.ts": 'import { b } from "./b.ts";\nexport const a = () => b;\n',
      "shared/rules/b.ts": 'import { a } from "./a.ts";\nexport const b = () => a;\n',
    });
    expect(found).toContain("shared/rules/a.ts noImportCycles");
  });
});

describe("what the linter will not let pass", () => {
  it.each([
    [
      "a promise nobody waits for",
      "noFloatingPromises",
      "const f = async () => 1;\nexport const g = () => { f(); };\n",
    ],
    [
      "a case that was forgotten",
      "useExhaustiveSwitchCases",
      "export const h = (x: 'a' | 'b') => { switch (x) { case 'a': return 1; } return 2; };\n",
    ],
    ["any", "noExplicitAny", "export const j = (x: any) => x;\n"],
    ["a focused test", "noFocusedTests", 'import { it } from "vitest";\nit.only("x", () => {});\n'],
  ])("%s", async (_, rule, text) => {
    expect(await findings({ "functions/a/sample.test.ts": text })).toContain(
      `functions/a/sample.test.ts ${rule}`,
    );
  });
});
