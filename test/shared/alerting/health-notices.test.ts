import { describe, expect, it } from "vitest";
import { memoryRecipients } from "#shared/adapters/memory/recipients.ts";
import { fitsOneSms } from "#shared/alerting/gsm7.ts";
import { bundlesOf, renewedAmong } from "#shared/alerting/health/bundle.ts";
import { healthNotifications, toldBy } from "#shared/alerting/health/health-notifications.ts";
import { listId, noticeId, openingId } from "#shared/alerting/health/notice-id.ts";
import { noticeText } from "#shared/alerting/health/notice-text.ts";
import type { Finding, HealthNotice } from "#shared/domain/finding.ts";
import { LANGUAGES, type Language } from "#shared/domain/language.ts";
import { CHANNELS } from "#shared/domain/recipient.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "#shared/domain/time.ts";
import { pilot } from "#test/functions/pilot-village.ts";
import { FINDINGS, GAUGE, noticeOf } from "./health-notices.ts";

const inputOf = (notices: readonly HealthNotice[]) => ({
  notices,
  noticeId: listId(notices),
  village: pilot.village,
  boardUrl: "https://board.example.hk/",
});

const sms = (notice: HealthNotice, language: Language): string =>
  noticeText(inputOf([notice]), language, "sms").body;

const email = (notices: readonly HealthNotice[], language: Language) =>
  noticeText(inputOf(notices), language, "email");

const addressees = await memoryRecipients({ "lam-tsuen": pilot.recipients }).of("lam-tsuen");

const hearers = (finding: Finding): readonly string[] =>
  healthNotifications(inputOf([noticeOf(finding)]), addressees, []).map(
    ({ recipientId, channel }) => `${recipientId}/${channel}`,
  );

