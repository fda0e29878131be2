import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitsOneSms, gsmSeptets } from "#shared/alerting/gsm7.ts";
import { hongKongTime } from "#shared/alerting/hong-kong-time.ts";
import { notificationText } from "#shared/alerting/message.ts";
import type { Place } from "#shared/alerting/place.ts";
import type { Alert } from "#shared/domain/alert.ts";
import { type Level, RAISED_LEVELS } from "#shared/domain/level.ts";
import { MINUTE_MS } from "#shared/domain/time.ts";
import { alertOf, bridge, exercise, hongKong, road } from "./scene.ts";

const sms = (alert: Alert, place: Place = bridge) => notificationText(alert, place, "zh-HK", "sms").body;
const englishSms = (alert: Alert, place: Place = bridge) => notificationText(alert, place, "en", "sms").body;

const rising = {
  m: 1.62,
  percent: 81,
  per10MinM: 0.12,
  forecast: { level: "danger", inMinutes: 15 },
} as const;

describe("a Chinese SMS at a stream", () => {
  it("says what, where, how bad, how it goes on, what to do and when it was read", () => {
    expect(sms(alertOf({ from: "advisory", to: "warning", water: rising }))).toBe(
      "【水浸警告】林村圍頭橋水位1.62米，水道已滿81%，10分鐘升12厘米，約15分鐘後達危險。請離開河邊，移往高處。23:41讀數",
    );
  });

  it("asks at advisory to keep an eye on the water", () => {
    expect(sms(alertOf({ to: "advisory", water: { m: 1.05, percent: 53 } }))).toBe(
      "【留意水浸】林村圍頭橋水位1.05米，水道已滿53%。請留意水位變化，切勿靠近河邊。23:41讀數。查詢+12025550100",
    );
  });

  it("speaks of overflowing from 100 % on, and leaves the river bank at once", () => {
    expect(sms(alertOf({ to: "danger", water: { m: 2, percent: 100, per10MinM: 0.6 } }))).toBe(
      "【水浸危險】林村圍頭橋水道滿溢，水位2.00米，10分鐘升60厘米。立即離開河邊，移往高處。23:41讀數。查詢+12025550100",
    );
    expect(sms(alertOf({ to: "danger", water: { m: 1.98, percent: 99 } }))).not.toContain("滿溢");
  });

  it("has its own words for a level that is lowered: still an alarm, and no all-clear", () => {
    const lowered = alertOf({
      from: "danger",
      to: "warning",
      water: { m: 1.66, percent: 83, per10MinM: -0.09 },
    });
    expect(sms(lowered)).toBe(
      "【水浸降級】林村圍頭橋水位回落至1.66米，水道已滿83%，10分鐘降9厘米，由危險降為警告。仍未安全，請勿靠近河邊。23:41讀數",
    );
    const further = alertOf({ from: "warning", to: "advisory", water: { m: 1.2, percent: 60 } });
    expect(sms(further)).toContain("由警告降為留意。請繼續留意水位，切勿靠近河邊。");
  });

  it("does not say that water falls which rises: a level can be lowered because a forecast went", () => {
    const text = sms(
      alertOf({ from: "warning", to: "advisory", water: { m: 1.3, percent: 65, per10MinM: 0.03 } }),
    );
    expect(text).toContain("水位1.30米");
    expect(text).not.toContain("回落");
  });

  it("gives the all-clear", () => {
    const cleared = alertOf({
      from: "advisory",
      to: "normal",
      water: { m: 0.6, percent: 30, per10MinM: -0.02 },
      observedAt: hongKong("2026-09-09 02:10"),
    });
    expect(sms(cleared)).toBe(
      "【解除】林村圍頭橋水位回落至0.60米，水浸警告解除。路面濕滑有淤泥，小心。02:10讀數。查詢+12025550100",
    );
  });

  it("never forecasts a level that the alert already announces", () => {
    const water = { m: 1.85, percent: 93, forecast: { level: "danger", inMinutes: 2 } } as const;
    expect(sms(alertOf({ to: "danger", water }))).not.toContain("分鐘後");
  });
});

