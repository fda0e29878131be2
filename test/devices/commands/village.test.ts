import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CommanderError } from "commander";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { villageProgram } from "#devices/commands/program.ts";
import { profiles } from "#devices/registry.ts";

const checkout = fileURLToPath(new URL("../../../", import.meta.url));
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "village-"));
});
afterAll(() => rm(folder, { recursive: true }));

const inFolder = async (name: string, text: string): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
};

const NO_ENDPOINT = { AWS_ENDPOINT_URL: "", AWS_REGION: "", AWS_DEFAULT_REGION: "" };

/** Runs the command line as a person does, within this process; without an endpoint unless one is given. */
const village = async (args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
  const seen = { out: "", trouble: "" };
  for (const [name, value] of Object.entries({ ...NO_ENDPOINT, ...env })) vi.stubEnv(name, value);
  const program = villageProgram(({ lines, troubles }) => {
    seen.out += lines.join("\n");
    seen.trouble += troubles.join("\n");
  });
  const spoken = {
    writeOut: (text: string) => {
      seen.out += text;
    },
    writeErr: (text: string) => {
      seen.trouble += text;
    },
  };
  for (const command of [program, ...program.commands]) command.exitOverride().configureOutput(spoken);
  try {
    await program.parseAsync(args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { code: error.exitCode, ...seen };
  } finally {
    vi.unstubAllEnvs();
  }
  return { code: seen.trouble === "" ? 0 : 1, ...seen };
};

/** A port on which nobody listens. */
const closedPort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("a port is expected");
  return address.port;
};

const UDL = ["--profile", "milesight/em500-udl"];

describe("village decode", () => {
  it("prints what a frame says, as JSON", async () => {
    const { code, out } = await village(["decode", ...UDL, "--hex", "01 75 64 03 82 1e 00"]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      profile: "milesight/em500-udl",
      fPort: 85,
      measurements: [
        { quantity: "battery_level", unit: "%", value: 100 },
        { quantity: "distance", unit: "m", value: 0.03 },
      ],
      information: {},
      warnings: [],
      errors: [],
    });
  });

  it("prints what could be read of a broken frame, says what is wrong, and fails", async () => {
    const { code, out, trouble } = await village(["decode", ...UDL, "--hex", "0x0175640382"]);
    expect(code).toBe(1);
    expect(JSON.parse(out).measurements).toEqual([{ quantity: "battery_level", unit: "%", value: 100 }]);
    expect(trouble).toBe("not read to its end: byte 3: distance (03 82) needs 2 B, the frame has 0 B left");
  });

  it("takes upper-case digits, and gives history its own time", async () => {
    const { code, out } = await village(["decode", ...UDL, "--port", "85", "--hex", "20CE204DA06AA00F"]);
    expect([code, JSON.parse(out).measurements]).toEqual([
      0,
      [{ quantity: "distance", unit: "m", value: 4, measuredAt: "2026-09-08T18:00:00.000Z" }],
    ]);
  });

  it.each([
    [[...UDL, "--hex", "0175zz"], '--hex: "z" at digit 5 is no hexadecimal digit'],
    [[...UDL, "--hex", "017"], "--hex: 3 digits make no whole bytes"],
    [[...UDL, "--hex", "0175", "--port", "900"], '--port: "900" is no LoRaWAN port, 0 to 255'],
    [
      ["--profile", "acme/x", "--hex", "00"],
      `--profile: no model is called "acme/x"; known: ${profiles.map(({ id }) => id).join(", ")}`,
    ],
  ])("refuses %j", async (args, sentence) => {
    expect(await village(["decode", ...args])).toEqual({ code: 1, out: "", trouble: sentence });
  });
});

describe("village profiles", () => {
  it("lists the models for people and for programs", async () => {
    expect((await village(["profiles"])).out).toContain("milesight/em500-udl\n  Milesight EM500-UDL:");
    const listed: { readonly id: string }[] = JSON.parse((await village(["profiles", "--json"])).out);
    expect(listed.find(({ id }) => id === "milesight/em500-udl")).toMatchObject({
      heartbeatS: 600,
      defaultFPort: 85,
      reportBytes: 7,
      lowestDataRate: 2,
      downlink: true,
    });
  });

  it("says what a report costs on the radio, and whether its interval can be set", async () => {
    const { out } = await village(["profiles"]);
    expect(out).toContain(
      "reports every 600 s on port 85 as delivered, 29 B: from DR3 on (AS923-1, 400 ms)\n  report interval by downlink: yes",
    );
  });
});

