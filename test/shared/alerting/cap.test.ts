import { XMLParser } from "fast-xml-parser";
import { describe, expect, it } from "vitest";
import { capDocument } from "#shared/alerting/cap.ts";
import type { Place } from "#shared/alerting/place.ts";
import type { Alert } from "#shared/domain/alert.ts";
import type { Level } from "#shared/domain/level.ts";
import { alertOf, bridge, exercise, hongKong, road } from "./scene.ts";

interface CapInfo {
  readonly [element: string]: string;
}
interface CapAlert {
  readonly info: readonly (CapInfo & {
    readonly responseType: readonly string[];
    readonly parameter: readonly { readonly valueName: string; readonly value: string }[];
    readonly area: { readonly areaDesc: string; readonly circle: string };
  })[];
  readonly [element: string]: unknown;
}

const parser = new XMLParser({
  parseTagValue: false,
  isArray: (name) => ["info", "responseType", "parameter"].includes(name),
});
const read = (alert: Alert, place: Place = bridge): CapAlert =>
  (parser.parse(capDocument(alert, place)) as { alert: CapAlert }).alert;

const infos = (alert: Alert, place?: Place) => {
  const [chinese, english] = read(alert, place).info;
  if (chinese === undefined || english === undefined) throw new Error("needs two languages");
  return { chinese, english };
};

const warning = alertOf({
  from: "advisory",
  to: "warning",
  water: { m: 1.62, percent: 81, per10MinM: 0.12, forecast: { level: "danger", inMinutes: 15 } },
});

