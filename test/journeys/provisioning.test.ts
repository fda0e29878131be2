import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { endpointEnvironment } from "#cdk/local/endpoint.ts";

const checkout = fileURLToPath(new URL("../../", import.meta.url));

/** The command line as a person at a terminal without a keyboard has it, against the deployed stacks. */
const village = async (...args: readonly string[]) => {
  const env = endpointEnvironment(inject("endpointUrl"), inject("region"));
  const { exitCode, stdout, stderr } = await execa("node", ["devices/village.ts", ...args], {
    cwd: checkout,
    env,
    preferLocal: true,
    reject: false,
    stdin: "ignore",
  });
  return { exitCode, stdout, stderr };
};

describe("the pilot village, as it was deployed", () => {
  it("is what its file says, and has a first version", async () => {
    const again = await village("provision", "cdk/config/pilot.yaml");
    expect(again).toMatchObject({ exitCode: 0, stderr: "" });
    expect(again.stdout).toContain("Nothing to change: lam-tsuen is registered like this, version 1 by ");
    const versions = await village("versions", "lam-tsuen");
    expect(versions.stdout).toMatch(
      /^Applied \(Hong Kong time\):\n1 {2}\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}\S+$/,
    );
    const kept = await village("versions", "lam-tsuen", "--show", "1");
    expect(kept.stdout).toContain("villageId: lam-tsuen");
    expect(kept.stdout).not.toContain("+12025550143");
  });
});

describe("another village", () => {
  const GAUGE = "020000fffe0000e1";
  let folder = "";
  let file = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "village-"));
    file = join(folder, "sha-lo-tung.yaml");
    const pilot = await readFile(join(checkout, "cdk/config/pilot.yaml"), "utf8");
    const other = pilot
      .replace("villageId: lam-tsuen", "villageId: sha-lo-tung")
      .replace("020000fffe000001", GAUGE);
    await writeFile(file, other);
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("cannot have the pilot's device; without it, it is registered once somebody agrees", async () => {
    const taken = await village("provision", file, "--yes");
    expect(taken.exitCode).toBe(1);
    expect(taken.stderr).toMatch(
      /line \d+, devices\[1\]\.devEui: 020000fffe000002 is registered in the village lam-tsuen/,
    );
    await writeFile(file, (await readFile(file, "utf8")).replace("020000fffe000002", "020000fffe0000e2"));
    const unasked = await village("provision", file);
    expect(unasked.exitCode).toBe(1);
    expect(unasked.stdout).toContain(`+ device ${GAUGE}, reportIntervalS: 60`);
    expect(unasked.stderr).toContain("Agree beforehand with --yes.");
    const agreed = await village("provision", file, "--yes", "--by", "wong");
    expect(agreed).toMatchObject({ exitCode: 0, stderr: "" });
    expect(agreed.stdout).toContain(
      "sha-lo-tung is registered, version 1: 2 sites, 2 devices, 7 recipients.",
    );
  });

  it("takes note of who works at a sensor, and of the end of it", async () => {
    const begun = await village("maintain", GAUGE, "--for", "2h", "--by", "wong");
    expect(begun).toMatchObject({ exitCode: 0, stderr: "" });
    expect(begun.stdout).toContain(`${GAUGE} (wai-tau-bridge, sha-lo-tung) is under maintenance until `);
    expect((await village("maintain", GAUGE, "--end")).stdout).toContain("is no longer under maintenance");
    const twice = await village("maintain", GAUGE, "--end");
    expect(twice.stdout).toBe(`${GAUGE} is not under maintenance.`);
  });
});
