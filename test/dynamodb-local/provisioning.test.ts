import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { beforeEach, describe, expect, it } from "vitest";
import { toldVersions } from "#devices/commands/versions.ts";
import { ingestUplinks } from "#functions/ingest-uplinks/ingest-uplinks.ts";
import { planSites, sweepUnplanned } from "#functions/plan-alerts/plan-alerts.ts";
import { deviceKey, registryVersionKey } from "#shared/adapters/dynamodb/keys.ts";
import { endMaintenance, putMaintenance } from "#shared/adapters/dynamodb/maintenance.ts";
import { recipientsOf } from "#shared/adapters/dynamodb/recipients.ts";
import { putVillage } from "#shared/adapters/dynamodb/registration.ts";
import { type FileChange, registrationSteps } from "#shared/adapters/dynamodb/registration-steps.ts";
import { siteStates } from "#shared/adapters/dynamodb/site-state.ts";
import { transact } from "#shared/adapters/dynamodb/transact.ts";
import { isUnderMaintenance } from "#shared/domain/maintenance.ts";
import { HOUR_MS, MINUTE_MS } from "#shared/domain/time.ts";
import { newSiteState } from "#shared/rules/site-state.ts";
import { crashPoints, watched } from "#test/functions/crash.ts";
import { ingestServices, messages } from "#test/functions/ingest-services.ts";
import { BRIDGE, pilot } from "#test/functions/pilot-village.ts";
import { bridgePlace, planServices } from "#test/functions/plan-services.ts";
import { uplinkDocument } from "#test/functions/uplink-messages.ts";
import { fileOf, NOW, pilotFile, provisioningWorld } from "./provisioning-world.ts";

const LAM_TSUEN = "lam-tsuen";
let world: Awaited<ReturnType<typeof provisioningWorld>>;
beforeEach(async () => {
  world = await provisioningWorld();
});

const registryVersion = async () => {
  const { client, tableName } = world.local.tables.registry;
  const { Item } = await client.send(new GetCommand({ TableName: tableName, Key: registryVersionKey }));
  return Number(Item?.version ?? 0);
};

/** The file with the bridge's drain found shallower from an instant on. */
const surveyed = (at: string): string =>
  pilotFile.replace(
    "settings: { reference: drain, drainDepthM: 2.0 }\n        validFrom: 2026-04-01T00:00:00+08:00\n",
    `settings: { reference: drain, drainDepthM: 2.0 }
        validFrom: 2026-04-01T00:00:00+08:00
        validTo: ${at}
      - hazard: flood
        settings: { reference: drain, drainDepthM: 1.5 }
        validFrom: ${at}
`,
  );

const withoutDevice = pilotFile.replace(/ {2}- devEui: 020000fffe000002[\s\S]*?(?=\nrecipients:)/, "");

/** More devices and recipients than one transaction holds. */
const largeFile = (): string => {
  const many = Array.from({ length: 130 }, (_, index) => {
    const id = String(index).padStart(4, "0");
    return {
      device: `  - { devEui: 020000fffe01${id}, profileId: milesight/em500-udl, reportIntervalS: 60, assignments: [{ siteId: lam-kam-road, sensorHeightM: 3, validFrom: 2026-04-01T00:00:00+08:00 }] }`,
      recipient: `  - { recipientId: v-${id}, role: village_office, language: en, addresses: { email: v${id}@example.hk } }`,
    };
  });
  return `${pilotFile.replace("devices:", ["devices:", ...many.map(({ device }) => device)].join("\n"))}${many.map(({ recipient }) => recipient).join("\n")}\n`;
};