describe("what people read of a sensor in trouble", () => {
  it("says what, where, since when, for how long and what to do", () => {
    expect(sms(noticeOf(FINDINGS.silent), "zh-HK")).toBe(
      "【感應器】林村圍頭橋水位計（0001）自14:05起沒有訊號（已90分鐘）。請檢查電池、天線及是否完好。",
    );
    expect(sms(noticeOf(FINDINGS.silent), "en")).toBe(
      "SENSOR Lam Tsuen, Wai Tau bridge: water gauge 0001: silent since 14:05 (90 min). Check battery and antenna, and that it is still there.",
    );
  });

  it("names the day when that was another one, and counts hours and days where there are many minutes", () => {
    const told = (ms: number) => noticeOf(FINDINGS.silent, { at: GAUGE.since + ms });
    expect(sms(told(20 * HOUR_MS), "zh-HK")).toContain("自9月8日14:05起沒有訊號（已20小時）");
    expect(sms(told(20 * HOUR_MS), "en")).toContain("silent since 8 Sep 14:05 (20 h)");
    expect(sms(told(9 * DAY_MS), "zh-HK")).toContain("已9日");
    expect(sms(told(9 * DAY_MS), "en")).toContain("9 days");
  });

  it("asks when a sensor seems to have moved, and claims nothing", () => {
    expect(sms(noticeOf(FINDINGS.moved), "zh-HK")).toContain(
      "是否被移動或遮擋？距離由2.31米變為1.05米。請到場查看",
    );
    expect(sms(noticeOf(FINDINGS.moved), "en")).toContain(
      "moved or covered? distance was 2.31 m, is 1.05 m. Please look",
    );
  });

  it.each([
    ["neverHeard", "從未收到訊號", "never heard"],
    ["noDistance", "欠缺距離讀數", "without distance"],
    ["noOzone", "欠缺其中一項讀數", "without one of its readings"],
    ["stuck", "距離讀數停在1.23米，或已失靈", "distance stuck at 1.23 m"],
    ["stuckOzone", "其中一項讀數停在7，", "one of its readings stuck at 7 since"],
    ["batteryLow", "電量低（12%）", "battery low (12%)"],
    ["batterySaysLow", "電量低。", "battery low. "],
    ["batteryFalling", "約31日後耗盡", "empty in about 31 days"],
    ["loss", "約35%資料收不到", "about 35% of its data"],
    ["margin", "訊號弱（餘量2 dB）", "weak signal (2 dB"],
    ["weaker", "訊號強度由-92 dBm變為-110 dBm", "signal strength was -92 dBm"],
    ["emptyGateway", "閘道lam-tsuen-roof自14:05起失去聯絡", "gateway lam-tsuen-roof down since 14:05"],
    [
      "blindRoad",
      "最後級別：危險。情況未明，請勿駛入或涉水",
      "last level: danger. Situation unknown, do not drive",
    ],
  ] as const)("has plain words in both languages: %s", (name, chinese, english) => {
    expect(sms(noticeOf(FINDINGS[name]), "zh-HK")).toContain(chinese);
    expect(sms(noticeOf(FINDINGS[name]), "en")).toContain(english);
  });

  it("fits one SMS, in Chinese and in English, opened and closed", () => {
    for (const finding of Object.values(FINDINGS)) {
      for (const change of ["opened", "closed"] as const) {
        for (const language of LANGUAGES) {
          const text = sms(noticeOf(finding, { change }), language);
          expect(fitsOneSms(text), text).toBe(true);
        }
      }
    }
  });

  it("gives the place's name up before anything else", () => {
    const site = {
      ...pilot.village.sites[0],
      name: { "zh-HK": "很長的名字".repeat(9), en: "A name ".repeat(20) },
    };
    const sites = [site, ...pilot.village.sites.slice(1)] as typeof pilot.village.sites;
    const input = { ...inputOf([noticeOf(FINDINGS.silent)]), village: { ...pilot.village, sites } };
    for (const language of LANGUAGES) {
      const { body } = noticeText(input, language, "sms");
      expect(fitsOneSms(body)).toBe(true);
      expect(body).toContain("14:05");
    }
  });

  it("goes by the id of a site, and calls a device without a height a sensor, when the registry says no more", () => {
    const notice = noticeOf({ ...FINDINGS.silent, siteId: "old-mill", devEui: "020000fffe00abcd" });
    expect(sms(notice, "zh-HK")).toContain("林村old-mill感應器（abcd）");
    const assignments = [{ siteId: "wai-tau-bridge", sensorHeightM: 3, validFrom: 0, validTo: 1 }];
    const village = {
      ...pilot.village,
      devices: pilot.village.devices.map((device) => ({ ...device, assignments })),
    };
    const before = noticeText({ ...inputOf([noticeOf(FINDINGS.silent)]), village }, "en", "sms");
    expect(before.body).toContain("water gauge 0001");
  });

  it("is told whole in an e-mail, with the number to call, the board and the whole DevEUI", () => {
    const { subject, body } = email([noticeOf(FINDINGS.silent)], "en");
    expect(subject).toBe("SENSOR Lam Tsuen, Wai Tau bridge: water gauge 0001: silent since 14:05 (90 min)");
    for (const line of [
      "Since: 8 September 2026 14:05",
      "Found at: 8 September 2026 15:35",
      "Device: 020000fffe000001",
      `Call: ${pilot.village.telephone}`,
      "Live board: https://board.example.hk/?village=lam-tsuen",
    ])
      expect(body.split("\n")).toContain(line);
    expect(email([noticeOf(FINDINGS.silent)], "zh-HK").body).toContain("裝置編號：020000fffe000001");
  });
});

describe("a gateway that is down", () => {
  it("is one message that names the village's devices behind it, and no other village's", () => {
    const { body } = email([noticeOf(FINDINGS.gateway)], "zh-HK");
    expect(body).toContain("因此收不到圍頭橋水位計（0001）、林錦公路水位計（0002）。");
    expect(body).not.toContain("0099");
    expect(email([noticeOf(FINDINGS.gateway)], "en").body).toContain(
      "so not heard: Wai Tau bridge water gauge 0001; Lam Kam Road water gauge 0002",
    );
    expect(sms(noticeOf(FINDINGS.gateway), "zh-HK")).toContain("收不到2個感應器");
    expect(sms(noticeOf(FINDINGS.gateway), "en")).toContain("2 sensors not heard");
  });
});

describe("what is over", () => {
  const closed = (finding: Finding) => noticeOf(finding, { change: "closed" });

  it("says so, and for how long it was", () => {
    expect(sms(closed(FINDINGS.silent), "zh-HK")).toContain(
      "【感應器恢復】林村圍頭橋水位計（0001）再次收到訊號，約中斷90分鐘",
    );
    expect(sms(closed(FINDINGS.neverHeard), "zh-HK")).toContain("已首次收到訊號");
    expect(sms(closed(FINDINGS.neverHeard), "en")).toContain("heard for the first time");
    expect(sms(closed(FINDINGS.batteryLow), "en")).toContain('"battery low" no longer seen');
    expect(sms(closed(FINDINGS.gateway), "en")).toContain(
      "GATEWAY BACK Lam Tsuen: gateway lam-tsuen-roof back",
    );
  });

  it("is never an all-clear", () => {
    expect(sms(closed(FINDINGS.blind), "zh-HK")).toContain("水位計恢復讀數。未收到解除訊息前，請勿靠近河邊");
    expect(sms(closed(FINDINGS.blind), "en")).toContain(
      "Until you get an all clear, keep away from the riverside",
    );
  });

  it("does not say that a device is back which is not watched there any more", () => {
    const gone = { change: "closed", unwatched: true } as const;
    expect(sms(noticeOf(FINDINGS.silent, gone), "zh-HK")).toContain("已不再在此監察");
    expect(sms(noticeOf(FINDINGS.silent, gone), "en")).toContain("no longer watched");
    expect(sms(noticeOf(FINDINGS.blind, gone), "zh-HK")).toContain("已停止監察。未收到解除訊息前");
    expect(sms(noticeOf(FINDINGS.blind, gone), "en")).toContain(
      "no longer watched. Until you get an all clear",
    );
  });
});

