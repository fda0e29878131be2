import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pythonEnvironment } from "#cdk/local/python-environment.ts";

let room: string;
let requirements: string;

beforeAll(async () => {
  room = await mkdtemp(join(tmpdir(), "village-watch-python-"));
  requirements = join(room, "requirements.txt");
  await writeFile(requirements, "nothing==1.0 --hash=sha256:00\n");
});
afterAll(() => rm(room, { recursive: true, force: true }));

const place = (...candidates: string[]) => ({ folder: join(room, "none"), requirements, candidates });

/** An interpreter that does nothing but say how old it is. */
const interpreter = async (version: string): Promise<string> => {
  const path = join(room, `python-${version.replace(" ", ".")}`);
  await writeFile(
    path,
    `#!/bin/sh\nif [ "$1" = -c ]; then echo "${version}"; else echo "no venv here"; exit 1; fi\n`,
  );
  await chmod(path, 0o755);
  return path;
};

describe("the emulator's Python environment", () => {
  it("says in one sentence what to do on a machine without Python", async () => {
    expect(await pythonEnvironment(place("no-such-python"))).toEqual({
      error: expect.stringMatching(
        /^The emulator needs Python 3\.10 or later, and none was found\. Install one/,
      ),
    });
  });

  it("says which Python is too old", async () => {
    expect(await pythonEnvironment(place(await interpreter("3 9"), await interpreter("2 7")))).toEqual({
      error: expect.stringContaining("only 3.9, 2.7 was found"),
    });
  });

  it("passes over one that is too old to one that is not, and says what that one lacks", async () => {
    expect(await pythonEnvironment(place(await interpreter("3 9"), await interpreter("3 12")))).toEqual({
      error: expect.stringMatching(/python3-venv[\s\S]*no venv here/),
    });
  });
});
