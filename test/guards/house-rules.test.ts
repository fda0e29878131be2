import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { beforeAll, describe, expect, it } from "vitest";

const checkout = fileURLToPath(new URL("../../", import.meta.url));
let files: readonly string[] = [];

beforeAll(async () => {
  const { stdout } = await execa("git", ["ls-files"], { cwd: checkout });
  files = stdout.split("\n");
});

const read = (path: string): Promise<string> => readFile(join(checkout, path), "utf8");

/** What may stand at the top of the tree; every further entry needs a reason here. */
const TOP_LEVEL = new Set([
  ...["cdk", "functions", "devices", "shared", "dashboards", "test"],
  ...["cdk.json", "package.json", "package-lock.json", "tsconfig.json", "README.md"],
  ...["requirements.in", "requirements.txt", "compose.yaml", "LICENSE", "CHANGELOG.md"],
  ...["biome.json", "vitest.config.ts"],
  ...[".ci", ".gitignore", ".npmrc"],
]);

const FILE_LINES = 150;

/** Tables and constructors of stacks may be longer; so may tests. */
const mayBeLonger = (path: string): boolean =>
  /^(test|cdk\/(stacks|constructs))\/|^shared\/domain\/quantity\.ts$/.test(path);

describe("the house", () => {
  it("has nothing at the top that was not meant to stand there", () => {
    const top = new Set(files.map((path) => path.split("/")[0] ?? path));
    expect([...top].filter((entry) => !TOP_LEVEL.has(entry))).toEqual([]);
  });

  it("has one subject a file, and files of at most 150 lines", async () => {
    const code = files.filter((path) => path.endsWith(".ts") && !mayBeLonger(path));
    const lengths = await Promise.all(
      code.map(async (path) => ({ path, lines: (await read(path)).trimEnd().split("\n").length })),
    );
    expect(lengths.length).toBeGreaterThan(50);
    expect(lengths.filter(({ lines }) => lines > FILE_LINES)).toEqual([]);
  });

  it("has no rooms for odds and ends", () => {
    const vague = /^(utils?|helpers?|common|misc|managers?|index)(\.|$)/i;
    const rooms = files
      .filter((path) => path.endsWith(".ts"))
      .flatMap((path) => [basename(path), ...path.split("/").slice(0, -1)]);
    expect(rooms.filter((name) => vague.test(name))).toEqual([]);
  });

  it("names no machine and no registry", async () => {
    const told = /\/work\/|\/tmp\/vw|\/root\/|\/\/registry\.|pypi\.org|npmjs\.|deb\.debian/;
    const texts = files.filter((path) =>
      /\.(ts|md|json|ya?ml|txt|in|css|html|csv)$|^\.(ci|npmrc|gitignore)/.test(path),
    );
    const telling = await Promise.all(
      texts
        .filter((path) => !path.startsWith("test/guards/"))
        .map(async (path) => (told.test(await read(path)) ? path : "")),
    );
    expect(telling.filter((path) => path !== "")).toEqual([]);
  });

  it("invents its people: phone numbers and addresses come from reserved ranges", async () => {
    const texts = files.filter(
      (path) => /\.(ts|md|json|ya?ml|csv)$/.test(path) && path !== "package-lock.json",
    );
    const addresses = await Promise.all(
      texts.map(async (path) =>
        [...(await read(path)).matchAll(/\+\d{8,14}\b|[\w.]+@[\w-]+(?:\.[\w-]+)+/g)].map(([found]) => found),
      ),
    );
    const reserved =
      /^\+1202555\d{4}$|@([\w-]+\.)*example(\.hk|\.com|\.org)?$|^success@simulator\.amazonses\.com$|@\d/;
    expect([...new Set(addresses.flat())].filter((address) => !reserved.test(address))).toEqual([]);
  });
});