describe("a Chinese SMS at a road", () => {
  const depth = (m: number) => ({ m, per10MinM: 0.06 });

  it.each([
    ["advisory", 0.12, "道路積水，行車及步行請小心"],
    ["warning", 0.22, "道路水浸，請勿駛入或涉水"],
    ["danger", 0.35, "切勿駛入或涉水，移往高處"],
  ] as const)("speaks at %s of depth and of the road", (to, m, action) => {
    const text = sms(alertOf({ to, water: depth(m) }), road);
    expect(text).toContain(`林村林錦公路水深${m}米，10分鐘升6厘米。${action}。`);
  });

  it.each([
    ["danger", "warning", "道路仍然水浸，請勿駛入或涉水"],
    ["warning", "advisory", "道路仍有積水，行車及步行請小心"],
  ] as const)("lowered from %s to %s says that the road is not clear yet", (from, to, action) => {
    expect(sms(alertOf({ from, to, water: { m: 0.2 } }), road)).toContain(action);
  });

  it("lowered while the alarm is held says that the road is bare, not that water stands on it", () => {
    const bare = alertOf({ from: "warning", to: "advisory", water: { m: 0 } });
    expect(sms(bare, road)).toContain("林村林錦公路路面積水已退，由警告降為留意。路面濕滑有淤泥，小心。");
    expect(englishSms(bare, road)).toContain(
      "no water on the road, warning lowered to advisory. Ground may be slippery",
    );
  });

  it("says that the water has gone when none is left, even where the gauge reads below zero", () => {
    const dry = alertOf({ from: "advisory", to: "normal", water: { m: -0.002 } });
    expect(sms(dry, road)).toContain("林村林錦公路路面積水已退，水浸警告解除");
    const damp = alertOf({ from: "advisory", to: "normal", water: { m: 0.03 } });
    expect(sms(damp, road)).toContain("水深回落至0.03米");
  });
});

describe("an English SMS", () => {
  it("says the same in the GSM alphabet", () => {
    expect(englishSms(alertOf({ from: "advisory", to: "warning", water: rising }))).toBe(
      "FLOOD WARNING Lam Tsuen, Wai Tau bridge: 1.62 m, up 12 cm in 10 min, danger level in about 15 min. Leave the riverside, go to high ground. Read 23:41",
    );
  });

  it.each([
    ["advisory", "Keep away from the riverside, watch the water"],
    ["danger", "Leave the riverside now, go to high ground"],
  ] as const)("asks at %s for what fits", (to, action) => {
    expect(englishSms(alertOf({ to, water: { m: 1.9, percent: 95 } }))).toContain(`. ${action}. `);
  });

  it("speaks of overflowing from 100 % on", () => {
    const text = englishSms(alertOf({ to: "danger", water: { m: 2.12, percent: 106 } }));
    expect(text).toContain("channel overflowing, 2.12 m");
  });

  it.each([
    ["advisory", "Water on the road: drive and walk with care"],
    ["warning", "Do not drive or walk into the water"],
    ["danger", "Do not drive or walk into the water, go to high ground"],
  ] as const)("speaks at a road at %s of depth", (to, action) => {
    const text = englishSms(alertOf({ to, water: { m: 0.35 } }), road);
    expect(text).toContain(`Lam Tsuen, Lam Kam Road: water 0.35 m deep. ${action}. `);
  });

  it("has its own words for a level that is lowered, and for the end", () => {
    const falling = { m: 0.24, per10MinM: -0.05 };
    expect(englishSms(alertOf({ from: "danger", to: "warning", water: falling }), road)).toBe(
      "FLOOD UPDATE Lam Tsuen, Lam Kam Road: water down to 0.24 m, danger lowered to warning. Road still flooded: keep out of the water. Read 23:41. Call +12025550100",
    );
    expect(
      englishSms(alertOf({ from: "warning", to: "advisory", water: { m: 1.2, percent: 60 } })),
    ).toContain("down to 1.20 m, warning lowered to advisory. Keep away from the riverside");
    expect(englishSms(alertOf({ from: "advisory", to: "normal", water: { m: 0 } }), road)).toBe(
      "ALL CLEAR Lam Tsuen, Lam Kam Road: no water on the road, flood warning ended. Ground may be slippery and muddy, take care. Read 23:41. Call +12025550100",
    );
  });

  it("falls back on the site's id where its name has not one letter of the alphabet", () => {
    const nameless: Place = {
      ...bridge,
      site: { ...bridge.site, name: { "zh-HK": "圍頭橋", en: "圍頭橋" } },
    };
    const text = englishSms(alertOf({ to: "warning", water: rising }), nameless);
    expect(text).toContain("Lam Tsuen, wai-tau-bridge: 1.62 m");
    expect(gsmSeptets(text)).toBeLessThanOrEqual(160);
  });
});

