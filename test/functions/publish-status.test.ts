import { describe, expect, it } from "vitest";
import { publishStatus } from "#functions/publish-status/publish-status.ts";
import { memoryBoardBucket } from "#shared/adapters/memory/board-bucket.ts";
import { memoryRegistry } from "#shared/adapters/memory/registry.ts";
import { memoryVillageWeather } from "#shared/adapters/memory/village-weather.ts";
import type { ExerciseClock } from "#shared/domain/exercise.ts";
import type { SiteState } from "#shared/domain/site-state.ts";
import type { SiteTrouble } from "#shared/domain/status.ts";
import { villageStatusSchema } from "#shared/domain/status.ts";
import { observe } from "#shared/rules/observe.ts";
import { newSiteState } from "#shared/rules/site-state.ts";
import { EVENING } from "./ingest-services.ts";
import { pilot } from "./pilot-village.ts";

const LIVE = "villages/lam-tsuen/status.json";

const boardServices = () => ({
  clock: { now: () => EVENING },
  registry: memoryRegistry([pilot.village]),
  weather: memoryVillageWeather(),
  board: memoryBoardBucket(),
});

/** A site's state after one reading. */
const stateOf = (siteId: string, version: number, levelM: number, exercise?: ExerciseClock): SiteState => {
  const site = pilot.village.sites.find((candidate) => candidate.siteId === siteId);
  const device = pilot.village.devices.find(({ assignments }) => assignments[0]?.siteId === siteId);
  if (site === undefined || device === undefined) throw new Error(`no site ${siteId}`);
  const value = (device.assignments[0]?.sensorHeightM ?? 0) - levelM;
  const arrival = {
    devEui: device.devEui,
    identity: `frame-${version}`,
    fCnt: version,
    observedAt: EVENING,
    receivedAt: EVENING,
    measurements: [{ quantity: "distance", value }] as const,
  };
  const empty = newSiteState({
    villageId: "lam-tsuen",
    siteId,
    ...(exercise === undefined ? {} : { exercise }),
  });
  return { ...observe(empty, [arrival], { site, devices: [device] }).state, version };
};

describe("a village's status", () => {
  it("lists every site from the first reading on, those without one included", async () => {
    const services = boardServices();
    await publishStatus([stateOf("lam-kam-road", 1, 0.05)], services);
    const status = villageStatusSchema.parse(services.board.objects.get(LIVE)?.status);
    expect(
      status.sites.map(({ siteId, level, observedAt, stateVersion }) => [
        siteId,
        level,
        observedAt,
        stateVersion,
      ]),
    ).toEqual([
      ["wai-tau-bridge", "normal", undefined, 0],
      ["lam-kam-road", "normal", EVENING, 1],
    ]);
    expect(status.publishedAt).toBe(EVENING);
  });

  it("is written once for a batch, with the newest state of each site", async () => {
    const services = boardServices();
    const batch = [
      stateOf("wai-tau-bridge", 2, 1.9),
      stateOf("wai-tau-bridge", 1, 0.4),
      stateOf("lam-kam-road", 5, 0.05),
    ];
    await publishStatus(batch, services);
    const published = services.board.objects.get(LIVE);
    expect(published?.etag).toBe('"1"');
    expect(published?.status.sites.map(({ level, stateVersion }) => [level, stateVersion])).toEqual([
      ["danger", 2],
      ["normal", 5],
    ]);
  });

  it("shows what is wrong with a site's sensors until that is over, whatever its readings do meanwhile", async () => {
    const services = boardServices();
    const health = (troubles: readonly SiteTrouble[]) => [
      { villageId: "lam-tsuen", siteId: "wai-tau-bridge", troubles },
    ];
    const shown = () => services.board.objects.get(LIVE)?.status.sites.map(({ troubles }) => troubles);
    const silent = { kind: "silent_device", since: EVENING } as const;
    await publishStatus([stateOf("wai-tau-bridge", 1, 0.4)], services, health([silent]));
    expect(shown()).toEqual([[silent], undefined]);
    await publishStatus([stateOf("wai-tau-bridge", 2, 0.5)], services);
    expect(shown()).toEqual([[silent], undefined]);
    expect(await publishStatus([], services, health([silent]))).toMatchObject([{ outcome: "unchanged" }]);
    await publishStatus([], services, health([]));
    expect(shown()).toEqual([undefined, undefined]);
    expect(services.board.objects.get(LIVE)?.status.sites[0]?.stateVersion).toBe(2);
  });

  it("says until when somebody works at a sensor of the site, and no more when that has ended", async () => {
    const services = boardServices();
    const { village } = services.registry;
    const entry = { devEui: "020000fffe000001", from: 0, to: Number.MAX_SAFE_INTEGER, by: "technician" };
    services.registry.village = async (id) => {
      const found = await village(id);
      return found && { ...found, maintenance: [entry] };
    };
    await publishStatus([stateOf("wai-tau-bridge", 1, 0.4)], services);
    const until = () => services.board.objects.get(LIVE)?.status.sites.map((site) => site.maintenanceUntil);
    expect(until()).toEqual([entry.to, undefined]);
    services.registry.village = village;
    await publishStatus([stateOf("lam-kam-road", 1, 0.05)], services);
    expect(until()).toEqual([undefined, undefined]);
  });

  it("never goes back to an older state", async () => {
    const services = boardServices();
    await publishStatus([stateOf("wai-tau-bridge", 7, 1.9)], services);
    const outcome = await publishStatus([stateOf("wai-tau-bridge", 6, 0.4)], services);
    expect(outcome).toMatchObject([{ outcome: "unchanged" }]);
    expect(services.board.objects.get(LIVE)?.status.sites[0]?.level).toBe("danger");
  });

  it("keeps both changes when two instances write at once", async () => {
    const services = boardServices();
    await Promise.all([
      publishStatus([stateOf("wai-tau-bridge", 1, 1.9)], services),
      publishStatus([stateOf("lam-kam-road", 1, 0.05)], services),
    ]);
    const sites = services.board.objects.get(LIVE)?.status.sites;
    expect(sites?.map(({ stateVersion }) => stateVersion)).toEqual([1, 1]);
  });

  it("is built anew where something else lies in its place", async () => {
    const services = boardServices();
    const { write } = services.board;
    services.board.read = async () => ({ etag: '"of something else"' });
    services.board.write = (status) => write(status, undefined);
    await publishStatus([stateOf("wai-tau-bridge", 1, 0.4)], services);
    expect(services.board.objects.get(LIVE)?.status.sites).toHaveLength(2);
  });

  it("of an exercise is a document of its own", async () => {
    const services = boardServices();
    const exercise = { exerciseId: "drill-1", traceStart: EVENING, startedAt: EVENING, speed: 60 };
    await publishStatus([stateOf("wai-tau-bridge", 1, 1.9, exercise)], services);
    expect([...services.board.objects.keys()]).toEqual(["villages/lam-tsuen/exercises/drill-1/status.json"]);
  });

  it("that cannot be published does not keep others from it", async () => {
    const services = boardServices();
    const stranger = { ...stateOf("wai-tau-bridge", 1, 1.9), villageId: "elsewhere" };
    const outcomes = await publishStatus([stranger, stateOf("wai-tau-bridge", 1, 1.9)], services);
    expect(outcomes).toMatchObject([
      { villageId: "elsewhere", outcome: { error: new Error("village elsewhere is not registered") } },
      { villageId: "lam-tsuen", outcome: "published" },
    ]);
  });
});