describe("a village's file", () => {
  it("is registered with its recipients, and the second time there is nothing to change", async () => {
    const first = await world.apply(pilotFile);
    expect(first.troubles).toEqual([]);
    expect(first.lines[0]).toBe("lam-tsuen is registered, version 1: 2 sites, 2 devices, 7 recipients.");
    const found = await world.known().device(BRIDGE.devEui);
    expect(found?.village).toEqual(pilot.village);
    const recipients = await recipientsOf(world.local.tables.recipients, LAM_TSUEN);
    expect(recipients).toHaveLength(7);
    expect(recipients).toEqual(expect.arrayContaining([...pilot.recipients]));
    const before = await registryVersion();
    expect((await world.apply(pilotFile)).lines[0]).toMatch(
      /^Nothing to change: lam-tsuen is registered like this, version 1 by chan of 2026-11-21 20:00/,
    );
    expect(await registryVersion()).toBe(before);
    expect(await world.versions.list(LAM_TSUEN)).toHaveLength(1);
  });

  it("is shown before it is applied, and only shown in a dry run", async () => {
    await world.apply(pilotFile);
    const renamed = pilotFile.replace("+12025550140", "+12025550149");
    const dry = await world.apply(renamed, { dryRun: true });
    expect(dry).toEqual({ lines: ["Nothing was written: this was a dry run."], troubles: [] });
    expect(world.shown).toContain("  ~ telephone: +12025550140 -> +12025550149");
    expect((await world.known().village(LAM_TSUEN))?.telephone).toBe("+12025550140");
  });

  it("is applied only when somebody agrees", async () => {
    const refused = await world.apply(pilotFile, {}, { agree: async () => false });
    expect(refused.troubles).toEqual(["Nothing was written."]);
    const nobody = await world.apply(pilotFile, {}, { agree: async () => undefined });
    expect(nobody.troubles[0]).toContain("--yes");
    expect(await world.known().village(LAM_TSUEN)).toBeUndefined();
  });

  it("does not rewrite the past, by line and field, until somebody says why", async () => {
    await world.apply(pilotFile);
    const wrong = pilotFile.replace("drainDepthM: 2.0", "drainDepthM: 1.5");
    const refused = await world.apply(wrong);
    expect(refused.troubles[0]).toBe("lam-tsuen was not changed:");
    expect(refused.troubles[1]).toMatch(
      /^ {2}line \d+, sites\[0\]\.hazards\[0\]\.settings\.drainDepthM: was 2 at 2026-04-01 00:00/,
    );
    const corrected = await world.apply(wrong, {
      rewritePast: true,
      reason: "the survey was of another drain",
    });
    expect(corrected.troubles).toEqual([]);
    expect(world.shown.join("\n")).toContain(
      "! the past is rewritten: sites.0.hazards.0.settings.drainDepthM",
    );
    expect(await world.versions.list(LAM_TSUEN)).toEqual([
      { version: 1, by: "chan", at: NOW },
      { version: 2, by: "chan", at: NOW, reason: "the survey was of another drain" },
    ]);
  });

  it("removes only what somebody agreed to remove; the removed device is unknown from then on", async () => {
    await world.apply(pilotFile);
    expect((await world.apply(withoutDevice)).troubles[1]).toMatch(
      /^ {2}the file: device 020000fffe000002 is registered and not in it\. To remove it, give --remove/,
    );
    expect((await world.apply(withoutDevice, { remove: true })).troubles).toEqual([]);
    expect(await world.known().device("020000fffe000002")).toBeUndefined();
    const { client, tableName } = world.local.tables.registry;
    const Key = deviceKey("020000fffe000002");
    expect((await client.send(new GetCommand({ TableName: tableName, Key }))).Item).toBeUndefined();
  });

  it("removes recipients who are no longer listed, and keeps the others' new addresses", async () => {
    await world.apply(pilotFile);
    const changed = pilotFile
      .replace(/ {2}- recipientId: fsd-duty[\s\S]*?(?= {2}- recipientId: villager-chan)/, "")
      .replace("+12025550143", "+12025550199");
    expect((await world.apply(changed)).troubles).toEqual([]);
    expect(world.shown.join("\n")).not.toMatch(/\+12025550142|\+12025550143|\+12025550199/);
    const recipients = await recipientsOf(world.local.tables.recipients, LAM_TSUEN);
    expect(recipients.map(({ recipientId }) => recipientId)).not.toContain("fsd-duty");
    expect(recipients.find(({ recipientId }) => recipientId === "villager-chan")?.addresses.sms).toBe(
      "+12025550199",
    );
  });

  it("cannot take a device that another village has; one that a village has let go it can", async () => {
    await world.apply(pilotFile);
    const other = pilotFile.replace("villageId: lam-tsuen", "villageId: sha-lo-tung");
    const refused = await world.apply(other);
    expect(refused.troubles.slice(1)).toEqual([
      expect.stringMatching(
        /^ {2}line \d+, devices\[0\]\.devEui: 020000fffe000001 is registered in the village lam-tsuen: remove it there first$/,
      ),
      expect.stringMatching(/^ {2}line \d+, devices\[1\]\.devEui: /),
    ]);
    // A row that its village no longer confirms, as when a removal broke off
    await putVillage(world.local.tables.registry, { ...pilot.village, devices: [] });
    expect((await world.apply(other)).troubles).toEqual([]);
    expect((await world.known().device(BRIDGE.devEui))?.village.villageId).toBe("sha-lo-tung");
  });

  it("is kept as it was applied, remarks and all, without an address, however long it is", async () => {
    const remarks = Array.from({ length: 2_000 }, (_, line) => `# remark ${line}`).join("\n");
    await world.apply(`${remarks}\n${pilotFile}`);
    await world.apply(pilotFile.replace("+12025550140", "+12025550149"), { by: "wong" });
    const [long = "", short = ""] = [
      await world.versions.show(LAM_TSUEN, 1),
      await world.versions.show(LAM_TSUEN, 2),
    ];
    expect(long).toContain("# remark 1999");
    expect(short).toContain("# A drain: advisory at 50 %");
    for (const text of [long, short]) {
      expect(
        fileOf(text.replaceAll(/\+120\*{5}(\d\d)/g, "+12025550143").replaceAll("***@", "@")).village.sites,
      ).toEqual(pilot.village.sites);
      for (const { addresses } of pilot.recipients) {
        for (const address of Object.values(addresses)) expect(text).not.toContain(address);
      }
    }
    expect(await world.versions.show(LAM_TSUEN, 3)).toBeUndefined();
  });

  it("is told by version: who applied it, when, why, and what it said", async () => {
    const told = (show?: string) => toldVersions(LAM_TSUEN, show, world.versions);
    expect((await told()).troubles).toEqual(["No file of a village lam-tsuen was ever applied."]);
    await world.apply(pilotFile);
    await world.apply(pilotFile.replace("+12025550140", "+12025550149"), {
      by: "wong",
      reason: "new office",
    });
    expect((await told()).lines).toEqual([
      "Applied (Hong Kong time):",
      "1  2026-11-21 20:00:00  chan",
      "2  2026-11-21 20:00:00  wong  new office",
    ]);
    expect((await told("2")).lines[0]).toContain('telephone: "+12025550149"');
    expect((await told("3")).troubles[0]).toContain("lam-tsuen has no version 3");
    expect((await told("two")).troubles).toEqual(['--show: "two" is no number of a version']);
  });

  it("may hold more than one transaction does", async () => {
    const large = largeFile();
    expect((await world.apply(large)).troubles).toEqual([]);
    expect(await world.known().device("020000fffe010129")).toBeDefined();
    expect(await recipientsOf(world.local.tables.recipients, LAM_TSUEN)).toHaveLength(137);
    expect((await world.apply(pilotFile, { remove: true })).troubles).toEqual([]);
    expect(await world.known().device("020000fffe010129")).toBeUndefined();
    expect(await recipientsOf(world.local.tables.recipients, LAM_TSUEN)).toHaveLength(7);
    expect((await world.apply(pilotFile)).lines[0]).toContain("Nothing to change");
  });

  it("of that size that breaks off between two transactions has changed no site and no device", async () => {
    await world.apply(pilotFile);
    const { client, tableName } = world.local.tables.registry;
    const apply = async (change: FileChange) => {
      const steps = registrationSteps(tableName, world.local.tables.recipients.tableName, change);
      expect(steps.length).toBeGreaterThan(2);
      for (const step of steps.slice(0, -1)) await transact(client, step);
      throw new Error("the power is cut");
    };
    const registration = { ...world.services.registration, apply };
    await expect(world.apply(largeFile(), {}, { registration })).rejects.toThrow("the power is cut");
    expect(await world.known().village(LAM_TSUEN)).toEqual(pilot.village);
    expect(await world.known().device("020000fffe010000")).toBeUndefined();
    expect((await world.apply(largeFile())).troubles).toEqual([]);
    expect(await world.known().device("020000fffe010129")).toBeDefined();
  });
});

