import { describe, expect, it } from "vitest";
import { type RoutingInput, routeAlert } from "#shared/alerting/route.ts";
import { departmentsFor } from "#shared/domain/jurisdiction.ts";
import type { Level } from "#shared/domain/level.ts";
import type { Addressee } from "#shared/domain/recipient.ts";
import { HAZARDS } from "#shared/rules/hazard-list.ts";
import { hazardOf } from "#shared/rules/hazards.ts";
import { chan, dsd, everyone, fsd, had, office, smith } from "./scene.ts";

const route = (level: Level, more: Partial<RoutingInput> = {}) =>
  routeAlert({
    routes: hazardOf("flood").routes,
    departments: departmentsFor({}, "flood"),
    level,
    evidence: [],
    isUnconfirmed: false,
    endsQuietly: false,
    addressees: everyone,
    told: [],
    ...more,
  });

const toldAt = (level: Level, more: Partial<RoutingInput> = {}) =>
  route(level, more).routed.map(({ addressee }) => addressee.recipientId);

const whyNot = (level: Level, who: Addressee, more: Partial<RoutingInput> = {}) =>
  route(level, { addressees: [who], ...more }).withheld.find(
    ({ recipientId }) => recipientId === who.recipientId,
  )?.reason;

describe("who hears of a flood", () => {
  it("at advisory: Drainage Services, whose duty it is, and the village office", () => {
    expect(toldAt("advisory")).toEqual(["dsd-duty", "lam-tsuen-office"]);
  });

  it("at warning: the District Office and the subscribers too", () => {
    expect(toldAt("warning")).toEqual([
      "dsd-duty",
      "lam-tsuen-office",
      "had-tai-po",
      "villager-chan",
      "villager-smith",
    ]);
  });

  it("at danger: Fire Services too, so everybody", () => {
    expect(toldAt("danger")).toEqual(everyone.map(({ recipientId }) => recipientId));
  });

  it("by every channel that a recipient has", () => {
    const { routed } = route("danger", { addressees: [dsd, office] });
    expect(routed.map(({ channels }) => channels)).toEqual([["sms", "email"], ["email"]]);
  });

  it("gives a reason for everyone who is told, and for everyone who is not", () => {
    const { routed, withheld } = route("advisory");
    expect(new Set(routed.map(({ reason }) => reason))).toEqual(new Set(["routed"]));
    expect(withheld).toEqual([
      { recipientId: "had-tai-po", reason: "below_route" },
      { recipientId: "fsd-duty", reason: "below_route" },
      { recipientId: "villager-chan", reason: "below_route" },
      { recipientId: "villager-smith", reason: "below_route" },
    ]);
  });

  it("says of a department that has no part in floods that it is not routed", () => {
    const afcd: Addressee = { ...dsd, recipientId: "afcd", role: "agriculture_fisheries_conservation" };
    expect(whyNot("danger", afcd)).toBe("not_routed");
  });
});

describe("a flood that may be an echo", () => {
  const doubtful = { isUnconfirmed: true };

  it("is told to departments and the village office, and to no villager yet", () => {
    expect(toldAt("danger", doubtful)).toEqual(["dsd-duty", "lam-tsuen-office", "had-tai-po", "fsd-duty"]);
    expect(whyNot("danger", chan, doubtful)).toBe("unconfirmed");
    expect(whyNot("advisory", chan, doubtful)).toBe("below_route");
  });

  it("is told on to whoever heard of the running alarm", () => {
    expect(toldAt("danger", { ...doubtful, told: ["villager-chan/sms"] })).toContain("villager-chan");
  });
});

describe("consent", () => {
  const unasked: Addressee = { ...chan, consented: false };

  it("a subscriber who has not agreed is never told, not even of danger", () => {
    expect(toldAt("danger", { addressees: [unasked] })).toEqual([]);
    expect(whyNot("danger", unasked)).toBe("no_consent");
  });

  it("a subscriber who withdraws during an alarm hears no more of it", () => {
    expect(whyNot("normal", unasked, { told: ["villager-chan/sms"] })).toBe("no_consent");
  });

  it("is asked of villagers only: a duty desk needs none", () => {
    expect(toldAt("danger", { addressees: [{ ...dsd, consented: false }] })).toEqual(["dsd-duty"]);
  });
});

