import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newFile } from "#devices/commands/new-file.ts";

describe("a file to write into", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "new-file-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("is new", async () => {
    const path = join(folder, "new.csv");
    const file = await newFile(path);
    if ("error" in file) throw new Error(file.error);
    await pipeline(Readable.from(["one\n", "two\n"]), file.stream);
    expect(await readFile(path, "utf8")).toBe("one\ntwo\n");
  });

  it("never takes the place of another", async () => {
    const path = join(folder, "old.csv");
    await writeFile(path, "kept");
    expect(await newFile(path)).toEqual({ error: `${path}: there is such a file already` });
    expect(await readFile(path, "utf8")).toBe("kept");
  });

  it("needs a folder", async () => {
    const path = join(folder, "nowhere", "new.csv");
    expect(await newFile(path)).toEqual({ error: `${path}: there is no such folder` });
  });
});