describe("the time of the reading", () => {
  const readLate = (sentMinutesAfter: number) =>
    alertOf({ to: "warning", water: rising, sent: hongKong("23:41") + sentMinutesAfter * MINUTE_MS });

  it("is Hong Kong's, whatever the machine's time zone", () => {
    expect(hongKongTime(Date.UTC(2026, 8, 8, 15, 41), "HH:mm")).toBe("23:41");
  });

  it("comes with its date when the message leaves on another day in Hong Kong", () => {
    expect(sms(readLate(18))).toMatch(/[^日]23:41讀數/);
    expect(sms(readLate(20))).toContain("9月8日23:41讀數");
    expect(englishSms(readLate(20))).toContain("Read 8 Sep 23:41");
  });

  it("comes with its age once that is more than two minutes", () => {
    expect(sms(readLate(2))).not.toContain("前）");
    expect(sms(readLate(12))).toContain("23:41讀數（12分鐘前）");
    expect(englishSms(readLate(12))).toContain("Read 23:41 (12 min ago)");
  });

  it.each([
    [119, "119分鐘前", "119 min ago"],
    [150, "2小時前", "2 h ago"],
    [49 * 60, "2日前", "2 days ago"],
  ])("of %i minutes reads %s", (minutes, chinese, english) => {
    expect(sms(readLate(minutes))).toContain(`（${chinese}）`);
    expect(englishSms(readLate(minutes))).toContain(`(${english})`);
  });

  it("counts a forecast from the sending, and admits when it may have come true on the way", () => {
    expect(sms(readLate(5))).toContain("約10分鐘後達危險");
    expect(sms(readLate(15))).toContain("或已達危險");
    expect(englishSms(readLate(15))).toContain("danger level may have been reached");
  });

  it("has no age when a clock runs ahead", () => {
    expect(sms(readLate(-10))).not.toContain("前）");
  });
});

