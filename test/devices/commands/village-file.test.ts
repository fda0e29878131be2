import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { parseVillageFile } from "#devices/commands/village-file.ts";

let pilot = "";
beforeAll(async () => {
  pilot = await readFile(new URL("../../../cdk/config/pilot.yaml", import.meta.url), "utf8");
});

const faultsOf = (text: string): readonly string[] => {
  const read = parseVillageFile(text);
  return "faults" in read ? read.faults : [];
};

/** The line on which a text first stands. */
const lineOf = (text: string, part: string): number => text.slice(0, text.indexOf(part)).split("\n").length;

describe("a village's file", () => {
  it("is read: the pilot's", () => {
    const read = parseVillageFile(pilot);
    if ("faults" in read) throw new Error(read.faults.join("\n"));
    expect(read.village).toMatchObject({
      villageId: "lam-tsuen",
      name: { "zh-HK": "林村", en: "Lam Tsuen" },
    });
    expect(read.village.sites.map(({ siteId }) => siteId)).toEqual(["wai-tau-bridge", "lam-kam-road"]);
  });

  it("is refused by line and field when a value is nonsense", () => {
    const broken = pilot.replace("drainDepthM: 2.0", "drainDepthM: -2.0");
    expect(faultsOf(broken)[0]).toBe(
      `line ${lineOf(broken, "drainDepthM: -2.0")}, sites[0].hazards[0].settings.drainDepthM: Too small: expected number to be >=0.05`,
    );
  });

  it("is refused when a field has no such name", () => {
    const broken = pilot.replace("reportIntervalS: 60", "reportInterval: 60");
    expect(faultsOf(broken).join("\n")).toMatch(/^line \d+, devices\[0\]/);
    expect(faultsOf(broken).join("\n")).toContain("reportInterval");
  });

  it("is refused when a device stands at a site that does not exist", () => {
    const broken = pilot.replace("- { siteId: wai-tau-bridge,", "- { siteId: wai-tao-bridge,");
    expect(faultsOf(broken)).toEqual([
      `line ${lineOf(broken, "wai-tao-bridge")}, devices[0].assignments[0].siteId: no site is called wai-tao-bridge`,
    ]);
  });

  it("is refused when two devices, sites or recipients share an id", () => {
    expect(faultsOf(pilot.replaceAll("020000fffe000002", "020000fffe000001"))).toEqual([
      "the file: 020000fffe000001 is listed twice",
    ]);
  });

  it("is refused when nobody watches for its hazard", () => {
    expect(faultsOf(pilot.replace("hazard: flood", "hazard: meteorite")).join()).toMatch(
      /^line \d+, sites\[0\]\.hazards\[0\]\.hazard: no rule watches for the hazard meteorite/,
    );
  });

  it("is refused with the line when it is no YAML at all", () => {
    expect(faultsOf("villageId: [")).toHaveLength(1);
    expect(faultsOf("villageId: [")[0]).toMatch(/^line 1, /);
    expect(faultsOf("")).toHaveLength(1);
  });
});
