import { describe, expect, it } from "vitest";
import { capDocument } from "#shared/alerting/cap.ts";
import { emailText } from "#shared/alerting/email.ts";
import { smsText } from "#shared/alerting/sms.ts";
import type { Alert } from "#shared/domain/alert.ts";
import type { Assessment } from "#shared/domain/assessment.ts";
import type { CaseOutcome } from "#shared/domain/case.ts";
import { LANGUAGES } from "#shared/domain/language.ts";
import { DAY_MS } from "#shared/domain/time.ts";
import { illegalDumping } from "#shared/rules/illegal-dumping/illegal-dumping-definition.ts";
import { bridge } from "../../alerting/scene.ts";
import { bare, dumped, GROUND, looks, lying, tells, told, vehicle } from "./lay-by.ts";

const layBy = {
  ...bridge,
  site: {
    ...bridge.site,
    siteId: "lay-by",
    name: { "zh-HK": "梧桐寨路避車處", en: "Ng Tung Chai Road lay-by" },
  },
};
const none: Assessment = {
  hazard: "illegal_dumping",
  observedAt: Date.UTC(2026, 8, 8, 15, 10),
  level: "warning",
  score: 0,
  evidence: [],
};

const alertOf = (assessment: Assessment, more: Partial<Alert> = {}): Alert => ({
  identifier: "lam-tsuen.lay-by.illegal_dumping.1.20260908T151000Z",
  sender: "village-watch.example.hk",
  sent: assessment.observedAt + 1000,
  expires: assessment.observedAt + DAY_MS,
  messageType: "Alert",
  villageId: "lam-tsuen",
  siteId: "lay-by",
  hazard: "illegal_dumping",
  level: assessment.level,
  previousLevel: assessment.level === "normal" ? "warning" : "normal",
  references: [],
  transitionAt: assessment.observedAt,
  uplinkId: `${GROUND}/7`,
  assessment,
  ...more,
});

const openedAt = Date.UTC(2026, 8, 8, 15, 10);
const withCase = {
  case: {
    caseId: "lam-tsuen.lay-by.illegal_dumping.1.20260908T151000Z",
    departments: ["food_environmental_hygiene"],
    openedAt,
    dueAt: openedAt + 3 * DAY_MS,
  },
} as const;

const heap = looks([...bare(4), ...lying(0.6, 30)]);
const closedAs = (outcome: CaseOutcome): Assessment => ({
  ...none,
  level: "normal",
  evidence: [{ kind: "factor", name: "case_closed", text: outcome, contribution: 0 }],
});
const closings = {
  noViolation: closedAs("no_violation"),
  ticket: closedAs("ticket"),
  cleanUp: closedAs("clean_up"),
  removed: closedAs("removed"),
  falseAlarm: closedAs("false_alarm"),
};
const assessments = {
  stayed: told(dumped(4)).last,
  passed: told([...heap, tells(36, { passages_left_to_right: 1 })]).last,
  sensorDead: told([...vehicle(-2400, -2395), ...heap]).last,
  leaning: told([
    ...vehicle(30.5, 36.5),
    ...[0, 10, 20, 30].map((minute) => tells(minute, { tilt_x: 2 }, GROUND)),
    ...[40, 50, 60, 70].map((minute) => tells(minute, { tilt_x: 29 }, GROUND)),
  ]).last,
  gone: told([...dumped(6), ...looks(bare(4), 100)]).last,
  remounted: told([...dumped(6), ...looks(bare(1), 100).map((one) => ({ ...one, sensorHeightM: 3 }))]).last,
  further: told([...dumped(16), ...vehicle(200.5, 206.5), ...looks(lying(0.9, 6), 210)]).last,
  leaningFurther: told([
    ...[-20, -10, 0].map((minute) => tells(minute, { tilt_x: 2 }, GROUND)),
    ...vehicle(30.5, 36.5),
    ...[40, 50, 60, 70, 80].map((minute) => tells(minute, { tilt_x: 29 }, GROUND)),
    ...vehicle(90.5, 96.5),
    ...[100, 110, 120, 130].map((minute) => tells(minute, { tilt_x: 49 }, GROUND)),
  ]).last,
  unseen: told(heap).last,
  outOfSight: told([...dumped(6), ...vehicle(1700, 1705)]).last,
  silent: { ...none, level: "normal", evidence: [{ kind: "ended", afterMinutes: 1440, contribution: 0 }] },
  ...closings,
  unknown: none,
} as const;

