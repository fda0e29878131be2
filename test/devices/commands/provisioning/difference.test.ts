import { describe, expect, it } from "vitest";
import { differenceLines } from "#devices/commands/provisioning/difference.ts";
import type { ProvisionedVillage } from "#devices/commands/provisioning/fields.ts";
import { masked, maskedFile } from "#devices/commands/provisioning/masked.ts";
import { pilot } from "#test/functions/pilot-village.ts";

const before: ProvisionedVillage = pilot;
const changed = (village: Partial<ProvisionedVillage["village"]>): readonly string[] =>
  differenceLines(before, { ...pilot, village: { ...pilot.village, ...village } });
const editSite = (edit: object) => ({
  sites: pilot.village.sites.map((site, index) => (index === 0 ? { ...site, ...edit } : site)),
});

describe("how a village would change", () => {
  it("is nothing for the same file", () => {
    expect(differenceLines(before, pilot)).toEqual([]);
  });

  it("is told by field, old and new", () => {
    expect(changed({ telephone: "+12025550149" })).toEqual(["  ~ telephone: +12025550140 -> +12025550149"]);
    expect(changed(editSite({ position: [114.147, 22.469] }))).toEqual([
      "  ~ site wai-tau-bridge, position: [114.1468,22.4689] -> [114.147,22.469]",
    ]);
  });

  it("is told of a threshold under the time from which it holds, in Hong Kong's time", () => {
    const [threshold] = pilot.village.sites[0]?.hazards ?? [];
    if (threshold === undefined) throw new Error("the bridge has a threshold");
    const validTo = Date.UTC(2026, 10, 30, 16);
    const settings = { ...threshold.settings, advisoryPercent: 40 };
    const hazards = [
      { ...threshold, validTo },
      { ...threshold, settings, validFrom: validTo },
    ];
    expect(changed(editSite({ hazards }))).toEqual([
      "  + site wai-tau-bridge, flood from 2026-04-01 00:00:00, until: 2026-12-01 00:00:00",
      "  + site wai-tau-bridge, flood from 2026-12-01 00:00:00, reference: drain",
      "  + site wai-tau-bridge, flood from 2026-12-01 00:00:00, drainDepthM: 2",
      "  + site wai-tau-bridge, flood from 2026-12-01 00:00:00, advisoryPercent: 40",
    ]);
  });

  it("is told of the department that acts, also where it was the usual one", () => {
    const hazards = [{ hazard: "hill_fire", settings: {}, validFrom: 0 }];
    const usual = { ...pilot, village: { ...pilot.village, ...editSite({ hazards }) } };
    const park = editSite({
      hazards,
      jurisdiction: { hill_fire: ["agriculture_fisheries_conservation", "fire_services"] },
    });
    expect(differenceLines(usual, { ...pilot, village: { ...pilot.village, ...park } })).toEqual([
      "  ~ site wai-tau-bridge, hill_fire is for: fire_services -> agriculture_fisheries_conservation and fire_services",
    ]);
  });

  it("is told of what goes", () => {
    expect(changed({ devices: pilot.village.devices.slice(0, 1) })).toContain(
      "  - device 020000fffe000002, profileId: milesight/em500-udl",
    );
  });

  it("is everything at first, and shows no address in full", () => {
    const lines = differenceLines(undefined, pilot).join("\n");
    expect(lines).toContain("  + site wai-tau-bridge, name, en: Wai Tau bridge");
    expect(lines).toContain("  + recipient villager-chan, address, sms: +120*****43");
    for (const { addresses } of pilot.recipients) {
      for (const address of Object.values(addresses)) expect(lines).not.toContain(address);
    }
  });

  it("says that an address changed even where its mask does not", () => {
    const recipients = pilot.recipients.map((recipient) =>
      recipient.recipientId === "villager-chan"
        ? { ...recipient, addresses: { sms: "+12025559943" } }
        : recipient,
    );
    expect(differenceLines(before, { ...pilot, recipients })).toEqual([
      "  ~ recipient villager-chan, address, sms: +120*****43 -> another that looks the same here",
    ]);
  });
});

describe("a kept file", () => {
  it("shows no address, neither where it is used nor in a remark, and keeps the remarks", () => {
    const text = [
      "# villager-chan moved: was +12025550143",
      "desk: &desk dsd-duty@example.hk",
      "recipients:",
      '  - addresses: { sms: "+12025550143", email: *desk } # by hand',
      "",
    ].join("\n");
    const addresses = { sms: "+12025550143", email: "dsd-duty@example.hk" };
    const kept = maskedFile(text, [{ addresses }]);
    expect(kept).toContain("# villager-chan moved: was +120*****43");
    expect(kept).toContain("d***@example.hk");
    expect(kept).toContain("# by hand");
    for (const address of Object.values(addresses)) expect(kept).not.toContain(address);
  });

  it("shows no telephone number that stands without quotes", () => {
    const text = "recipients:\n  - addresses: { sms: +12025550143 }\n";
    const kept = maskedFile(text, [{ addresses: { sms: "+12025550143" } }]);
    expect(kept).toContain("+120*****43");
    expect(kept).not.toContain("2025550143");
  });

  it("shows no address of somebody who is only left in a remark, and still the village's own number", () => {
    const text = [
      'telephone: "+12025550140"',
      '# - addresses: { sms: "+12025550199", email: wong@example.hk } left in May, new +1 202 555 0198',
      "recipients: [] # since 2026-04-01T00:00:00+08:00",
      "",
    ].join("\n");
    const kept = maskedFile(text, []);
    for (const address of ["+12025550199", "wong@", "555 0198"]) expect(kept).not.toContain(address);
    expect(kept).toContain("w***@example.hk");
    for (const shown of ["+12025550140", "2026-04-01T00:00:00+08:00"]) expect(kept).toContain(shown);
  });

  it("leaves enough of an address to know it by", () => {
    expect([masked("+12025550143"), masked("villager-smith@example.hk")]).toEqual([
      "+120*****43",
      "v***@example.hk",
    ]);
  });
});