describe("two people who provision at once", () => {
  it("do not overwrite each other: the second is told, and shown what would change now", async () => {
    await world.apply(pilotFile);
    const hers = pilotFile.replace("+12025550140", "+12025550147");
    const his = pilotFile.replace("+12025550140", "+12025550148");
    const agree = async () => {
      await world.apply(hers, { by: "wong" });
      world.shown.length = 0;
      return true;
    };
    const late = await world.apply(his, {}, { agree });
    expect(late.troubles[0]).toContain("somebody else changed lam-tsuen meanwhile");
    expect(world.shown).toEqual([
      "lam-tsuen, version 2 by wong of 2026-11-21 20:00 would change now:",
      "  ~ telephone: +12025550147 -> +12025550148",
    ]);
    expect((await world.known().village(LAM_TSUEN))?.telephone).toBe("+12025550147");
  });

  it("cannot both register one device in two villages", async () => {
    const agree = async () => {
      await world.apply(pilotFile);
      return true;
    };
    const other = pilotFile.replace("villageId: lam-tsuen", "villageId: sha-lo-tung");
    expect((await world.apply(other, {}, { agree })).troubles).toHaveLength(1);
    expect(await world.known().village("sha-lo-tung")).toBeUndefined();
    expect((await world.known().device(BRIDGE.devEui))?.village.villageId).toBe(LAM_TSUEN);
  });
});

