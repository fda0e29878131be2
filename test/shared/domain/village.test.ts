import { describe, expect, it } from "vitest";
import { recipientSchema } from "#shared/domain/recipient.ts";
import { statusKey, villageStatusSchema } from "#shared/domain/status.ts";
import { villageFileSchema } from "#shared/domain/village.ts";

const since = "2026-04-01T00:00:00+08:00";

const file = {
  villageId: "lam-tsuen",
  name: { "zh-HK": "林村", en: "Lam Tsuen" },
  telephone: "+12025550100",
  sites: [
    {
      siteId: "wai-tau-bridge",
      name: { "zh-HK": "圍頭橋", en: "Wai Tau bridge" },
      position: [114.1514, 22.4569],
      hazards: [{ hazard: "flood", settings: { reference: "drain", drainDepthM: 2 }, validFrom: since }],
    },
  ],
  devices: [
    {
      devEui: "020000FFFE000001",
      profileId: "milesight/em500-udl",
      reportIntervalS: 60,
      assignments: [{ siteId: "wai-tau-bridge", sensorHeightM: 3.2, validFrom: since }],
    },
  ],
  recipients: [
    {
      recipientId: "villager-chan",
      role: "subscriber",
      language: "zh-HK",
      addresses: { sms: "+12025550102" },
      consentedAt: since,
    },
  ],
};

const [site] = file.sites;
const [device] = file.devices;
const [recipient] = file.recipients;

const complaint = (changed: object): string => {
  const { error } = villageFileSchema.safeParse({ ...file, ...changed });
  return error?.issues.map(({ path, message }) => [path.join("."), message].join(": ")).join("; ") ?? "none";
};

describe("a village's file", () => {
  it("is read into what the system works with: instants as epoch ms, DevEUIs in lower case", () => {
    const village = villageFileSchema.parse(file);
    expect(village.devices[0]?.devEui).toBe("020000fffe000001");
    expect(village.sites[0]?.hazards[0]?.validFrom).toBe(Date.parse(since));
    expect(village.recipients[0]?.consentedAt).toBe(Date.parse(since));
  });

  it("is refused where a device stands at a site that is not there, naming the place in the file", () => {
    const assignments = [{ siteId: "ping-long", sensorHeightM: 3, validFrom: since }];
    expect(complaint({ devices: [{ ...device, assignments }] })).toBe(
      "devices.0.assignments.0.siteId: no site is called ping-long",
    );
  });

  it.each([
    ["a site", { sites: [site, site] }, "wai-tau-bridge is listed twice"],
    [
      "a device",
      { devices: [device, { ...device, devEui: "020000fffe000001" }] },
      "020000fffe000001 is listed twice",
    ],
    ["a recipient", { recipients: [recipient, recipient] }, "villager-chan is listed twice"],
  ])("is refused where %s is listed twice, at the second of them", (_, changed, message) => {
    expect(complaint(changed)).toContain(message);
    expect(complaint(changed)).toMatch(/^\w+\.1\.\w+: /);
  });

  it("is refused where a name lacks one of the languages", () => {
    expect(complaint({ name: { en: "Lam Tsuen" } })).toContain("name.zh-HK");
  });

  it("is refused where latitude and longitude are swapped: that is not Hong Kong", () => {
    expect(complaint({ sites: [{ ...site, position: [22.4569, 114.1514] }] })).toBe(
      "sites.0.position: latitude and longitude are swapped: longitude comes first, [114.1514, 22.4569]",
    );
  });

  it("holds no maintenance: that is not for the file to say", () => {
    expect(complaint({ maintenance: [] })).toContain("maintenance");
  });

  const later = "2026-07-01T00:00:00+08:00";
  const latest = "2026-10-01T00:00:00+08:00";
  const assignment = { siteId: "wai-tau-bridge", sensorHeightM: 3.2, validFrom: since };
  const flood = { hazard: "flood", settings: { reference: "drain", drainDepthM: 2 }, validFrom: since };
  const assigned = (...assignments: readonly object[]) =>
    complaint({ devices: [{ ...device, assignments }] });
  const watched = (...hazards: readonly object[]) => complaint({ sites: [{ ...site, hazards }] });

  it("takes a swap: one assignment ends as the next begins, in any order", () => {
    const before = { ...assignment, validTo: later };
    const after = { ...assignment, sensorHeightM: 3.1, validFrom: later };
    expect(assigned(before, after)).toBe("none");
    expect(assigned(after, before)).toBe("none");
  });

  it("is refused where a device stands at two sites at once", () => {
    expect(assigned(assignment, { ...assignment, validFrom: later })).toBe(
      "devices.0.assignments.1.validFrom: 020000fffe000001 still stands at wai-tau-bridge then (assignments[0]), and a device stands at one site at a time: end that assignment (validTo) before this one begins",
    );
  });

  it("is refused where two thresholds of one hazard hold at once; those of two hazards may", () => {
    expect(watched({ ...flood, validTo: latest }, { ...flood, validFrom: later })).toBe(
      "sites.0.hazards.1.validFrom: hazards[0] sets flood for the same time: end it (validTo) before this one begins",
    );
    expect(watched(flood, { ...flood, hazard: "hill_fire" })).toBe("none");
  });

  it("is refused where an interval ends before it begins", () => {
    expect(assigned({ ...assignment, validFrom: later, validTo: since })).toBe(
      "devices.0.assignments.0.validTo: ends before it begins (validFrom)",
    );
    expect(watched({ ...flood, validTo: since })).toBe(
      "sites.0.hazards.0.validTo: ends before it begins (validFrom)",
    );
  });

  it.each([
    [
      { fastReportIntervalS: 60 },
      "devices.0.fastReportIntervalS: is to be faster than reportIntervalS, 60 s",
    ],
    [{ heartbeatS: 59 }, "devices.0.heartbeatS: is shorter than reportIntervalS, 60 s"],
  ])("is refused where a device's intervals do not fit together: %j", (changed, sentence) => {
    expect(complaint({ devices: [{ ...device, ...changed }] })).toContain(sentence);
    expect(complaint({ devices: [{ ...device, fastReportIntervalS: 30, heartbeatS: 60 }] })).toBe("none");
  });

  it.each([
    [
      { wild_pig: ["agriculture_fisheries_conservation"] },
      "wild_pig: wai-tau-bridge is not watched for wild_pig",
    ],
    [
      { flood: ["food_environmental_hygiene"] },
      "flood.0: flood is never for food_environmental_hygiene; it is for drainage_services",
    ],
  ])("is refused where a department has no such duty: %j", (jurisdiction, sentence) => {
    expect(complaint({ sites: [{ ...site, jurisdiction }] })).toBe(`sites.0.jurisdiction.${sentence}`);
    expect(complaint({ sites: [{ ...site, jurisdiction: { flood: ["drainage_services"] } }] })).toBe("none");
  });

  it("is refused with a word nobody knows, rather than read without it", () => {
    expect(complaint({ devices: [{ ...device, reportInterval: 60 }] })).toContain("reportInterval");
  });

  it.each([
    ["an id", { villageId: "Lam Tsuen" }, "an id is 1-40 of a-z, 0-9 and -, like wai-tau-bridge"],
    ["a profile", { devices: [{ ...device, profileId: "em500" }] }, "a profile id is vendor/model"],
  ])("shows how %s is written", (_, changed, message) => {
    expect(complaint(changed)).toContain(message);
  });
});

