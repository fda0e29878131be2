import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import type { Source } from "#devices/commands/replay-source.ts";
import { chooseSpeakers, type KnownVillages } from "#devices/commands/replay-speakers.ts";
import { parseVillageFile } from "#devices/commands/village-file.ts";
import { storm } from "#test/devices/replay/story.ts";

const NOW = Date.parse("2026-11-20T02:00:00Z");
const parsed = parseVillageFile(
  await readFile(new URL("../../../cdk/config/pilot.yaml", import.meta.url), "utf8"),
);
if ("faults" in parsed) throw new Error(parsed.faults.join());
const pilot = parsed.village;

const known: KnownVillages = {
  village: async (villageId) => (villageId === pilot.villageId ? pilot : undefined),
  device: async (devEui) => {
    const device = pilot.devices.find((one) => one.devEui === devEui);
    return device === undefined ? undefined : { device, village: pilot };
  },
};
const file: Source = { kind: "file", trace: storm };
const [first] = storm;
const choose = async (
  source: Source,
  choice: { device?: string; site?: string; village?: string } = {},
  at = NOW,
) => {
  const speakers = await chooseSpeakers(source, { village: "lam-tsuen", ...choice }, known, at);
  return "error" in speakers
    ? speakers.error
    : speakers.all.map(({ devEui, site, sensorHeightM }) => [devEui, site.siteId, sensorHeightM]);
};

describe("who speaks in a replay", () => {
  it("is the device that the trace names", async () => {
    expect(await choose(file)).toEqual([["020000fffe000001", "wai-tau-bridge", 3.2]]);
  });

  it("is the device that was asked for, or the one that watches the site that was asked for", async () => {
    expect(await choose(file, { device: "020000fffe000002" })).toEqual([
      ["020000fffe000002", "lam-kam-road", 3],
    ]);
    expect(await choose(file, { site: "lam-kam-road" })).toEqual([["020000fffe000002", "lam-kam-road", 3]]);
  });

  it("is the gauge at Lam Kam Road for a recorded street flood", async () => {
    expect(await choose({ kind: "floodnet", eventId: "FN00031" })).toEqual([
      ["020000fffe000002", "lam-kam-road", 3],
    ]);
  });

  it("is the device of each document, or says which is not registered and what to do", async () => {
    const uplink = { payloadHex: "", receivedAt: "", networkServer: "", gateways: [] };
    const recorded = (devEui: string) =>
      ({ devEui, uplink: { ...uplink, devEui }, atMs: 0, comesAtMs: 0, place: "document 7" }) as const;
    const from = (devEui: string): Source => ({
      kind: "recording",
      recording: { uplinks: [recorded(devEui)], events: 0, unreadable: [] },
    });
    expect(await choose(from("020000fffe000002"))).toEqual([["020000fffe000002", "lam-kam-road", 3]]);
    expect(await choose(from("020000fffe0000ff"))).toMatch(
      /^document 7: no device 020000fffe0000ff is registered; .*, or say by --device who speaks$/,
    );
  });

  it("may be several devices, each for its own readings", async () => {
    const both: Source = { kind: "file", trace: [first, { ...first, devEui: "020000fffe000002" }] };
    expect(await choose(both)).toHaveLength(2);
    const speakers = await chooseSpeakers(both, { village: "lam-tsuen" }, known, NOW);
    if ("error" in speakers) throw new Error(speakers.error);
    expect(speakers.of({ ...first, devEui: "020000fffe000002" }).site.siteId).toBe("lam-kam-road");
  });

  it.each<[string, Source, { device?: string; site?: string; village?: string }]>([
    ["no device 020000fffe0000ff is registered", file, { device: "020000fffe0000ff" }],
    ["no village tai-po is registered", file, { site: "wai-tau-bridge", village: "tai-po" }],
    ["lam-tsuen has no site nowhere; it has wai-tau-bridge, lam-kam-road", file, { site: "nowhere" }],
    [
      "no device 020000fffe0000ff is registered",
      { kind: "file", trace: [{ ...first, devEui: "020000fffe0000ff" }] },
      {},
    ],
    [
      "the trace names no device in every line",
      { kind: "file", trace: [{ atMs: 0, values: { distance: 1 }, transmission: "once" }] },
      {},
    ],
  ])("is refused: %s", async (sentence, source, choice) => {
    expect(await choose(source, choice)).toContain(sentence);
  });

  it("is nobody before the device was put up", async () => {
    const before = Date.parse("2026-01-01T00:00:00Z");
    expect(await choose(file, {}, before)).toBe("device 020000fffe000001 stands at no site of lam-tsuen now");
    expect(await choose(file, { site: "wai-tau-bridge" }, before)).toBe(
      "no device stands at wai-tau-bridge now",
    );
  });
});