describe("a site in alarm that nobody can see any more", () => {
  const notice = noticeOf(FINDINGS.blind, { at: GAUGE.since + 12 * MINUTE_MS });

  it("is told in the words that people know", () => {
    expect(sms(notice, "zh-HK")).toBe(
      "【留意】林村圍頭橋水位計失去聯絡12分鐘，最後讀數1.71米（警告）。情況未明，請勿靠近河邊。",
    );
    expect(sms(notice, "en")).toBe(
      "ATTENTION Lam Tsuen, Wai Tau bridge: no contact with water gauge for 12 min, last reading 1.71 m (warning). Situation unknown, keep away from the riverside.",
    );
  });

  it("does not invent a gauge where none stands", () => {
    const input = { ...inputOf([notice]), village: { ...pilot.village, devices: [] } };
    expect(noticeText(input, "zh-HK", "sms").body).toContain("感應器失去聯絡");
  });

  it("is for everybody who is told of that alarm, and for the keepers", () => {
    expect(hearers(FINDINGS.blind).toSorted()).toEqual([
      "dsd-duty/email",
      "dsd-duty/sms",
      "had-tai-po/email",
      "lam-tsuen-office/email",
      "sensor-maintenance/email",
      "sensor-maintenance/sms",
      "villager-chan/sms",
      "villager-smith/email",
      "villager-smith/sms",
    ]);
    expect(hearers({ ...FINDINGS.blind, level: "advisory" })).not.toContain("villager-chan/sms");
    expect(hearers({ ...FINDINGS.blind, level: "danger" })).toContain("fsd-duty/sms");
  });

  it("is sent again, like the alarm itself, when nobody knows whether it went out at danger", () => {
    const levels = (given: HealthNotice) =>
      new Set(
        healthNotifications(inputOf([given]), addressees, ["villager-chan/sms"]).map(({ level }) => level),
      );
    expect(levels(noticeOf({ ...FINDINGS.blind, level: "danger" }))).toEqual(new Set(["danger"]));
    expect(levels({ ...notice, change: "closed" })).toEqual(new Set(["normal"]));
  });
});

describe("who hears of a sensor's health", () => {
  it("is the contractor and the village office, never a villager or a department", () => {
    const { blind: _, blindRoad: __, ...others } = FINDINGS;
    for (const finding of Object.values(others)) {
      expect(hearers(finding).toSorted()).toEqual([
        "lam-tsuen-office/email",
        "sensor-maintenance/email",
        "sensor-maintenance/sms",
      ]);
    }
  });

  it("hears, when it is over, who heard of it, and nobody else", () => {
    const notice = noticeOf(FINDINGS.silent, { change: "closed" });
    const closing = (told: readonly string[]) =>
      toldBy(healthNotifications(inputOf([notice]), addressees, told));
    expect(closing(["lam-tsuen-office/email", "gone/sms", "sensor-maintenance/sms"])).toEqual([
      "lam-tsuen-office/email",
      "sensor-maintenance/sms",
    ]);
    expect(closing([])).toEqual([]);
  });

  it("is no subscriber who has taken back his consent", () => {
    const notice = noticeOf(FINDINGS.blind, { change: "closed" });
    const without = addressees.map((addressee) => ({ ...addressee, consented: false }));
    const told = ["villager-chan/sms", "dsd-duty/sms"];
    expect(toldBy(healthNotifications(inputOf([notice]), without, told))).toEqual(["dsd-duty/sms"]);
  });

  it("gets each text once a language, under the notice's number and his own", () => {
    const [first] = healthNotifications(inputOf([noticeOf(FINDINGS.silent)]), addressees, []);
    expect(first?.notificationId).toBe(
      "lam-tsuen.silent_device.020000fffe000001.20260908T060500Z.opened/lam-tsuen-office/email",
    );
    expect(
      healthNotifications({ ...inputOf([noticeOf(FINDINGS.silent)]), notices: [] }, addressees, []),
    ).toEqual([]);
    for (const channel of CHANNELS)
      expect(() =>
        noticeText({ ...inputOf([noticeOf(FINDINGS.silent)]), notices: [] }, "en", channel),
      ).toThrow();
  });
});