describe("provisioning that breaks off", () => {
  const changed = surveyed("2026-11-21T20:30:00+08:00").replace("+12025550143", "+12025550199");
  /** A site with a state, the pilot registered, and the change then run under watch. */
  const prepared = async (crash?: Parameters<typeof watched>[1]) => {
    world = await provisioningWorld();
    await world.apply(pilotFile);
    const states = siteStates(world.local.tables.state);
    await states.write(newSiteState(bridgePlace), undefined, NOW);
    const { registration, states: places } = world.services;
    const run = watched({ registration, states: places }, crash);
    const outcome = await world.apply(changed, {}, run.services).catch((error: unknown) => error);
    return { run, outcome, states };
  };
  const now = async () => {
    const village = await world.known().village(LAM_TSUEN);
    const recipients = await recipientsOf(world.local.tables.recipients, LAM_TSUEN);
    return {
      thresholds: village?.sites[0]?.hazards.length,
      chan: recipients.find(({ recipientId }) => recipientId === "villager-chan")?.addresses.sms,
      versions: (await world.versions.list(LAM_TSUEN)).length,
    };
  };
  const OLD = { thresholds: 1, chan: "+12025550143", versions: 1 };
  const NEW = { thresholds: 2, chan: "+12025550199", versions: 2 };

  it("leaves the old village or the new one, wherever it breaks; the same command completes it", async () => {
    const { run: untroubled } = await prepared();
    expect(untroubled.calls.map((call) => call.split("#")[0])).toContain("registration.apply");
    for (const point of crashPoints(untroubled.calls)) {
      const { run, states } = await prepared(point);
      expect(run.crashed()).toBe(true);
      expect([OLD, NEW]).toContainEqual(await now());
      await world.apply(changed);
      expect(await now()).toEqual(NEW);
      expect(await states.listUnplanned(NOW + MINUTE_MS)).toEqual([bridgePlace]);
      expect((await world.services.registration.read(LAM_TSUEN)).replan).toEqual([]);
    }
  });
});

describe("a threshold that changes", () => {
  it("takes effect at once: the site is judged anew and people are told, though no reading has come", async () => {
    const at = NOW;
    const ingest = ingestServices();
    ingest.time.wall = at;
    const { tables } = world.local;
    const states = siteStates(tables.state);
    await world.apply(pilotFile);
    const services = { ...ingest, states, registry: world.known() };
    // 1.30 m: advisory in a drain 2 m deep (65 %), warning in one of 1.5 m (87 %)
    const bodies = [2, 1].map((ago, fCnt) =>
      uplinkDocument(BRIDGE, { levelM: 1.3, at: at - ago * MINUTE_MS, fCnt }),
    );
    await ingestUplinks(messages(...bodies), services);
    const plan = { ...planServices({ ...ingest, registry: world.known() }), states };
    await planSites([bridgePlace], plan);
    const levels = () => [...plan.archive.alerts.values()].map(({ alert }) => alert.level);
    expect(levels()).toEqual(["advisory"]);
    expect(await states.listUnplanned(at)).toEqual([]);

    const deeper = pilotFile.replace("drainDepthM: 2.0", "drainDepthM: 1.5");
    await world.apply(deeper, { rewritePast: true, reason: "the drain is shallower than was thought" });
    // An instance that still holds the old village plans meanwhile: the site stays on the list.
    ingest.time.wall = at + 5_000;
    await planSites([bridgePlace], plan);
    ingest.time.wall = at + MINUTE_MS;
    await sweepUnplanned({ ...plan, registry: world.known() });
    expect(levels()).toEqual(["advisory", "warning"]);
    expect(await states.listUnplanned(at + HOUR_MS)).toEqual([]);
    // And once more nothing is left to say.
    await states.planAnew(bridgePlace, at);
    await sweepUnplanned({ ...plan, registry: world.known() });
    expect(levels()).toEqual(["advisory", "warning"]);
  });
});