describe("a CAP 1.2 document", () => {
  it("names itself, and tells the time as Hong Kong's clocks do, with the offset and without fractions", () => {
    expect(read({ ...warning, sent: hongKong("23:41") + 999 })).toMatchObject({
      identifier: "wai-tau-bridge.flood.1.20260908T154100Z",
      sender: "alerts.example.hk",
      sent: "2026-09-08T23:41:00+08:00",
      status: "Actual",
      msgType: "Update",
      scope: "Public",
    });
  });

  it("lists what it replaces as sender,identifier,sent", () => {
    const references = [
      { sender: "alerts.example.hk", identifier: "one", sent: hongKong("23:00") },
      { sender: "alerts.example.hk", identifier: "two", sent: hongKong("23:30") },
    ];
    expect(read({ ...warning, references }).references).toBe(
      "alerts.example.hk,one,2026-09-08T23:00:00+08:00 alerts.example.hk,two,2026-09-08T23:30:00+08:00",
    );
    expect(read(warning)).not.toHaveProperty("references");
  });

  it("says it in Chinese and in English: the same codes, different words", () => {
    const { chinese, english } = infos(warning);
    expect([chinese.language, english.language]).toEqual(["zh-HK", "en"]);
    for (const code of ["category", "urgency", "severity", "certainty", "expires", "web", "contact"]) {
      expect(chinese[code]).toBe(english[code]);
    }
    for (const words of ["event", "senderName", "headline", "description", "instruction"]) {
      expect(chinese[words]).not.toBe(english[words]);
    }
    expect(chinese).toMatchObject({
      event: "水浸",
      senderName: "林村鄉村守望",
      headline: "水浸警告：林村圍頭橋，水位1.62米",
      description:
        "林村圍頭橋水位1.62米，水道已滿81%，10分鐘升12厘米，約15分鐘後達危險。讀數時間：2026年9月8日23:41。",
      instruction: "請離開河邊，移往高處。",
    });
    expect(english).toMatchObject({
      event: "Flood",
      senderName: "Lam Tsuen Village Watch",
      headline: "Flood warning: Lam Tsuen, Wai Tau bridge, 1.62 m",
      instruction: "Leave the riverside, go to high ground.",
    });
  });

  it("tells machines the evidence", () => {
    const { parameter } = infos(warning).english;
    expect(Object.fromEntries(parameter.map(({ valueName, value }) => [valueName, value]))).toEqual({
      level: "warning",
      previous_level: "advisory",
      observed_at: "2026-09-08T23:41:00+08:00",
      water_level_m: "1.62",
      percent_full: "81",
      water_level_m_per_10_min: "0.12",
      forecast_level: "danger",
      forecast_at: "2026-09-08T23:56:00+08:00",
    });
  });

  it("tells machines the threshold reached, and nothing of a jump that is not believed or of a level held", () => {
    const evidence = [
      {
        kind: "threshold_reached",
        quantity: "water_level",
        value: 1.85,
        threshold: 1.8,
        level: "danger",
        contribution: 0,
      },
      {
        kind: "suspect_jump",
        quantity: "water_level",
        value: 3,
        perMinute: 1,
        limitPerMinute: 0.25,
        contribution: 0,
      },
      { kind: "held", level: "danger", sinceMinutes: 3, ofMinutes: 15, contribution: 0 },
    ] as const;
    const danger = alertOf({ to: "danger", water: {} });
    const { description, parameter } = infos({
      ...danger,
      assessment: { ...danger.assessment, evidence },
    }).chinese;
    expect(description).toContain("1.85米");
    expect(parameter.slice(3)).toEqual([
      { valueName: "water_level_m", value: "1.85" },
      { valueName: "threshold_water_level_m", value: "1.8" },
    ]);
  });

  it("tells machines what stood beside the reading: neighbours, what is usual, counts, silence, and how sure a forecast is", () => {
    const evidence = [
      {
        kind: "forecast",
        level: "danger",
        inMinutes: 15,
        earliestMinutes: 10,
        latestMinutes: 25,
        contribution: 5,
      },
      {
        kind: "neighbour",
        siteId: "ng-tung-chai",
        relation: "upstream",
        level: "danger",
        minutesAgo: 12,
        contribution: 5,
      },
      { kind: "anomaly", quantity: "pm2_5", value: 180, median: 12, deviations: 9.5, contribution: 5 },
      { kind: "count", of: "pigs", count: 4, contribution: 5 },
      { kind: "silence", minutes: 12, contribution: 5 },
      { kind: "factor", name: "fosberg_index", value: 31, contribution: 5 },
      { kind: "factor", name: "occasion", text: "ching_ming", contribution: 5 },
      { kind: "factor", name: "night", contribution: 5 },
      { kind: "ended", afterMinutes: 30, contribution: 0 },
      { kind: "needs", what: "second_reading", have: 1, of: 2, contribution: 0 },
    ] as const;
    const danger = alertOf({ to: "danger", water: {} });
    const { parameter } = infos({ ...danger, assessment: { ...danger.assessment, evidence } }).english;
    expect(Object.fromEntries(parameter.slice(3).map(({ valueName, value }) => [valueName, value]))).toEqual({
      forecast_level: "danger",
      forecast_at: "2026-09-08T23:56:00+08:00",
      forecast_earliest: "2026-09-08T23:51:00+08:00",
      forecast_latest: "2026-09-09T00:06:00+08:00",
      "upstream_ng-tung-chai": "danger",
      "pm2_5_ug/m3": "180",
      "usual_pm2_5_ug/m3": "12",
      pigs: "4",
      silent_min: "12",
      fosberg_index: "31",
      occasion: "ching_ming",
      night: "yes",
    });
  });

  it("draws a circle with the latitude first, though positions hold the longitude first", () => {
    const { area } = infos(warning).chinese;
    expect(area).toEqual({ areaDesc: "林村圍頭橋一帶", circle: "22.4569,114.1514 0.3" });
    expect(infos(warning).english.area.areaDesc).toBe("Around Lam Tsuen, Wai Tau bridge");
  });

  it("gives the number to call and an absolute address", () => {
    expect(infos(warning).chinese).toMatchObject({
      contact: "+12025550100",
      web: "https://board.example.hk/?village=lam-tsuen",
    });
  });

  it.each([
    ["advisory", "Expected", "Moderate"],
    ["warning", "Immediate", "Severe"],
    ["danger", "Immediate", "Extreme"],
    ["normal", "Past", "Minor"],
  ] as const)("grades %s as %s and %s, likely since only a sensor says so", (level, urgency, severity) => {
    const from: Level = level === "normal" ? "danger" : "normal";
    const { chinese } = infos(alertOf({ from, to: level, water: { m: 1 } }));
    expect(chinese).toMatchObject({ category: "Met", urgency, severity, certainty: "Likely" });
  });

  it("asks for what the instruction says: leave a river bank, avoid a flooded road, nothing when it is over", () => {
    const asked = (from: Level, to: Level, place: Place) =>
      infos(alertOf({ from, to, water: place === bridge ? { m: 1, percent: 50 } : { m: 1 } }), place).english
        .responseType;
    expect(asked("normal", "advisory", bridge)).toEqual(["Prepare", "Avoid"]);
    expect(asked("normal", "danger", bridge)).toEqual(["Evacuate"]);
    expect(asked("danger", "warning", bridge)).toEqual(["Avoid"]);
    expect(asked("normal", "warning", road)).toEqual(["Avoid"]);
    expect(asked("warning", "advisory", road)).toEqual(["Prepare"]);
    expect(asked("warning", "normal", road)).toEqual(["AllClear"]);
  });

  it("has a headline under 140 characters, whatever the place is called", () => {
    const name = "A bridge with a very long name ".repeat(20);
    const long: Place = { ...bridge, site: { ...bridge.site, name: { "zh-HK": name, en: name } } };
    const { chinese, english } = infos({ ...warning, exercise }, long);
    for (const { headline = "" } of [chinese, english]) expect(headline.length).toBeLessThan(140);
  });

  it("of an exercise has its status, names it in the note, and says so in every text", () => {
    const drill = read({ ...warning, exercise });
    expect(drill).toMatchObject({ status: "Exercise", note: "演習 EXERCISE storm-1" });
    for (const { headline, description, instruction } of drill.info) {
      for (const text of [headline, description, instruction]) expect(text).toMatch(/^(【演習】|EXERCISE )/);
    }
    expect(drill.info[0]?.web).toContain("exercise=storm-1");
  });

  it("escapes what a name may hold", () => {
    const name = `Tai Po & "Lam" <Tsuen> 'bridge' ]]>`;
    const nasty: Place = { ...bridge, site: { ...bridge.site, name: { "zh-HK": name, en: name } } };
    expect(capDocument(warning, nasty)).not.toContain("<Tsuen>");
    expect(infos(warning, nasty).english.area.areaDesc).toContain(name);
  });

  it("cannot be made of a hazard nobody watches for", () => {
    expect(() => capDocument({ ...warning, hazard: "meteor" }, bridge)).toThrow(
      "no rule watches for the hazard meteor",
    );
  });
});