describe("many notices at once", () => {
  const many = (count: number, change: HealthNotice["change"] = "opened") =>
    Array.from({ length: count }, (_, index) =>
      noticeOf({ ...FINDINGS.silent, devEui: `020000fffe0000${String(index).padStart(2, "0")}` }, { change }),
    );

  it("are told one by one up to ten, and as one list from eleven on", () => {
    expect(bundlesOf(many(10))).toHaveLength(10);
    expect(bundlesOf(many(11)).map((bundle) => bundle.length)).toEqual([11]);
  });

  it("do not hide a gateway or a blind site among them, and come before what is over", () => {
    const waiting = [
      ...many(11, "closed"),
      ...many(12),
      noticeOf(FINDINGS.gateway),
      noticeOf(FINDINGS.blind),
    ];
    expect(
      bundlesOf(waiting).map((bundle) => [bundle.length, bundle[0]?.finding.kind, bundle[0]?.change]),
    ).toEqual([
      [1, "gateway_down", "opened"],
      [1, "blind_in_alarm", "opened"],
      [12, "silent_device", "opened"],
      [11, "silent_device", "closed"],
    ]);
  });

  it("are counted in the SMS, and named one on a line in the e-mail", () => {
    const all = [...many(11), noticeOf(FINDINGS.batteryLow), noticeOf(FINDINGS.gateway)];
    expect(noticeText(inputOf(all.slice(0, 12)), "zh-HK", "sms").body).toContain(
      "【感應器】林村同時有12項問題：沒有訊號11、電量低1。請看電郵或看板。",
    );
    expect(noticeText(inputOf(all.slice(0, 12)), "en", "sms").body).toContain(
      "SENSOR Lam Tsuen: 12 problems at once: silent 11, battery low 1.",
    );
    expect(
      email(all, "zh-HK")
        .body.split("\n")
        .filter((line) => line.startsWith("圍頭橋：感應器")),
    ).toHaveLength(10);
    expect(email(all, "en").body).toContain("Lam Tsuen: gateway lam-tsuen-roof down");
    expect(noticeText(inputOf(many(11, "closed")), "zh-HK", "sms").body).toContain("11項問題已消失");
    expect(noticeText(inputOf(many(11, "closed")), "en", "sms").body).toContain("11 problems gone");
  });

  it("have one number whatever their order", () => {
    expect(listId(many(11))).toBe(listId(many(11).toReversed()));
    expect(listId([])).toBe("");
  });
});

describe("a notice's number", () => {
  it("is the same for its opening whether asked at the opening or at the close", () => {
    const closed = noticeOf(FINDINGS.silent, { change: "closed", at: GAUGE.since + DAY_MS });
    expect(openingId(closed)).toBe(noticeId(noticeOf(FINDINGS.silent)));
  });

  it("holds nothing that a mail header could not carry", () => {
    const odd = { ...FINDINGS.emptyGateway, gatewayId: "屋頂 #1\r\nX: y" };
    expect(noticeId(noticeOf(odd))).toMatch(/^[\w.-]+$/);
  });
});

describe("a finding that closed and opened at one instant", () => {
  it("is the same one with newer numbers, and no news", () => {
    const closed = noticeOf(FINDINGS.blind, { change: "closed" });
    const opened = noticeOf({ ...FINDINGS.blind, since: FINDINGS.blind.since + 1 }, { at: closed.at });
    const other = noticeOf(FINDINGS.silent, { change: "closed" });
    expect(renewedAmong([closed, opened, other])).toEqual({ renewed: [{ closed, opened }], news: [other] });
  });
});

describe("a site in alarm that nobody can see, and that has left the registry", () => {
  it("is told to whom its hazard is told, by the usual duty", () => {
    const input = inputOf([noticeOf(FINDINGS.blind)]);
    const without = { ...input, village: { ...input.village, sites: [] } };
    expect(healthNotifications(without, addressees, []).map(({ recipientId }) => recipientId)).toEqual(
      healthNotifications(input, addressees, []).map(({ recipientId }) => recipientId),
    );
  });
});