describe("village provision", () => {
  it("refuses nonsense by line and field, before it looks for an endpoint", async () => {
    const path = await inFolder("village.yaml", "villageId: Lam Tsuen\n");
    const { code, trouble } = await village(["provision", path]);
    expect(code).toBe(1);
    expect(trouble).toContain("was not registered:\n  line 1, villageId: an id is 1-40 of a-z, 0-9 and -");
  });

  it("rewrites no past without a reason", async () => {
    const { code, trouble } = await village(["provision", "cdk/config/pilot.yaml", "--rewrite-past"]);
    expect([code, trouble]).toEqual([1, '--rewrite-past needs --reason "...": it is kept with the version.']);
  });

  it("says that there is no such file", async () => {
    const { code, trouble } = await village(["provision", "no-such.yaml"]);
    expect([code, trouble]).toEqual([1, "no-such.yaml: there is no such file"]);
  });

  it("says that the endpoint does not answer", async () => {
    const AWS_ENDPOINT_URL = `http://127.0.0.1:${await closedPort()}`;
    const { code, trouble } = await village(["provision", "cdk/config/pilot.yaml"], { AWS_ENDPOINT_URL });
    expect(code).toBe(1);
    expect(trouble).toMatch(/^http:\/\/127\.0\.0\.1:\d+ does not answer \(ECONNREFUSED\)\. Is it running\?/);
  });
});

describe("village maintain", () => {
  it("refuses nonsense before it looks for an endpoint", async () => {
    const { code, trouble } = await village(["maintain", "020000fffe000001", "--for", "2"]);
    expect([code, trouble]).toEqual([1, '--for: "2" is no time from 1m to 7d, like 2h or 90m']);
  });
});

describe("village downlink", () => {
  it("refuses nonsense before it looks for an endpoint", async () => {
    const { code, trouble } = await village(["downlink", "020000fffe000001", "interval=5"]);
    expect([code, trouble]).toEqual([
      1,
      'interval: "5" is no time in whole seconds with its unit, like 5m or 90s',
    ]);
  });

  it("says that the endpoint does not answer", async () => {
    const AWS_ENDPOINT_URL = `http://127.0.0.1:${await closedPort()}`;
    const { code, trouble } = await village(["downlink", "020000fffe000001", "--status"], {
      AWS_ENDPOINT_URL,
    });
    expect(code).toBe(1);
    expect(trouble).toContain("does not answer (ECONNREFUSED)");
  });
});