describe("an e-mail", () => {
  const email = (alert: Alert, language: "zh-HK" | "en" = "zh-HK", place = bridge) =>
    notificationText(alert, place, language, "email");

  it("tells all that is known in Chinese, with the number to call and the page behind it", () => {
    expect(email(alertOf({ from: "advisory", to: "warning", water: rising }))).toEqual({
      subject: "【水浸警告】林村圍頭橋：水位1.62米",
      body: [
        "水浸警告\n林村圍頭橋",
        "水位：1.62米（水道已滿81%）\n變化：10分鐘升12厘米\n預測：約15分鐘後達危險\n級別：由留意升為警告\n讀數時間：2026年9月8日23:41",
        "請離開河邊，移往高處。\n如有生命危險，請致電999。",
        "查詢電話：+12025550100\n最新情況：https://board.example.hk/?village=lam-tsuen\n訊息編號：wai-tau-bridge.flood.1.20260908T154100Z",
        "以上讀數由感應器自動量度，未經人手核實。\n",
      ].join("\n\n"),
    });
  });

  it("tells the same in English, and how old a delayed reading is", () => {
    const late = alertOf({ to: "warning", water: rising, sent: hongKong("23:53") });
    expect(email(late, "en")).toEqual({
      subject: "FLOOD WARNING Lam Tsuen, Wai Tau bridge: 1.62 m",
      body: [
        "Flood warning\nLam Tsuen, Wai Tau bridge",
        "Water level: 1.62 m (channel 81% full)\nChange: up 12 cm in 10 min\nForecast: danger level in about 3 min\nLevel: warning\nRead at: 8 September 2026 23:41 (12 min ago)",
        "Leave the riverside, go to high ground.\nIf lives are in danger, call 999.",
        "Call: +12025550100\nLive board: https://board.example.hk/?village=lam-tsuen\nMessage no.: wai-tau-bridge.flood.1.20260908T154100Z",
        "These readings come from a sensor and have not been checked by a person.\n",
      ].join("\n\n"),
    });
  });

  it("says which level follows which, up, down and at the end", () => {
    const levels = (from: Level, to: Level, language: "zh-HK" | "en") =>
      email(alertOf({ from, to, water: { m: 0.2 } }), language, road).body;
    expect(levels("normal", "danger", "zh-HK")).toContain("級別：危險\n");
    expect(levels("danger", "warning", "zh-HK")).toContain("級別：由危險降為警告\n");
    expect(levels("warning", "normal", "zh-HK")).toContain("級別：由警告回復正常\n");
    expect(levels("advisory", "danger", "en")).toContain("Level: danger (raised from advisory)\n");
    expect(levels("danger", "advisory", "en")).toContain("Level: advisory (lowered from danger)\n");
    expect(levels("warning", "normal", "en")).toContain("Level: normal (was warning)\n");
  });

  it("does not send people to the emergency number when it is over", () => {
    expect(email(alertOf({ from: "warning", to: "normal", water: { m: 0 } })).body).not.toContain("999");
  });

  it("says that a channel overflows, and that water falls", () => {
    const full = alertOf({ to: "danger", water: { m: 2.1, percent: 105, per10MinM: -0.04 } });
    expect(email(full).body).toContain("水位：2.10米（水道滿溢）\n變化：10分鐘降4厘米");
    expect(email(full, "en").body).toContain("2.10 m (channel overflowing)\nChange: down 4 cm in 10 min");
  });

  it("dates a delayed reading in Chinese too", () => {
    const late = alertOf({ to: "warning", water: rising, sent: hongKong("23:53") });
    expect(email(late).body).toContain("讀數時間：2026年9月8日23:41（12分鐘前）");
  });

  it("keeps its subject on one line, whatever the site is called", () => {
    const name = `圍頭橋\r\nBcc: all@example.hk ${"長".repeat(200)}`;
    const hostile: Place = { ...bridge, site: { ...bridge.site, name: { "zh-HK": name, en: name } } };
    const { subject = "" } = email(alertOf({ to: "warning", water: rising }), "zh-HK", hostile);
    expect(subject).not.toMatch(/[\r\n]/);
    expect(subject.length).toBeLessThan(100);
  });
});

describe("an alert without a number", () => {
  it("still says what, where, what to do and when", () => {
    const bare = alertOf({ to: "warning", water: {} });
    expect(sms(bare, road)).toBe(
      "【水浸警告】林村林錦公路。道路水浸，請勿駛入或涉水。23:41讀數。查詢+12025550100",
    );
    expect(englishSms(bare, road)).toMatch(/^FLOOD WARNING Lam Tsuen, Lam Kam Road\. Do not/);
    expect(notificationText(bare, road, "zh-HK", "email").subject).toBe("【水浸警告】林村林錦公路");
    const full = alertOf({ to: "danger", water: { percent: 110 } });
    expect(sms(full)).toContain("林村圍頭橋水道滿溢。");
    expect(englishSms(full)).toContain("channel overflowing. ");
  });

  it("of a hazard nobody watches for is a mistake of ours, and says so", () => {
    const strange = alertOf({ to: "warning", water: {} }, { hazard: "meteor" });
    expect(() => sms(strange)).toThrow("no rule watches for the hazard meteor");
  });
});

/** Names up to 12 Chinese characters with the village, and English ones as long as those of real bridges and roads. */
const realisticPlace = fc
  .record({
    chinese: fc.string({
      unit: fc.constantFrom(..."林村圍頭橋大明渠南北坑下路口水閘"),
      minLength: 2,
      maxLength: 10,
    }),
    english: fc
      .array(fc.constantFrom("Wai", "Tau", "Lam", "Kam", "Tsuen", "bridge", "Road", "lower"), {
        minLength: 1,
        maxLength: 4,
      })
      .map((words) => words.join(" ")),
  })
  .map(
    ({ chinese, english }): Place => ({
      ...bridge,
      site: { ...bridge.site, name: { "zh-HK": chinese, en: english } },
    }),
  );

