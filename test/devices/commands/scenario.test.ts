import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeScenario } from "#devices/commands/scenario.ts";
import { findProfile } from "#devices/registry.ts";
import { framesOf, replayClock } from "#devices/replay/frames.ts";
import { readTrace } from "#devices/traces/read-trace.ts";
import { SCENARIO_HAZARDS } from "#devices/traces/scenarios/scenario.ts";
import { village } from "./command-line.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "scenario-"));
});
afterAll(() => rm(folder, { recursive: true }));

const asked = (name: string, more: object = {}) => ({
  hazard: "flood",
  kind: "event",
  days: "3",
  seed: "7",
  faults: "harsh",
  out: join(folder, `${name}.csv`),
  truth: join(folder, `${name}.json`),
  ...more,
});

const alarmsOf = async (name: string) => {
  const said = await village(
    "backtest",
    ...["--series", join(folder, `${name}.csv`), "--site", join(folder, `${name}.site.yaml`), "--json"],
  );
  expect(said.trouble).toBe("");
  const { unplaced, sites } = JSON.parse(said.out);
  expect(unplaced).toBe(0);
  return sites[0].hazards[0].alarms as readonly { readonly from: string; readonly highest: string }[];
};

const written = async (name: string, more: object = {}) => {
  const options = asked(name, more);
  expect((await writeScenario(options)).troubles).toEqual([]);
  const csv = await readFile(options.out, "utf8");
  return { csv, truth: JSON.parse(await readFile(options.truth, "utf8")) };
};

describe("a scenario that is written", () => {
  it.each(Object.keys(SCENARIO_HAZARDS))(
    "is a trace that can be replayed as frames of its devices: %s",
    async (hazard) => {
      const { csv, truth } = await written(`replay-${hazard}`, { hazard });
      const read = readTrace(csv);
      if ("errors" in read) throw new Error(read.errors.join("\n"));
      const profiles = new Map<string, string>(
        truth.devices.map((one: { devEui: string; profileId: string }) => [one.devEui, one.profileId]),
      );
      const clock = replayClock(read.trace, { exerciseId: "scenario", startedAt: 0, speed: 60 });
      const sent = framesOf(
        read.trace,
        ({ devEui = "" }) => {
          const profile = findProfile(profiles.get(devEui) ?? "");
          if (profile === undefined) throw new Error(`${devEui} has no model`);
          return { devEui, profile };
        },
        clock,
      );
      if ("error" in sent) throw new Error(sent.error);
      expect(sent.frames).toHaveLength(read.trace.length);
      const count = (kind: string) =>
        truth.faults.filter((fault: { kind: string }) => fault.kind === kind).length;
      // Copies and what cannot be read are no readings of the history; a garbled frame may come twice.
      expect(sent.readings).toBeLessThanOrEqual(
        read.trace.length - Math.max(count("duplicate"), count("garbage")),
      );
      expect(sent.readings).toBeGreaterThanOrEqual(read.trace.length - count("duplicate") - count("garbage"));
    },
  );

  it("is the same for the same seed, and its truth has instants that people can read", async () => {
    const [one, again] = [await written("one"), await written("again")];
    expect(again).toEqual(one);
    expect(one.truth.events[0].from).toMatch(/^2026-05-0\dT/);
    expect(one.truth.request).toMatchObject({ hazard: "flood", seed: 7 });
  });

  it("takes its faults from a file", async () => {
    const faults = join(folder, "rates.yaml");
    await writeFile(faults, "garbage: 1\n");
    const { truth } = await written("file", { faults });
    expect(new Set(truth.faults.map(({ kind }: { kind: string }) => kind))).toEqual(new Set(["garbage"]));
  });
});

describe("the site of a scenario", () => {
  it.each(
    Object.entries(SCENARIO_HAZARDS).flatMap(([hazard, { places }]) =>
      places.map((place) => [hazard, place] as const),
    ),
  )("stands beside its trace as a back-test reads it: %s, %s", async (hazard, place) => {
    const name = `site-${place}`;
    await written(name, { hazard, place, kind: "quiet", days: "1", faults: "none" });
    expect(await alarmsOf(name)).toEqual([]);
  });

  it("has its events found, without a word more", async () => {
    const { truth } = await written("found", { faults: "none" });
    const [alarm] = await alarmsOf("found");
    expect(Date.parse(alarm?.from ?? "")).toBeGreaterThanOrEqual(Date.parse(truth.events[0].from));
    expect(Date.parse(alarm?.from ?? "")).toBeLessThan(Date.parse(truth.events[0].to));
    expect(alarm?.highest).toBe("danger");
  });

  it("goes where somebody says, and over no file that is there", async () => {
    const site = join(folder, "elsewhere.yaml");
    await written("elsewhere", { site, days: "1" });
    expect(await readFile(site, "utf8")).toContain("reference: drain");
    const again = await writeScenario(asked("again-elsewhere", { site, days: "1" }));
    expect(again.troubles).toEqual([`--site: ${site}: there is such a file already`]);
  });
});

describe("a scenario that cannot be", () => {
  it.each([
    [
      "a hazard of its own",
      { hazard: "lava" },
      "--hazard: one of flood, hill_fire, wild_pig, illegal_dumping is expected",
    ],
    [
      "a place of another hazard",
      { place: "graves" },
      "--place: one of drain, road, river, quay is expected",
    ],
    ["no days", { days: "0" }, "--days: a number from 0.1 to 3660 is expected"],
    ["half a seed", { seed: "1.5" }, "--seed: a whole number from 0 to 4294967295 is expected"],
    [
      "a local time",
      { start: "2026-09-08" },
      "--start: an instant like 2026-09-08T22:30:00+08:00 is expected",
    ],
    ["all of it quiet", { quietDays: "3" }, "--quiet-days: 3 leave nothing of the 3 days"],
    [
      "no such faults",
      { faults: "nowhere.yaml" },
      "--faults: none, usual, harsh or a file is expected; nowhere.yaml: there is no such file",
    ],
  ])("is refused by the option that is wrong: %s", async (_, more, sentence) => {
    expect((await writeScenario(asked("refused", more))).troubles).toEqual([sentence]);
  });

  it("is refused by the fault that is no share", async () => {
    const faults = join(folder, "wrong.yaml");
    await writeFile(faults, "spike: often\n");
    expect((await writeScenario(asked("refused", { faults }))).troubles).toEqual([
      `--faults: ${faults}, spike: a share of the days is expected, from 0 to 1`,
    ]);
  });
});
