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

  it("needs no quotes for a DevEUI or a telephone number, even one that YAML would take for a number", () => {
    for (const devEui of ["24e1641092176759", "0200000000000003", "24E1241234567890"]) {
      const read = parseVillageFile(pilot.replace("020000fffe000001", devEui));
      if ("faults" in read) throw new Error(read.faults.join("\n"));
      expect(read.village.devices[0]?.devEui).toBe(devEui.toLowerCase());
    }
    const read = parseVillageFile(pilot.replace('telephone: "+12025550140"', "telephone: +12025550140"));
    if ("faults" in read) throw new Error(read.faults.join("\n"));
    expect(read.village.telephone).toBe("+12025550140");
  });

  it("is refused with the remedy when another text is taken for a number", () => {
    const broken = pilot.replace("siteId: wai-tau-bridge\n", "siteId: 12\n");
    expect(faultsOf(broken)[0]).toBe(
      `line ${lineOf(broken, "siteId: 12")}, sites[0].siteId: a text is expected, and this is a number: put it in quotes`,
    );
  });

  it("is refused by line and field when a value is nonsense", () => {
    const broken = pilot.replace("drainDepthM: 2.0", "drainDepthM: -2.0");
    expect(faultsOf(broken)[0]).toBe(
      `line ${lineOf(broken, "drainDepthM: -2.0")}, sites[0].hazards[0].settings.drainDepthM: is too small: at least 0.05 is possible`,
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
    const line = lineOf(pilot, "020000fffe000002");
    expect(faultsOf(pilot.replaceAll("020000fffe000002", "020000fffe000001"))).toEqual([
      `line ${line}, devices[1].devEui: 020000fffe000001 is listed twice`,
    ]);
  });

  it("is refused when a gauge of distances hangs at no known height over water", () => {
    expect(faultsOf(pilot.replace(" sensorHeightM: 3.2,", ""))).toEqual([
      `line ${lineOf(pilot, "- { siteId: wai-tau-bridge,")}, devices[0].assignments[0].sensorHeightM: is missing: it measures the distance to the water, and wai-tau-bridge is watched for floods, so its height above the site's datum is needed, metres`,
    ]);
  });

  it("needs no height for a device that measures no distance", () => {
    const motion = pilot
      .replace(" sensorHeightM: 3.2,", "")
      .replace(
        "profileId: milesight/em500-udl\n    reportIntervalS: 60",
        "profileId: milesight/ws202\n    reportIntervalS: 600",
      );
    expect(faultsOf(motion)).toEqual([]);
  });

  it("is refused when a device cannot report as often", () => {
    expect(faultsOf(pilot.replace("reportIntervalS: 60", "reportIntervalS: 45"))).toEqual([
      `line ${lineOf(pilot, "reportIntervalS: 60")}, devices[0].reportIntervalS: report interval: 45 s cannot be set, milesight/em500-udl takes 60 to 64800 s in steps of 1 s`,
    ]);
    const fast = pilot.replace("reportIntervalS: 60", "reportIntervalS: 300\n    fastReportIntervalS: 40");
    expect(faultsOf(fast)).toHaveLength(1);
    expect(faultsOf(fast)[0]).toContain("devices[0].fastReportIntervalS: ");
  });

  it("is refused when an outline crosses itself, at the place where it does", () => {
    const bowTie = "[[114.14, 22.46], [114.15, 22.47], [114.15, 22.46], [114.14, 22.47], [114.14, 22.46]]";
    const square = "[[114.14, 22.46], [114.15, 22.46], [114.15, 22.47], [114.14, 22.47], [114.14, 22.46]]";
    const withOutline = (ring: string) =>
      pilot.replace("sites:", `boundary: { type: Polygon, coordinates: [${ring}] }\nsites:`);
    expect(faultsOf(withOutline(square))).toEqual([]);
    const [fault = ""] = faultsOf(withOutline(bowTie));
    expect(fault).toMatch(
      /^line \d+, boundary\.coordinates: the outline crosses itself at \[114\.145\d*, 22\.46/,
    );
    const road = pilot.replace(
      "    hazards:",
      `    geometry: { type: LineString, coordinates: ${bowTie} }\n    hazards:`,
    );
    expect(faultsOf(road)).toEqual([]);
  });

  it("is refused when latitude comes first", () => {
    expect(faultsOf(pilot.replace("[114.1468, 22.4689]", "[22.4689, 114.1468]"))).toEqual([
      `line ${lineOf(pilot, "[114.1468")}, sites[0].position: latitude and longitude are swapped: longitude comes first, [114.1468, 22.4689]`,
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
