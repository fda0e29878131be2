import { describe, expect, it } from "vitest";
import { changedSites } from "#devices/commands/provisioning/changed-sites.ts";
import { removals } from "#devices/commands/provisioning/removals.ts";
import type { Village } from "#shared/domain/village.ts";
import { pilot } from "#test/functions/pilot-village.ts";

const registered: Village = pilot.village;
const [bridge, ...otherSites] = registered.sites;
const [gauge, ...otherDevices] = registered.devices;
if (bridge === undefined || gauge === undefined) throw new Error("the pilot has a bridge with a gauge");

describe("what is no longer in a file", () => {
  it("is named: a site, a hazard, a device", () => {
    expect(removals(registered, registered)).toEqual([]);
    expect(removals(registered, { ...registered, sites: otherSites })).toEqual(["site wai-tau-bridge"]);
    expect(removals(registered, { ...registered, devices: otherDevices })).toEqual([
      "device 020000fffe000001",
    ]);
    const burning = { ...bridge, hazards: [{ hazard: "hill_fire", settings: {}, validFrom: 0 }] };
    expect(removals(registered, { ...registered, sites: [burning, ...otherSites] })).toEqual([
      "flood at wai-tau-bridge",
    ]);
  });
});

describe("the sites to judge anew", () => {
  const changed = (edit: Partial<Village>) => changedSites(registered, { ...registered, ...edit });

  it("are those of which something changed, and no others", () => {
    expect(changed({})).toEqual([]);
    expect(changed({ sites: [{ ...bridge, position: [114.15, 22.47] }, ...otherSites] })).toEqual([
      "wai-tau-bridge",
    ]);
    expect(changed({ devices: [{ ...gauge, reportIntervalS: 120 }, ...otherDevices] })).toEqual([
      "wai-tau-bridge",
    ]);
  });

  it("are both when a device moves from one to the other", () => {
    const assignments = gauge.assignments.map((assignment) => ({ ...assignment, siteId: "lam-kam-road" }));
    expect(changed({ devices: [{ ...gauge, assignments }, ...otherDevices] })).toEqual([
      "wai-tau-bridge",
      "lam-kam-road",
    ]);
  });

  it("are all when the village is new, or what every alert says of it changes", () => {
    const all = ["wai-tau-bridge", "lam-kam-road"];
    expect(changed({ telephone: "+12025550149" })).toEqual(all);
    expect(changedSites(undefined, registered)).toEqual(all);
  });
});