describe("the sink", () => {
  const listening = (addresses: object) => ({ recipients: [{ ...recipient, addresses }] });

  it("is refused in a village where people live, also beside an address: it reaches nobody", () => {
    const message = "recipients.0.addresses.sink: reaches nobody: only the village canary has a sink";
    expect(complaint(listening({ sink: true }))).toBe(message);
    expect(complaint(listening({ sms: "+12025550102", sink: true }))).toBe(message);
  });

  it("is where the canary's village listens", () => {
    expect(complaint({ villageId: "canary", ...listening({ sink: true }) })).toBe("none");
  });
});

describe("a recipient", () => {
  const problem = (changed: object) =>
    recipientSchema.safeParse({ ...recipient, ...changed }).error?.issues[0]?.message;

  it("needs a way to be reached", () => {
    expect(problem({ addresses: {} })).toBe("needs sms or email");
    expect(problem({ addresses: { email: "chan@example.hk" } })).toBeUndefined();
  });

  it("has a phone number in one form only, so that it is masked and compared in one form", () => {
    expect(problem({ addresses: { sms: "1 202 555 0102" } })).toContain("a phone number is E.164");
  });

  it("has a role that routing knows", () => {
    expect(problem({ role: "mayor" })).toBeDefined();
  });
});

describe("a village's status", () => {
  it("lies where the board looks for it; an exercise has a place of its own", () => {
    expect(statusKey("lam-tsuen")).toBe("villages/lam-tsuen/status.json");
    expect(statusKey("lam-tsuen", "storm-1")).toBe("villages/lam-tsuen/exercises/storm-1/status.json");
  });

  it("can tell of a site that has never reported", () => {
    const status = {
      schema: "village-status/1",
      villageId: "lam-tsuen",
      name: file.name,
      telephone: file.telephone,
      publishedAt: Date.parse(since),
      sites: [
        {
          siteId: "wai-tau-bridge",
          name: site?.name,
          position: site?.position,
          hazard: "flood",
          level: "normal",
          score: 0,
          staleAfterS: 300,
          suspect: false,
          stateVersion: 0,
        },
      ],
    };
    expect(villageStatusSchema.safeParse(status).error).toBeUndefined();
    expect(villageStatusSchema.safeParse({ ...status, schema: "village-status/2" }).success).toBe(false);
  });
});
