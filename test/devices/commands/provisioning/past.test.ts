import { describe, expect, it } from "vitest";
import { pastComplaints } from "#devices/commands/provisioning/past-complaints.ts";
import { HOUR_MS } from "#shared/domain/time.ts";
import type { Village } from "#shared/domain/village.ts";
import { pilot } from "#test/functions/pilot-village.ts";

/** 2026-11-21 20:00 in Hong Kong. */
const NOW = Date.UTC(2026, 10, 21, 12);
const registered: Village = pilot.village;

const [bridge] = registered.sites;
const [gauge] = registered.devices;
const [threshold] = bridge?.hazards ?? [];
const [assignment] = gauge?.assignments ?? [];
if (bridge === undefined || gauge === undefined || threshold === undefined || assignment === undefined) {
  throw new Error("the pilot has a bridge with a gauge");
}

const told = (changed: Partial<Village>, before = registered): readonly string[] =>
  pastComplaints(before, { ...registered, ...changed }, NOW).map(
    ({ path, message }) => `${path.join(".")}: ${message}`,
  );
const withThresholds = (...hazards: Village["sites"][number]["hazards"]) => ({
  sites: registered.sites.map((site) => (site === bridge ? { ...site, hazards } : site)),
});
const withAssignments = (...assignments: Village["devices"][number]["assignments"]) => ({
  devices: registered.devices.map((device) => (device === gauge ? { ...device, assignments } : device)),
});
const lower = { ...threshold, settings: { ...threshold.settings, drainDepthM: 1.8 } };

describe("the past of a village", () => {
  it("stays when nothing changes, and when something is renamed", () => {
    expect(told({})).toEqual([]);
    expect(told({ telephone: "+12025550149" })).toEqual([]);
  });

  it("stays when a threshold ends now or later and another begins then", () => {
    for (const at of [NOW, NOW + HOUR_MS]) {
      expect(told(withThresholds({ ...threshold, validTo: at }, { ...lower, validFrom: at }))).toEqual([]);
    }
  });

  it("stays when a sensor is swapped or surveyed anew from now on", () => {
    const after = { ...assignment, sensorHeightM: 3.1, validFrom: NOW };
    expect(told(withAssignments({ ...assignment, validTo: NOW }, after))).toEqual([]);
  });

  it("has no place for a threshold that was another: field, old value, and what to do instead", () => {
    expect(told(withThresholds(lower))).toEqual([
      'sites.0.hazards.0.settings.drainDepthM: was 2 at 2026-04-01 00:00, and the past is not rewritten: leave this entry as it was, end it at 2026-11-21T20:05:00+08:00 or later (validTo), and add another from then on. To correct what was wrong all along, as after a survey error, give --rewrite-past and --reason "...".',
    ]);
  });

  it("has no place for another height", () => {
    expect(told(withAssignments({ ...assignment, sensorHeightM: 3.1 }))[0]).toMatch(
      /^devices\.0\.assignments\.0\.sensorHeightM: was 3\.2 at 2026-04-01 00:00/,
    );
  });

  it("has no place for another site", () => {
    expect(told(withAssignments({ ...assignment, siteId: "lam-kam-road" }))[0]).toMatch(
      /^devices\.0\.assignments\.0\.siteId: was "wai-tau-bridge" at/,
    );
  });

  it("does not end an hour ago", () => {
    expect(told(withAssignments({ ...assignment, validTo: NOW - HOUR_MS }))[0]).toMatch(
      /^devices\.0\.assignments\.0\.validTo: what was registered for 2026-11-21 19:00 is gone: leave it as it was and end it at 2026-11-21T20:05:00\+08:00 or later/,
    );
  });

  it("does not begin later than it did", () => {
    expect(told(withThresholds({ ...threshold, validFrom: threshold.validFrom + HOUR_MS }))[0]).toMatch(
      /^sites\.0\.hazards: what was registered for 2026-04-01 00:00 is gone/,
    );
  });

  it("does not reach further back than it did", () => {
    expect(told(withAssignments({ ...assignment, validFrom: assignment.validFrom - HOUR_MS }))[0]).toMatch(
      /^devices\.0\.assignments\.0\.validFrom: reaches back to 2026-03-31 23:00, when nothing was registered/,
    );
  });

  it("begins when a device, a site or a hazard is new: it has none yet", () => {
    const bare = { ...registered, devices: registered.devices.slice(1), sites: registered.sites };
    expect(told({}, bare)).toEqual([]);
    expect(told({}, { ...registered, sites: registered.sites.slice(1) })).toEqual([]);
  });

  it("forgets where a device stood once the site itself is gone", () => {
    const moved = withAssignments(
      { ...assignment, validTo: NOW - 5 * HOUR_MS },
      { ...assignment, siteId: "lam-kam-road", validFrom: NOW - 5 * HOUR_MS },
    );
    const before = { ...registered, ...moved };
    const only = withAssignments({ ...assignment, siteId: "lam-kam-road", validFrom: NOW - 5 * HOUR_MS });
    expect(told({ ...only, sites: registered.sites.slice(1) }, before)).toEqual([]);
    expect(told(only, before)).toHaveLength(1);
  });
});