describe("a site that is removed", () => {
  it("in alarm is removed with a warning, and keeps nobody's sweep busy", async () => {
    const states = siteStates(world.local.tables.state);
    const ingest = ingestServices();
    ingest.time.wall = NOW;
    await world.apply(pilotFile);
    const services = { ...ingest, states, registry: world.known() };
    const frame = { levelM: 1.9, at: NOW - MINUTE_MS, fCnt: 1 };
    await ingestUplinks(messages(uplinkDocument(BRIDGE, frame)), services);
    expect(await states.listUnplanned(NOW)).toEqual([bridgePlace]);
    const withoutBridge = pilotFile
      .replace(/ {2}- siteId: wai-tau-bridge[\s\S]*?(?= {2}- siteId: lam-kam-road)/, "")
      .replace(/ {2}- devEui: 020000fffe000001[\s\S]*?(?= {2}- devEui: 020000fffe000002)/, "");
    expect((await world.apply(withoutBridge, { remove: true })).troubles).toEqual([]);
    expect(world.shown).toContain(
      "  ! wai-tau-bridge stands at danger: once it is removed, nobody is told that it ended",
    );
    expect(await states.listUnplanned(NOW + HOUR_MS)).toEqual([]);
  });
});

describe("maintenance", () => {
  const entry = { devEui: BRIDGE.devEui, from: NOW, to: NOW + 2 * HOUR_MS, by: "wong" };
  const isBusy = async () => {
    const village = await world.known().village(LAM_TSUEN);
    return village === undefined ? undefined : isUnderMaintenance(village, BRIDGE.devEui, NOW + HOUR_MS);
  };

  it("is known to every function once entered, and no longer once ended", async () => {
    await world.apply(pilotFile);
    const before = await registryVersion();
    expect(await putMaintenance(world.local.tables.registry, LAM_TSUEN, entry)).toBe("written");
    expect(await isBusy()).toBe(true);
    expect(await registryVersion()).toBe(before + 1);
    const end = NOW + HOUR_MS / 2;
    expect(await endMaintenance(world.local.tables.registry, LAM_TSUEN, BRIDGE.devEui, end)).toBe("written");
    expect(await isBusy()).toBe(false);
    expect(await registryVersion()).toBe(before + 2);
  });

  it("outlives provisioning, and is none of the file's business", async () => {
    await world.apply(pilotFile);
    await putMaintenance(world.local.tables.registry, LAM_TSUEN, entry);
    expect((await world.apply(pilotFile)).lines[0]).toContain("Nothing to change");
    const agree = async () => {
      await putMaintenance(world.local.tables.registry, LAM_TSUEN, { ...entry, to: NOW + 3 * HOUR_MS });
      return true;
    };
    const renamed = pilotFile.replace("+12025550140", "+12025550149");
    expect((await world.apply(renamed, {}, { agree })).troubles).toEqual([]);
    expect(await isBusy()).toBe(true);
    await putVillage(world.local.tables.registry, pilot.village);
    expect(await isBusy()).toBe(true);
  });

  it("is kept for each device when several are entered at the same moment", async () => {
    await world.apply(pilotFile);
    const devices = Array.from({ length: 4 }, (_, index) => `020000fffe00000${index + 1}`);
    const outcomes = await Promise.all(
      devices.map((devEui) => putMaintenance(world.local.tables.registry, LAM_TSUEN, { ...entry, devEui })),
    );
    const village = await world.known().village(LAM_TSUEN);
    const entered = devices.filter((devEui) => isUnderMaintenance(village ?? {}, devEui, NOW));
    expect(entered).toEqual(devices.filter((_, index) => outcomes[index] === "written"));
    expect(entered.length).toBeGreaterThan(0);
  });

  it("of a village that is not registered is refused", async () => {
    await expect(putMaintenance(world.local.tables.registry, "nowhere", entry)).rejects.toThrow(
      "village nowhere is not registered",
    );
  });
});
