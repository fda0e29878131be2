import { describe, expect, it } from "vitest";
import type { ReadRecording } from "#devices/commands/backtest/read-recording.ts";
import { tryThresholds } from "#devices/commands/provisioning/try-thresholds.ts";
import { depths, flood } from "#test/devices/backtest/lam-kam-road.ts";
import { dryRun, read, standing } from "./dry-run.ts";

const stricter = (text: string): string => text.replace("advisoryM: 0.1,", "advisoryM: 0.06,");

const rows = depths(flood(0.36, 0.02));
const recording: ReadRecording = {
  rows,
  quantities: ["distance"],
  namesDevices: false,
  notes: [],
  series: { rows, elsewhere: 0, empty: 0, malformed: 0, faults: [], sorted: false },
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