describe("whoever was warned hears how it goes on and how it ends", () => {
  it("hears a level below its route, as told before", () => {
    const { routed } = route("warning", { addressees: [fsd], told: ["fsd-duty/sms"] });
    expect(routed).toEqual([{ addressee: fsd, channels: ["sms"], reason: "told_before" }]);
  });

  it("hears the all-clear; who was never alarmed does not", () => {
    const told = ["dsd-duty/sms", "dsd-duty/email", "lam-tsuen-office/email"];
    const { routed, withheld } = route("normal", { told });
    expect(routed.map(({ addressee, reason }) => [addressee.recipientId, reason])).toEqual([
      ["dsd-duty", "told_before"],
      ["lam-tsuen-office", "told_before"],
    ]);
    expect(withheld.map(({ reason }) => reason)).toEqual(Array(4).fill("below_route"));
  });

  it("hears it on the channel it was warned on", () => {
    const { routed } = route("normal", { addressees: [smith], told: ["villager-smith/sms"] });
    expect(routed[0]?.channels).toEqual(["sms"]);
  });

  it("hears it on whatever channel is left when that one is gone", () => {
    const moved: Addressee = { ...smith, channels: ["email"] };
    const { routed } = route("normal", { addressees: [moved], told: ["villager-smith/sms"] });
    expect(routed[0]?.channels).toEqual(["email"]);
  });

  it("is not forgotten silently when it has no channel, or is on the list no more", () => {
    expect(whyNot("danger", { ...had, channels: [] })).toBe("no_channel");
    expect(route("normal", { addressees: [], told: ["villager-smith/sms", "villager-smith/email"] })).toEqual(
      {
        routed: [],
        withheld: [{ recipientId: "villager-smith", reason: "no_channel" }],
      },
    );
  });

  it("is known by its whole id: a namesake with a longer one heard nothing", () => {
    expect(toldAt("normal", { addressees: [chan], told: ["villager-chan-junior/sms"] })).toEqual([]);
  });
});

describe("the routing table", () => {
  const epd: Addressee = { ...dsd, recipientId: "epd", role: "environmental_protection" };
  const byDuty: Partial<RoutingInput> = { routes: [{ role: "department", from: "warning" }] };

  it("means by a department whichever has the duty at the site", () => {
    const departments = ["environmental_protection"] as const;
    expect(toldAt("warning", { ...byDuty, departments, addressees: [dsd, epd] })).toEqual(["epd"]);
    expect(whyNot("warning", dsd, { ...byDuty, departments })).toBe("not_routed");
  });

  it("can depend on what the evidence says", () => {
    const routes = [
      { role: "subscriber", from: "danger" },
      { role: "subscriber", from: "warning", where: "near_houses" },
    ] as const;
    const factor = (name: string) => ({ kind: "factor", name, contribution: 0 }) as const;
    expect(toldAt("warning", { routes, evidence: [factor("far_out")], addressees: [chan] })).toEqual([]);
    expect(toldAt("warning", { routes, evidence: [factor("near_houses")], addressees: [chan] })).toEqual([
      "villager-chan",
    ]);
    expect(whyNot("warning", chan, { routes })).toBe("below_route");
  });

  it("names each role once, unless the evidence decides between its lines", () => {
    for (const { rule, routes } of HAZARDS) {
      const lines = routes.map(({ role, where = "" }) => `${rule.hazard}/${role}/${where}`);
      expect(new Set(lines).size).toBe(lines.length);
      expect(lines.length).toBeGreaterThan(0);
    }
  });
});

describe("an alarm that ends by itself", () => {
  it("is not told to whoever heard of it, and says so", () => {
    const told = ["villager-chan/sms"];
    expect(toldAt("normal", { endsQuietly: true, told, addressees: [chan] })).toEqual([]);
    expect(whyNot("normal", chan, { endsQuietly: true, told })).toBe("ends_quietly");
    expect(whyNot("normal", smith, { endsQuietly: true, told })).toBe("below_route");
  });
});
