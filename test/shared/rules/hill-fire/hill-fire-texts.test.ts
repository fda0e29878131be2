import { describe, expect, it } from "vitest";
import { alertFacts } from "#shared/alerting/alert-facts.ts";
import { fitsOneSms } from "#shared/alerting/gsm7.ts";
import { notificationText } from "#shared/alerting/message.ts";
import type { Place } from "#shared/alerting/place.ts";
import type { Alert } from "#shared/domain/alert.ts";
import type { AlarmTimeline } from "#shared/domain/assessment.ts";
import type { Evidence } from "#shared/domain/evidence.ts";
import { LANGUAGES } from "#shared/domain/language.ts";
import type { Level } from "#shared/domain/level.ts";
import { MINUTE_MS } from "#shared/domain/time.ts";
import { hillFire } from "#shared/rules/hill-fire/hill-fire-definition.ts";
import { CALM, every, FIRE, HEAT, report, SMOKE, START, storyOf } from "./hillside.ts";

const tsuenKamAu: Place = {
  village: {
    villageId: "chuen-lung",
    name: { "zh-HK": "川龍", en: "Chuen Lung" },
    telephone: "+12025550100",
  },
  site: {
    siteId: "tsuen-kam-au",
    name: { "zh-HK": "荃錦坳", en: "Tsuen Kam Au" },
    position: [114.1098, 22.4086],
  },
  boardUrl: "https://board.example.hk/",
};

const alertOf = (from: Level, to: Level, evidence: readonly Evidence[], minute = 5): Alert => ({
  identifier: "chuen-lung.tsuen-kam-au.hill_fire.1",
  sender: "village-watch@example.hk",
  sent: START + minute * MINUTE_MS + 1000,
  expires: START + 600 * MINUTE_MS,
  messageType: "Alert",
  villageId: "chuen-lung",
  siteId: "tsuen-kam-au",
  hazard: "hill_fire",
  level: to,
  previousLevel: from,
  references: [],
  transitionAt: START + minute * MINUTE_MS,
  uplinkId: "020000fffe000021/1",
  assessment: { hazard: "hill_fire", observedAt: START + minute * MINUTE_MS, level: to, score: 60, evidence },
});

/** What is said of the last change of a story, in both languages. */
const said = ({ transitions }: AlarmTimeline, index = -1) => {
  const change = transitions.at(index);
  if (change === undefined) throw new Error("nothing changed");
  const alert = alertOf(change.from, change.to, change.assessment.evidence);
  const [zh = "", en = ""] = LANGUAGES.map(
    (language) => notificationText(alert, tsuenKamAu, language, "sms").body,
  );
  return { zh, en, alert };
};

const calm = every(0, 60, CALM);
/** Ten hours in which smoke from far away becomes thick. */
const haze = Array.from({ length: 120 }, (_, index) => report(index * 5, { ...CALM, pm2_5: 12 + index }));