describe("a message about dumping", () => {
  it("says what, where, since when it was read, and by when it is due, in one SMS", () => {
    const alert = alertOf(assessments.stayed, withCase);
    expect(smsText(alert, layBy, "zh-HK")).toBe(
      "【非法傾倒】林村梧桐寨路避車處約0.6米高雜物，車輛停留6分鐘後留下。請於9月11日前派員處理。23:10讀數。查詢+12025550100",
    );
    expect(smsText(alert, layBy, "en")).toContain(
      "ILLEGAL DUMPING Lam Tsuen, Ng Tung Chai Road lay-by: heap about 0.6 m high, left by a vehicle that stayed 6 min. Please deal with it by 11 Sep. Read 23:10",
    );
  });

  it("has the evidence, one fact on a line, in an e-mail", () => {
    const { body } = emailText(alertOf(assessments.stayed, withCase), layBy, "en");
    for (const line of [
      "Found: heap about 0.6 m high",
      "Came there: between 8 Sep 22:30 and 8 Sep 22:50",
      "Vehicle: left by a vehicle that stayed 6 min",
      "Vehicle left: 8 Sep 22:36",
      "Evidence: 90 of 100",
      "Due by: 11 Sep 23:10",
    ]) {
      expect(body).toContain(line);
    }
    const chinese = emailText(alertOf(assessments.stayed, withCase), layBy, "zh-HK").body;
    expect(chinese).toContain("處理期限：9月11日23:10");
    expect(chinese).toContain("出現時間：9月8日22:30至9月8日22:50之間");
  });

  it("says that a vehicle was there, that none could be seen, what leans on the sensor, and that it is gone", () => {
    const sms = (name: keyof typeof assessments) =>
      LANGUAGES.map((language) => smsText(alertOf(assessments[name]), layBy, language));
    expect(sms("passed")).toEqual([
      expect.stringContaining("有車輛到過"),
      expect.stringContaining("a vehicle was there"),
    ]);
    expect(sms("sensorDead")).toEqual([
      expect.stringContaining("車輛感應器失靈"),
      expect.stringContaining("vehicle sensor dead"),
    ]);
    expect(sms("leaning")).toEqual([
      expect.stringContaining("傾側27度"),
      expect.stringContaining("leans on the sensor, 27 degrees"),
    ]);
    expect(sms("gone")).toEqual([
      expect.stringContaining("地面已回復原狀"),
      expect.stringContaining("the ground is as it was before"),
    ]);
    expect(sms("unseen")).toEqual([
      expect.stringContaining("【懷疑傾倒】"),
      expect.stringContaining("DUMPING SUSPECTED"),
    ]);
  });

  const bothOf = (name: keyof typeof assessments) =>
    LANGUAGES.map((language) => smsText(alertOf(assessments[name]), layBy, language));

  it("says what came on top, and how much lies there in all", () => {
    expect(bothOf("further")).toEqual([
      expect.stringContaining("再有雜物0.3米，現約0.9米高"),
      expect.stringContaining("a further heap, 0.3 m; about 0.9 m in all"),
    ]);
    expect(bothOf("leaningFurther")).toEqual([
      expect.stringContaining("感應器再傾側20度"),
      expect.stringContaining("leans 20 degrees more"),
    ]);
  });

  it("says how a case was closed, and that the next heap is a new one", () => {
    const [chinese, english] = bothOf("cleanUp");
    expect(chinese).toContain("已清理。其後再有雜物將另立個案");
    expect(english).toContain("cleaned up. What comes from now on is a new case");
    const said = Object.keys(closings).map((name) => bothOf(name as keyof typeof closings)[1]);
    expect(new Set(said).size).toBe(5);
  });

  it("says that a silent sensor sees nothing any more, and that the case stays open", () => {
    for (const name of ["outOfSight", "silent"] as const) {
      expect(bothOf(name)).toEqual([
        expect.stringContaining("感應器失聯一日。個案未完結，請派員查看"),
        expect.stringContaining("sensor silent for a day. The case stays open: send somebody to see"),
      ]);
    }
  });

  it("never says that a heap is gone which the sensor did not see gone: a sensor hung anew", () => {
    expect(assessments.remounted.level).toBe("normal");
    const [chinese, english] = LANGUAGES.map((language) =>
      smsText(alertOf(assessments.remounted), layBy, language),
    );
    expect(chinese).toContain("請派員查看");
    expect(chinese).not.toContain("回復原狀");
    expect(english).toContain("not seen to be removed");
    expect(english).not.toContain("gone");
  });

  it.each(Object.entries(assessments))("fits one SMS in each language, and CAP: %s", (_, assessment) => {
    const alert = alertOf(assessment, assessment.level === "warning" ? withCase : {});
    expect(smsText(alert, layBy, "zh-HK").length).toBeLessThanOrEqual(70);
    expect(smsText(alert, layBy, "en").length).toBeLessThanOrEqual(160);
    expect(capDocument(alert, layBy)).toContain("<category>Env</category>");
  });

  it("asks for somebody to look, and for nothing once it is gone", () => {
    expect(capDocument(alertOf(assessments.stayed), layBy)).toContain("<responseType>Assess</responseType>");
    expect(capDocument(alertOf(assessments.gone), layBy)).toContain("<responseType>AllClear</responseType>");
  });

  it("never goes to villagers, and a suspicion to nobody", () => {
    expect(illegalDumping.routes).toEqual([
      { role: "department", from: "warning" },
      { role: "village_office", from: "warning" },
    ]);
  });

  it("has a line for the board", () => {
    const { words } = illegalDumping;
    const { evidence } = assessments.stayed;
    expect([words.en.boardLine?.(evidence), words["zh-HK"].boardLine?.(evidence)]).toEqual([
      "heap about 0.6 m high",
      "約0.6米高雜物",
    ]);
    const lineOf = (name: keyof typeof assessments) =>
      LANGUAGES.map((language) => words[language].boardLine?.(assessments[name].evidence));
    expect(lineOf("outOfSight")).toEqual([
      "約0.6米高雜物，自9月8日23:30未能看到：感應器失聯",
      "heap about 0.6 m high, not seen since 8 Sep 23:30: sensor silent",
    ]);
    expect(lineOf("silent")).toEqual(["一日未能看到：感應器失聯", "not seen for a day: sensor silent"]);
    const lastSeen = told([...dumped(6), ...vehicle(200, 205)]).last;
    expect(LANGUAGES.map((language) => words[language].boardLine?.(lastSeen.evidence))).toEqual([
      "約0.6米高雜物，9月8日23:30最後看到",
      "heap about 0.6 m high, last seen 8 Sep 23:30",
    ]);
    expect([words.en.lastSeen?.([]), words["zh-HK"].lastSeen?.([])]).toEqual([undefined, undefined]);
    expect([words.en.keepAway([]), words["zh-HK"].keepAway([])]).toEqual([
      "do not touch what lies there",
      "請勿觸碰雜物",
    ]);
  });
});

describe("an e-mail of a case", () => {
  it("says nothing of lives in danger: nobody is to call 999 for rubbish", () => {
    const { body } = emailText(alertOf(assessments.stayed, withCase), layBy, "en");
    expect(body).not.toContain("999");
  });
});
