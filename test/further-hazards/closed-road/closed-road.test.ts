import { describe, expect, it, vi } from "vitest";
import { type EpochMs, MINUTE_MS } from "#shared/domain/time.ts";
import type { Village } from "#shared/domain/village.ts";
import type { Arrival } from "#shared/rules/arrival.ts";

/** The only edit that a fifth hazard needs outside its folder: a line on the list. */
vi.mock("#shared/rules/hazard-list.ts", async () => {
  const { closedRoad } = await import("./closed-road-definition.ts");
  return { HAZARDS: [closedRoad] };
});

const { capDocument } = await import("#shared/alerting/cap.ts");
const { nothingAnnounced, planAlert, settled } = await import("#shared/alerting/plan.ts");
const { villageSchema } = await import("#shared/domain/village.ts");
const { evaluateHazard } = await import("#shared/rules/evaluate.ts");
const { checkSettings } = await import("#shared/rules/hazards.ts");
const { observe } = await import("#shared/rules/observe.ts");
const { siteContextOf } = await import("#shared/rules/site-context.ts");
const { newSiteState } = await import("#shared/rules/site-state.ts");
const { siteStatus } = await import("#shared/rules/status.ts");

/** 2026-09-08 22:00 in Hong Kong. */
const START: EpochMs = Date.UTC(2026, 8, 8, 14, 0);
const RADAR = "020000fffe0000c1";

const village: Village = villageSchema.parse({
  villageId: "lam-tsuen",
  name: { "zh-HK": "林村", en: "Lam Tsuen" },
  telephone: "+12025550100",
  sites: [
    {
      siteId: "lam-kam-barrier",
      name: { "zh-HK": "林錦公路路障", en: "Lam Kam Road barrier" },
      position: [114.1402, 22.4481],
      jurisdiction: { closed_road: ["fire_services"] },
      hazards: [{ hazard: "closed_road", settings: {}, validFrom: "2026-04-01T00:00:00+08:00" }],
    },
  ],
  devices: [
    {
      devEui: RADAR,
      profileId: "parametric/pcr2",
      reportIntervalS: 600,
      assignments: [{ siteId: "lam-kam-barrier", validFrom: "2026-04-01T00:00:00+08:00" }],
    },
  ],
});
const context = siteContextOf(village, "lam-kam-barrier", undefined);
if (context === undefined) throw new Error("the village has no barrier");

const passing = (minute: number, vehicles: number): Arrival => ({
  devEui: RADAR,
  identity: `${RADAR}||${minute}|14|${vehicles}`,
  fCnt: minute,
  observedAt: START + minute * MINUTE_MS,
  receivedAt: START + minute * MINUTE_MS,
  measurements: [{ quantity: "passages_left_to_right", value: vehicles }],
});
const siteAfter = (...frames: readonly Arrival[]) =>
  frames.reduce(
    (state, frame) => observe(state, [frame], context).state,
    newSiteState({ villageId: "lam-tsuen", siteId: "lam-kam-barrier" }),
  );

const recipient = (recipientId: string, role: "village_office" | "fire_services" | "subscriber") =>
  ({ recipientId, role, language: "en", channels: ["sms"], consented: true }) as const;
const planned = (state: ReturnType<typeof siteAfter>, minute: number, announced = nothingAnnounced) =>
  planAlert({
    announced,
    timeline: evaluateHazard(state, "closed_road", context, START + minute * MINUTE_MS),
    village,
    site: context.site,
    addressees: [
      recipient("office", "village_office"),
      recipient("fsd", "fire_services"),
      recipient("chan", "subscriber"),
    ],
    sender: "alerts@example.hk",
    boardUrl: "https://board.example.hk/",
    now: START + minute * MINUTE_MS,
  });

describe("a fifth hazard in one folder: vehicles on a closed road", () => {
  const one = siteAfter(passing(0, 0), passing(10, 1));
  const many = siteAfter(passing(0, 0), passing(10, 1), passing(20, 2));

  it("is watched for like any other, with settings of its own", () => {
    expect(() => checkSettings("closed_road", { warningVehicles: 1 })).toThrow("warningVehicles");
    expect(evaluateHazard(many, "closed_road", context, START + 20 * MINUTE_MS)).toMatchObject({
      level: "warning",
      head: { score: 90 },
    });
  });

  it("says why it did not fire", () => {
    const { head } = evaluateHazard(one, "closed_road", context, START + 10 * MINUTE_MS);
    expect(head).toMatchObject({ level: "advisory", score: 30 });
    expect(head?.evidence).toContainEqual({
      kind: "needs",
      what: "vehicles",
      have: 1,
      of: 3,
      contribution: 0,
    });
  });

  it("reaches who its routes and the site's jurisdiction name, in its own words", () => {
    const result = planned(many, 20);
    if (result.kind !== "alert") throw new Error(result.reason);
    const { alert, notifications, withheld } = result.plan;
    expect(notifications.map(({ recipientId, text }) => `${recipientId}: ${text.body}`)).toEqual([
      "office: CLOSED ROAD Lam Tsuen, Lam Kam Road barrier: 3 vehicles in 15 min. Check the barrier. Read 22:20. Call +12025550100. https://board.example.hk/?village=lam-tsuen",
      "fsd: CLOSED ROAD Lam Tsuen, Lam Kam Road barrier: 3 vehicles in 15 min. Check the barrier. Read 22:20. Call +12025550100. https://board.example.hk/?village=lam-tsuen",
    ]);
    expect(withheld).toEqual([{ recipientId: "chan", reason: "not_routed" }]);
    expect(alert.expires - alert.sent).toBe(60 * MINUTE_MS);
    const document = capDocument(alert, {
      village,
      site: context.site,
      boardUrl: "https://board.example.hk/",
    });
    expect(document).toContain("<category>Transport</category>");
    expect(document).toContain("<event>封閉道路有車輛</event>");
    expect(document).toContain("<valueName>vehicles</valueName>");
  });

  it("ends by itself, without a message to anybody", () => {
    const raised = planned(many, 20);
    const ended = planned(many, 50, settled(raised.announced));
    if (ended.kind !== "alert") throw new Error(ended.reason);
    expect(ended.plan.alert).toMatchObject({ level: "normal", messageType: "Cancel" });
    expect(ended.plan.notifications).toEqual([]);
    expect(ended.plan.withheld).toContainEqual({ recipientId: "fsd", reason: "ends_quietly" });
  });

  it("is on the board", () => {
    expect(siteStatus(many, context, START + 20 * MINUTE_MS)).toMatchObject({
      hazard: "closed_road",
      level: "warning",
      says: { en: "3 vehicles in 15 min", "zh-HK": "15分鐘內有3輛車駛過" },
    });
  });
});