describe("what people read of a hill fire", () => {
  it("of one sign: that somebody should look", () => {
    const { zh, en } = said(storyOf([...calm, report(65, SMOKE)]));
    expect(zh).toMatch(/^【留意山火】川龍荃錦坳偵測到煙霧.*。請留意山邊，如見火光或濃煙，致電999。14:05讀數/);
    expect(en).toMatch(/^HILL FIRE ADVISORY Chuen Lung, Tsuen Kam Au: smoke detected.*\. Watch the hillside/);
  });

  it("of heat where no smoke is smelt: that they should be ready", () => {
    const { zh, en } = said(storyOf([...calm, ...every(65, 70, HEAT)]));
    expect(zh).toMatch(/^【山火警告】川龍荃錦坳偵測到高溫及濕度急降，急升11度.*。請勿上山，關窗，準備撤離。/);
    expect(en).toContain("heat and a sharp fall of humidity detected, up 11 C");
  });

  it("of smoke with heat: that they should leave", () => {
    const { zh, en } = said(storyOf([...calm, ...every(65, 70, FIRE)]));
    expect(zh).toMatch(
      /^【山火危險】川龍荃錦坳偵測到煙霧、高溫及濕度急降.*。立即離開山邊，關窗，聽從消防指示撤離。/,
    );
    expect(en).toMatch(/^HILL FIRE DANGER .* Leave the hillside now/);
  });

  it("of its end: that it has ended, and whom to call", () => {
    const { zh, en } = said(storyOf([...calm, report(65, SMOKE), ...every(70, 140, CALM)]));
    expect(zh).toMatch(/^【解除】川龍荃錦坳不再偵測到山火跡象，山火警告解除。如再見火光或濃煙，致電999。/);
    expect(en).toMatch(/^ALL CLEAR .*hill fire warning ended\. Call 999/);
  });

  it("of a lower level: that it is not over", () => {
    const story = storyOf([
      ...calm,
      ...every(65, 75, FIRE),
      ...every(80, 120, SMOKE),
      ...every(125, 200, CALM),
    ]);
    const lowered = story.transitions.findIndex(({ to, from }) => from === "danger" && to !== "normal");
    expect(lowered).toBeGreaterThan(0);
    const { zh, en } = said(story, lowered);
    expect(zh).toMatch(/^【山火降級】.*由危險降為(警告|留意)。/);
    expect(en).toContain("danger lowered to");
  });

  it("of smoky air: that it is no hill fire, and that windows should be shut", () => {
    const raised = said(storyOf(haze));
    expect(raised.zh).toMatch(
      /^【空氣有煙】川龍荃錦坳PM2.5達每立方米\d+微克，未見附近有山火跡象。請關窗，減少戶外活動。/,
    );
    expect(raised.en).toContain("no sign of a hill fire near by");
    const over = said(storyOf([...haze, ...every(600, 1500, CALM)]));
    expect(over.zh).toMatch(/^【解除】川龍荃錦坳空氣已無煙霧。可開窗通風。/);
    expect(over.en).toContain("no more smoke in the air");
  });

  it("of a lower level whose signs are gone: only that", () => {
    const body = LANGUAGES.map(
      (language) => notificationText(alertOf("danger", "warning", []), tsuenKamAu, language, "sms").body,
    );
    expect(body[0]).toMatch(/^【山火降級】川龍荃錦坳由危險降為警告。仍未安全，請勿上山。/);
    expect(body[1]).toMatch(/^HILL FIRE UPDATE Chuen Lung, Tsuen Kam Au: danger lowered to warning\. /);
  });

  it("of smoky air that is less than it was: the same, without a number", () => {
    const smoky: Evidence = { kind: "factor", name: "alarm_of", text: "smoky_air", contribution: 0 };
    const body = LANGUAGES.map(
      (language) =>
        notificationText(alertOf("warning", "advisory", [smoky]), tsuenKamAu, language, "sms").body,
    );
    expect(body[0]).toMatch(/^【空氣有煙】川龍荃錦坳未見附近有山火跡象。/);
    expect(body[1]).toMatch(/^SMOKE IN THE AIR Chuen Lung, Tsuen Kam Au: no sign of a hill fire near by\. /);
  });

  it("in Chinese fits one SMS of 70 characters, and in English one of 160, whatever is known", () => {
    const evidence: readonly Evidence[] = [
      { kind: "anomaly", quantity: "pm2_5", value: 812, median: 12, deviations: 160, contribution: 60 },
      { kind: "factor", name: "temperature_rise_c", value: 23, contribution: 10 },
      { kind: "factor", name: "humidity_fall_percent", value: 44, contribution: 10 },
      { kind: "neighbour", siteId: "x", relation: "near", level: "danger", minutesAgo: 3, contribution: 5 },
      { kind: "silence", minutes: 12, contribution: 5 },
      { kind: "factor", name: "fire_danger_warning", text: "red", contribution: 0 },
    ];
    for (const level of ["advisory", "warning", "danger"] as const) {
      for (const language of LANGUAGES) {
        const { body } = notificationText(alertOf("normal", level, evidence), tsuenKamAu, language, "sms");
        expect(fitsOneSms(body), body).toBe(true);
      }
    }
    const mail = LANGUAGES.map(
      (language) =>
        notificationText(alertOf("normal", "danger", evidence), tsuenKamAu, language, "email").body,
    );
    expect(mail[0]).toContain("微細懸浮粒子（PM2.5）：812微克/立方米（平常12）");
    expect(mail[0]).toContain("火災危險警告：紅色");
    expect(mail[1]).toContain("A sensor is silent for: 12 min");
  });
});

describe("what a machine and a board read of a hill fire", () => {
  const codes = ({ alert }: ReturnType<typeof said>) =>
    hillFire.codes.responseTypes(alert, alertFacts(alert));

  it("CAP asks for what the words ask for", () => {
    const story = storyOf([
      ...calm,
      ...every(65, 75, FIRE),
      ...every(80, 120, SMOKE),
      ...every(125, 250, CALM),
    ]);
    expect(codes(said(story, 0))).toEqual(["Monitor"]);
    expect(codes(said(story, 1))).toEqual(["Evacuate"]);
    expect(codes(said(story, 2))).toEqual(["Monitor", "Avoid"]);
    expect(codes(said(story))).toEqual(["AllClear"]);
    const smoky: Evidence = { kind: "factor", name: "alarm_of", text: "smoky_air", contribution: 0 };
    expect(codes({ zh: "", en: "", alert: alertOf("normal", "advisory", [smoky]) })).toEqual(["Monitor"]);
  });

  it("a board and a silent site tell the signs in a few words", () => {
    const burning = storyOf([...calm, ...every(65, 70, FIRE)]).head?.evidence ?? [];
    const smoky = storyOf(haze).head?.evidence ?? [];
    const lines = LANGUAGES.map((language) => {
      const { boardLine, lastSeen, keepAway } = hillFire.words[language];
      return [
        ...[burning, smoky, []].map((evidence) => boardLine?.(evidence)),
        ...[burning, smoky].map((evidence) => lastSeen?.(evidence)),
        keepAway([]),
      ];
    });
    expect(lines).toEqual([
      [
        "煙霧、高溫及濕度急降",
        "空氣有煙，PM2.5 107",
        undefined,
        "最後偵測到煙霧、高溫及濕度急降",
        undefined,
        "請勿上山",
      ],
      [
        "smoke, heat and a sharp fall of humidity",
        "smoky air, PM2.5 107",
        undefined,
        "smoke, heat and a sharp fall of humidity detected last",
        undefined,
        "keep off the hill",
      ],
    ]);
  });
});
