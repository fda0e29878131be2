import { describe, expect, it } from "vitest";
import { nobodyToldWarnings } from "#devices/commands/provisioning/nobody-told.ts";
import type { Recipient, Role } from "#shared/domain/recipient.ts";
import type { HazardConfiguration, Site } from "#shared/domain/site.ts";
import { hazardOf } from "#shared/rules/hazards.ts";
import { dryRun, read } from "./dry-run.ts";

const NOW = Date.UTC(2026, 10, 21);

const recipient = (role: Role, consentedAt?: number): Recipient => ({
  recipientId: role.replaceAll("_", "-"),
  role,
  language: "en",
  addresses: { email: "desk@example.hk" },
  ...(consentedAt === undefined ? {} : { consentedAt }),
});

const everybody = [recipient("drainage_services"), recipient("village_office"), recipient("subscriber", 0)];

const entry = (hazard: string): HazardConfiguration => ({ hazard, settings: {}, validFrom: 0 });

const site = (hazards: readonly HazardConfiguration[], further: Partial<Site> = {}): Site => ({
  siteId: "wai-tau-bridge",
  name: { "zh-HK": "圍頭橋", en: "Wai Tau bridge" },
  position: [114.1468, 22.4689],
  hazards: [...hazards],
  ...further,
});

const warnings = (sites: readonly Site[], recipients: readonly Recipient[], villageId = "lam-tsuen") =>
  nobodyToldWarnings({ villageId, sites: [...sites], recipients: [...recipients] }, NOW);

describe("a village's file whose alerts would reach nobody", () => {
  it("is told so, naming village, site, hazard and the department that has no recipient", () => {
    expect(warnings([site([entry("flood")])], everybody)).toEqual([]);
    expect(warnings([site([entry("flood"), entry("wild_pig")])], everybody)).toEqual([
      "lam-tsuen, wai-tau-bridge: nobody at agriculture_fisheries_conservation is told of wild_pig; no recipient has the role agriculture_fisheries_conservation",
    ]);
  });

  it("is told of each department that shares the duty and is not there, by the site's jurisdiction", () => {
    const both = { hill_fire: ["fire_services", "agriculture_fisheries_conservation"] } as const;
    const hill = site([entry("hill_fire")], { jurisdiction: { hill_fire: [...both.hill_fire] } });
    const [only, ...others] = warnings([hill], [...everybody, recipient("fire_services")]);
    expect(only).toContain("nobody at agriculture_fisheries_conservation is told of hill_fire");
    expect(others).toEqual([]);
  });

  it("is told that villagers, or their office, are not among the recipients of a public hazard", () => {
    expect(warnings([site([entry("flood")])], [recipient("drainage_services")])).toEqual([
      "lam-tsuen: no village office is told of flood; no recipient has the role village_office",
      "lam-tsuen: no villager is told of flood; no recipient has the role subscriber and consentedAt, the day on which they agreed",
    ]);
  });

  it("counts no villager who has not agreed to be told", () => {
    const asked = [recipient("drainage_services"), recipient("village_office"), recipient("subscriber")];
    expect(warnings([site([entry("flood")])], asked)).toEqual([
      expect.stringContaining("no villager is told of flood"),
    ]);
  });

  it("says nothing of villagers where a hazard is not for them", () => {
    const dumping = hazardOf("illegal_dumping").routes.map(({ role }) => role);
    expect(dumping).not.toContain("subscriber");
    expect(warnings([site([entry("illegal_dumping")])], [recipient("food_environmental_hygiene")])).toEqual(
      [],
    );
  });

  it("says nothing of a hazard that is over, and something of one that is to come", () => {
    const over = { ...entry("flood"), validTo: NOW - 1 };
    expect(warnings([site([over])], [])).toEqual([]);
    const toCome = { ...entry("flood"), validFrom: NOW + 1 };
    expect(warnings([site([toCome])], [])).toHaveLength(3);
  });

  it("leaves the canary alone: nobody lives there", () => {
    expect(warnings([site([entry("flood")])], [], "canary")).toEqual([]);
  });

  it("is told so before anything is applied, and applied all the same", async () => {
    const withoutDrainage = (text: string) => text.replace("role: drainage_services", "role: fire_services");
    const { said, outcome } = await dryRun(await read(withoutDrainage));
    expect(said).toContain("  ! lam-tsuen, wai-tau-bridge: nobody at drainage_services is told of flood;");
    expect(said).toContain("  ! lam-tsuen, lam-kam-road: nobody at drainage_services is told of flood;");
    expect(outcome.troubles).toEqual([]);
    expect(
      (await dryRun(await read((text) => text.replace("Lam Kam Road", "Lam Kam Rd")))).said,
    ).not.toContain("!");
  });
});