const anyPlace = fc
  .record({
    village: fc.string({ unit: "binary", minLength: 1, maxLength: 80 }),
    site: fc.string({ unit: "binary", minLength: 1, maxLength: 80 }),
  })
  .map(
    ({ village, site }): Place => ({
      ...bridge,
      village: { ...bridge.village, name: { "zh-HK": village, en: village } },
      site: { ...bridge.site, name: { "zh-HK": site, en: site } },
    }),
  );

const anyLevel = fc.constantFrom<Level>("normal", ...RAISED_LEVELS);

const anyAlert = fc
  .record({
    from: anyLevel,
    to: anyLevel,
    m: fc.option(fc.double({ min: -1, max: 15, noNaN: true }), { nil: undefined }),
    percent: fc.option(fc.integer({ min: 0, max: 250 }), { nil: undefined }),
    per10MinM: fc.option(fc.double({ min: -2.5, max: 2.5, noNaN: true }), { nil: undefined }),
    forecast: fc.option(
      fc.record({ level: fc.constantFrom(...RAISED_LEVELS), inMinutes: fc.integer({ min: 0, max: 60 }) }),
      { nil: undefined },
    ),
    observedAt: fc.integer({ min: hongKong("2026-01-01 00:00"), max: hongKong("2026-12-31 23:59") }),
    ageMinutes: fc.integer({ min: 0, max: 600 }),
    isExercise: fc.boolean(),
  })
  .filter(({ from, to }) => from !== to)
  .map(({ from, to, observedAt, ageMinutes, isExercise, m, percent, per10MinM, forecast }) =>
    alertOf(
      {
        from,
        to,
        observedAt,
        sent: observedAt + ageMinutes * MINUTE_MS,
        water: {
          ...(m === undefined ? {} : { m }),
          ...(percent === undefined ? {} : { percent }),
          ...(per10MinM === undefined ? {} : { per10MinM }),
          ...(forecast === undefined ? {} : { forecast }),
        },
      },
      isExercise ? { exercise } : {},
    ),
  );

describe("whatever happens at a place with a name of realistic length", () => {
  it("fits one Chinese SMS of 70 characters, with place and time whole", () => {
    fc.assert(
      fc.property(anyAlert, realisticPlace, (alert, place) => {
        const text = sms(alert, place);
        expect(text.length).toBeLessThanOrEqual(70);
        expect(text).toContain(place.site.name["zh-HK"]);
        expect(text).toContain(`${hongKongTime(alert.assessment.observedAt, "HH:mm")}讀數`);
        expect(text.startsWith("【演習】")).toBe(alert.exercise !== undefined);
      }),
    );
  });

  it("fits one English SMS of 160 septets, with the place whole unless it is an exercise", () => {
    fc.assert(
      fc.property(anyAlert, realisticPlace, (alert, place) => {
        const text = englishSms(alert, place);
        expect(gsmSeptets(text)).toBeLessThanOrEqual(160);
        expect(text).toContain(hongKongTime(alert.assessment.observedAt, "HH:mm"));
        expect(text.startsWith("EXERCISE ")).toBe(alert.exercise !== undefined);
        if (alert.exercise === undefined) expect(text).toContain(place.site.name.en);
      }),
    );
  });
});

describe("whatever happens at the pilot's places, in an exercise and on the day after", () => {
  it("leaves their names whole", () => {
    fc.assert(
      fc.property(anyAlert, fc.constantFrom(bridge, road), (alert, place) => {
        expect(sms(alert, place)).toContain(`林村${place.site.name["zh-HK"]}`);
        expect(englishSms(alert, place)).toContain(`Lam Tsuen, ${place.site.name.en}`);
      }),
    );
  });
});

describe("whatever a place is called", () => {
  it("an SMS is one part, and only the name was shortened for it", () => {
    fc.assert(
      fc.property(
        anyAlert,
        anyPlace,
        fc.constantFrom("zh-HK" as const, "en" as const),
        (alert, place, language) => {
          const text = notificationText(alert, place, language, "sms").body;
          expect(fitsOneSms(text)).toBe(true);
          expect(text).toContain(hongKongTime(alert.assessment.observedAt, "HH:mm"));
        },
      ),
    );
  });
});
