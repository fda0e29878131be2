import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { describe, expect, it } from "vitest";
import { normalise } from "#devices/commands/normalise.ts";
import { FRAME, UPLINKS } from "#test/devices/network-servers/documents.ts";

const checkout = fileURLToPath(new URL("../../../", import.meta.url));
const NOW = Date.parse("2026-09-08T16:00:00Z");
const documents = Object.values<Readonly<Record<string, unknown>>>(UPLINKS);
const uplinksIn = ({ lines }: { readonly lines: readonly string[] }): unknown[] =>
  lines.map((line) => JSON.parse(line));
const join = {
  deviceInfo: { devEui: FRAME.devEui },
  time: "2026-09-08T15:40:00Z",
  devAddr: "00b96cd4",
};
const ndjson = (...each: readonly unknown[]): string => each.map((one) => JSON.stringify(one)).join("\n");

describe("village normalise", () => {
  it("brings every network server's document into the one shape, a line each", () => {
    const outcome = normalise(ndjson(...documents), NOW);
    expect(outcome.troubles).toEqual([]);
    expect(uplinksIn(outcome)).toHaveLength(documents.length);
    for (const uplink of uplinksIn(outcome)) expect(uplink).toMatchObject(FRAME);
  });

  it("takes one document on many lines, a list, and documents inside of others", () => {
    const [document] = documents;
    expect(uplinksIn(normalise(JSON.stringify(document, null, 2), NOW))).toHaveLength(1);
    expect(uplinksIn(normalise(`\uFEFF${JSON.stringify(documents)}\r\n`, NOW))).toHaveLength(
      documents.length,
    );
    const wrapped = [
      { source: "manual", document },
      { server: "ChirpStack", payload: document },
    ];
    expect(uplinksIn(normalise(ndjson(...wrapped), NOW))).toHaveLength(2);
  });

  it("names events beside uplinks without failing", () => {
    const outcome = normalise(ndjson(join, documents[0]), NOW);
    expect(outcome.troubles).toEqual([]);
    expect(outcome.lines).toHaveLength(1);
    expect(outcome.notes).toEqual([
      `document 1: no uplink but an event: join of device ${FRAME.devEui} (chirpstack-v4)`,
    ]);
  });

  it("fails with a reason when there is no uplink at all", () => {
    expect(normalise(JSON.stringify(join), NOW)).toMatchObject({
      lines: [],
      troubles: [expect.stringContaining("document 1: no uplink but an event: join")],
    });
    expect(normalise(" \n", NOW).troubles).toEqual(["there is no document: JSON is expected"]);
  });

  it("prints what it can and fails with the number of the document and its field", () => {
    const broken = { ...UPLINKS["chirpstack-v4"], fCnt: "many" };
    const outcome = normalise(`${ndjson(documents[0], broken)}\n\nnonsense\n${ndjson({ a: 1 })}`, NOW);
    expect(outcome.lines).toHaveLength(1);
    expect(outcome.troubles).toEqual([
      "document 2: fCnt: a number from 0 to 4294967295 is expected",
      "document 3: this is not JSON",
      expect.stringContaining("document 4: no document of a known network server"),
    ]);
  });

  it("says what was unusual: a mended time, an exercise, no time at all", () => {
    const { publishedAt: _, ...timeless } = UPLINKS["chirpstack-v3"];
    const Exercise = { exerciseId: "drill", traceStart: 0, startedAt: 0, speed: 1 };
    const odd = [
      { ...UPLINKS["milesight-gateway"], time: "2026-0908T15:41:00Z" },
      { ...UPLINKS.thingpark, Exercise },
      timeless,
    ];
    const outcome = normalise(ndjson(...odd), NOW);
    expect(outcome.troubles).toEqual([]);
    expect(outcome.notes).toEqual([
      "document 1: time: 2026-0908T15:41:00Z was read as 2026-09-08T15:41:00.000Z",
      "document 2: it belongs to the exercise drill",
      "document 3: it has no time of its own: the present one was taken",
    ]);
    expect(outcome.lines[2]).toContain('"receivedAt":"2026-09-08T16:00:00.000Z"');
  });

  it("reads what is piped in, notes on the error stream, and ends with 0", { timeout: 30_000 }, async () => {
    const run = await execa(process.execPath, ["devices/village.ts", "normalise", "-"], {
      cwd: checkout,
      input: ndjson(join, documents[0]),
    });
    expect(run.stdout.split("\n")).toHaveLength(1);
    expect(JSON.parse(run.stdout)).toMatchObject(FRAME);
    expect(run.stderr).toContain("join of device");
  });

  it("says once that a file is something else altogether, however many lines it has", () => {
    const { lines, troubles } = normalise("a picture\nor a program\n".repeat(200), NOW);
    expect([lines, troubles]).toEqual([[], ["this is not JSON, neither as a whole nor line by line"]]);
  });

  it("ends with 1 and a sentence when the file is not there", { timeout: 30_000 }, async () => {
    const run = await execa(process.execPath, ["devices/village.ts", "normalise", "no-such.json"], {
      cwd: checkout,
      reject: false,
    });
    expect(run.exitCode).toBe(1);
    expect(run.stderr).toBe("no-such.json: there is no such file");
  });
});