describe("village replay", () => {
  const STORM = "devices/traces/storm-at-wai-tau.csv";

  it("says by file, line and column what is wrong with a trace", async () => {
    const path = await inFolder("bad.csv", "time,distance_m\n0,2.9\n60,deep\n");
    const { code, trouble } = await village(["replay", path]);
    expect(code).toBe(1);
    expect(trouble).toBe(
      `${path}: line 3, distance_m: a number of metres is expected, with a point for decimals, not "deep"`,
    );
  });

  it("says that a trace is empty", async () => {
    const path = await inFolder("empty.csv", "");
    expect((await village(["replay", path])).trouble).toContain("the trace is empty");
  });

  it("says by file, document and field what is wrong with a recording", async () => {
    const path = await inFolder("bad.ndjson", '{"devEUI":"020000fffe000001","fPort":85,"fCnt":-1}\n');
    const { code, trouble } = await village(["replay", path]);
    expect(code).toBe(1);
    expect(trouble).toMatch(new RegExp(`^${path}: document 1: [a-zA-Z]+: `));
  });

  it("says what is wrong with a ground truth", async () => {
    const path = await inFolder(
      "truth.json",
      '[{"time": 0, "level": "high", "messageType": "Alert", "recipients": []}]',
    );
    const { code, trouble } = await village(["replay", STORM, "--expect", path]);
    expect(code).toBe(1);
    expect(trouble).toContain(`${path}, 0.level: `);
    const noise = await inFolder("noise.json", "{");
    expect((await village(["replay", STORM, "--expect", noise])).trouble).toBe(`${noise}: this is no JSON`);
  });

  it.each([
    [[], "give either a file or --real floodnet:EVENT_ID"],
    [[STORM, "--real", "floodnet:FN00031"], "give either a file or --real floodnet:EVENT_ID"],
    [["--real", "rain"], '--real: "rain" is no recorded flood; they are named like floodnet:FN00031'],
    [
      [STORM, "--speed", "fast"],
      "argument 'fast' is invalid. A number above 0 and up to 100000 is expected.",
    ],
    [[STORM, "--device", "12"], "argument '12' is invalid. A DevEUI is 16 hexadecimal digits."],
    [[STORM, "--via", "pigeon"], "argument 'pigeon' is invalid. Allowed choices are iot, queue."],
  ])("refuses %j", async (args, sentence) => {
    const { code, trouble } = await village(["replay", ...args]);
    expect(code).toBe(1);
    expect(trouble).toContain(sentence);
  });

  it("goes to no endpoint but this machine's unless it is agreed to", async () => {
    expect((await village(["replay", STORM])).trouble).toContain("AWS (ap-east-1) is not this machine.");
    const AWS_ENDPOINT_URL = "https://aws.example.hk";
    const { code, trouble } = await village(["replay", STORM], { AWS_ENDPOINT_URL });
    expect(code).toBe(1);
    expect(trouble).toContain("https://aws.example.hk is not this machine.");
    expect(trouble).toContain("--yes");
  });

  it("says that the endpoint does not answer", async () => {
    const AWS_ENDPOINT_URL = `http://127.0.0.1:${await closedPort()}`;
    const { code, trouble } = await village(["replay", STORM], { AWS_ENDPOINT_URL });
    expect([code, trouble.split("\n").length]).toEqual([1, 1]);
    expect(trouble).toContain("does not answer (ECONNREFUSED)");
  });
});

describe("village export", () => {
  const ASKED = ["--site", "wai-tau-bridge", "--from", "2026-09-08T14:30:00Z", "--to"];

  it.each([
    [[...ASKED, "tomorrow"], '--to: "tomorrow" is no instant'],
    [ASKED.slice(0, 4), "required option '--to <instant>' not specified"],
  ])("refuses %j", async (args, sentence) => {
    const { code, trouble } = await village(["export", ...args]);
    expect(code).toBe(1);
    expect(trouble).toContain(sentence);
  });

  it("says that the endpoint does not answer", async () => {
    const AWS_ENDPOINT_URL = `http://127.0.0.1:${await closedPort()}`;
    const { trouble } = await village(["export", ...ASKED, "2026-09-08T16:00:00Z"], { AWS_ENDPOINT_URL });
    expect(trouble).toContain("does not answer (ECONNREFUSED)");
  });
});

describe("help", () => {
  it.each([
    "decode",
    "profiles",
    "provision",
    "versions",
    "maintain",
    "downlink",
    "replay",
    "export",
    "record",
  ])("is there for %s", async (command) => {
    const { code, out } = await village([command, "--help"]);
    expect(code).toBe(0);
    expect(out).toContain(`Usage: village ${command}`);
  });
});

/** A machine with other work takes seconds to start Node.js. */
const PROCESS_MS = 30_000;

describe("the process", { timeout: PROCESS_MS }, () => {
  const run = (args: readonly string[]) =>
    execa("node", ["devices/village.ts", ...args], { cwd: checkout, preferLocal: true, reject: false });

  it("ends with 0 when all went well, with 1 and a sentence on the error stream when not", async () => {
    const good = await run(["profiles"]);
    expect([good.exitCode, good.stderr]).toEqual([0, ""]);
    const bad = await run(["replay", "no-such.csv"]);
    expect([bad.exitCode, bad.stdout, bad.stderr]).toEqual([1, "", "no-such.csv: there is no such file"]);
  });
});
