import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import type { ReadRecording } from "#devices/commands/backtest/read-recording.ts";
import { applyFile, type Services } from "#devices/commands/provisioning/apply-file.ts";
import { tryThresholds } from "#devices/commands/provisioning/try-thresholds.ts";
import { parseVillageFile, type ReadVillageFile } from "#devices/commands/village-file.ts";
import { depths, flood, minute } from "#test/devices/backtest/lam-kam-road.ts";

const read = async (change: (text: string) => string = (text) => text): Promise<ReadVillageFile> => {
  const text = await readFile(new URL("../../../../cdk/config/pilot.yaml", import.meta.url), "utf8");
  const file = parseVillageFile(change(text));
  if ("faults" in file) throw new Error(file.faults.join("\n"));
  return file;
};
const stricter = (text: string): string => text.replace("advisoryM: 0.1,", "advisoryM: 0.06,");

const rows = depths(flood(0.36, 0.02));
const recording: ReadRecording = {
  rows,
  quantities: ["distance"],
  namesDevices: false,
  notes: [],
  series: { rows, elsewhere: 0, empty: 0, malformed: 0, faults: [], sorted: false },
};

const standing = async () => {
  const { recipients, ...village } = (await read()).village;
  return { village, recipients };
};

/** Runs the provisioning of a file as a dry run against what stands; everything that it said. */
const dryRun = async (file: ReadVillageFile, tryOn?: Services["tryOn"]) => {
  const said: string[] = [];
  const registered = { ...(await standing()), version: 1, replan: [], by: "wong", at: minute(0) };
  const services: Services = {
    clock: { now: () => minute(0) },
    registration: {
      read: () => Promise.resolve(registered),
      ownerOf: () => Promise.resolve(undefined),
      apply: () => Promise.reject(new Error("a dry run writes nothing")),
      settleReplan: () => Promise.resolve("written"),
    } as unknown as Services["registration"],
    states: { read: () => Promise.resolve(undefined) } as unknown as Services["states"],
    show: (lines) => said.push(...lines),
    agree: () => Promise.resolve(undefined),
    tryOn,
  };
  const options = { dryRun: true, by: "wong", remove: false, rewritePast: true, reason: "a test" };
  const outcome = await applyFile(file, options, services);
  return { said: said.join("\n"), outcome };
};

describe("thresholds tried on a recording before they are saved", () => {
  it("are held against those that stand: what appears, vanishes, moves", async () => {
    const file = await read(stricter);
    const before = await standing();
    const { said, outcome } = await dryRun(file, () =>
      tryThresholds(before, file.village, recording, undefined),
    );
    expect(said).toContain("Tried at lam-kam-road on 81 rows:");
    expect(said).toMatch(
      /by the file 1 alarm, \d+ alerts, \d+ text messages; by what stands 1 alarm, \d+ alerts/,
    );
    expect(said).toMatch(/Against what stands: \d+ alerts appear, /);
    expect(said).toMatch(/~ moves {2}2026-09-08 22:07:00 {2}flood advisory, from normal: 2 min earlier/);
    expect(outcome.lines).toEqual(["Nothing was written: this was a dry run."]);
  });

  it("are offered to be tried where they change, and only there", async () => {
    expect((await dryRun(await read(stricter))).said).toContain(
      "Thresholds change at lam-kam-road: --backtest recording.csv tries them on a recording first",
    );
    const renamed = await read((text) => text.replace("en: Lam Kam Road", "en: Lam Kam Rd"));
    expect((await dryRun(renamed)).said).not.toContain("--backtest");
  });

  it("stop the provisioning when nobody said which site the recording is of", async () => {
    const file = await read((text) => text.replace("en: Lam Kam Road", "en: Lam Kam Rd"));
    const before = await standing();
    const { outcome } = await dryRun(file, () => tryThresholds(before, file.village, recording, undefined));
    expect(outcome.troubles.join("\n")).toContain(
      "--backtest: --site-id: say which site of the village; there are: wai-tau-bridge, lam-kam-road",
    );
  });

  it("of a site that is new stand by themselves", async () => {
    const file = await read();
    const told = tryThresholds(
      { village: undefined, recipients: [] },
      file.village,
      recording,
      "lam-kam-road",
    );
    expect(told).toEqual({
      lines: [
        "Tried at lam-kam-road on 81 rows:",
        expect.stringMatching(
          /by the file 1 alarm, \d+ alerts, \d+ text messages; the site is not registered yet/,
        ),
      ],
    });
  });
});
