import { describe, expect, it } from "vitest";
import { certaintyOf } from "#shared/alerting/cap-codes.ts";
import { notificationText } from "#shared/alerting/message.ts";
import type { Evidence } from "#shared/domain/evidence.ts";
import { hazardOf } from "#shared/rules/hazards.ts";
import { alertOf, bridge, hongKong } from "#test/shared/alerting/scene.ts";

const textOf = (
  language: "en" | "zh-HK",
  ageMinutes: number,
  [earliest, latest]: readonly [number, number],
) => {
  const observedAt = hongKong("23:41");
  const forecast = {
    level: "danger",
    inMinutes: 15,
    earliestMinutes: earliest,
    latestMinutes: latest,
  } as const;
  const water = { m: 1.62, percent: 81, forecast };
  const alert = alertOf({
    from: "warning",
    to: "warning",
    water,
    observedAt,
    sent: observedAt + ageMinutes * 60_000,
  });
  return notificationText(alert, bridge, language, "email").body;
};

describe("a forecast in words", () => {
  it("is an interval, rounded outwards to five minutes beyond ten", () => {
    expect(textOf("en", 0, [12, 43])).toContain("danger level in 10-45 min");
    expect(textOf("zh-HK", 0, [7, 38])).toContain("料7至40分鐘後達危險");
  });

  it("counts from the message, not from the reading", () => {
    expect(textOf("en", 10, [7, 38])).toContain("danger level within 30 min");
    expect(textOf("zh-HK", 10, [7, 38])).toContain("料30分鐘內達危險");
    expect(textOf("en", 50, [7, 38])).toContain("danger level may have been reached");
    expect(textOf("zh-HK", 50, [7, 38])).toContain("或已達危險");
  });

  it("at a level that stays is no raising of that level", () => {
    expect(textOf("en", 0, [7, 38])).toContain("Level: warning\n");
    expect(textOf("zh-HK", 0, [7, 38])).toContain("級別：警告\n");
  });
});

const withEvidence = (...evidence: readonly Evidence[]) => {
  const alert = alertOf({ from: "advisory", to: "warning", water: { m: 1.62 } });
  const { assessment } = alert;
  return { ...alert, assessment: { ...assessment, evidence: [...assessment.evidence, ...evidence] } };
};

describe("other evidence in words", () => {
  it("speaks of a river as of a channel", () => {
    const river = withEvidence({ kind: "factor", name: "above_base_m", value: 0.9, contribution: 0 });
    expect(notificationText(river, bridge, "en", "sms").body).toContain("Leave the riverside");
    const road = withEvidence({ kind: "factor", name: "rain_in_force", text: "red", contribution: 0 });
    expect(notificationText(road, bridge, "en", "sms").body).toContain("Do not drive or walk into the water");
  });

  it("says of what may be an echo that villagers wait, and to CAP that it is possible", () => {
    const echo = withEvidence({
      kind: "needs",
      what: "minutes_of_water",
      have: 0,
      of: 3,
      contribution: 0,
    });
    const alert = { ...echo, assessment: { ...echo.assessment, unconfirmed: true } } as const;
    expect(notificationText(alert, bridge, "en", "sms").body).toContain("may be an echo");
    expect(notificationText(alert, bridge, "zh-HK", "sms").body).toContain("或屬誤測");
    expect(notificationText(alert, bridge, "en", "email").body).toContain(
      "Villagers: told once the water has stayed for 3 min",
    );
    expect(notificationText(alert, bridge, "zh-HK", "email").body).toContain("村民：水浸持續3分鐘後才通知");
    expect(certaintyOf(alert.assessment)).toBe("Possible");
    expect(certaintyOf(withEvidence().assessment)).toBe("Likely");
    const lines = Object.values(hazardOf("flood").words).map(({ boardLine }) => [
      boardLine?.(alert.assessment.evidence),
      boardLine?.(withEvidence().assessment.evidence),
    ]);
    expect(lines).toEqual([
      ["或屬誤測，尚待證實", undefined],
      ["may be an echo, not confirmed yet", undefined],
    ]);
    const over = { ...alert, level: "normal" } as const;
    expect(notificationText(over, bridge, "en", "sms").body).not.toContain("echo");
  });

  it("says that a warning rests on a gauge's silence", () => {
    const silent = withEvidence({ kind: "silence", minutes: 12, contribution: 0 });
    expect(notificationText(silent, bridge, "en", "sms").body).toContain("gauge silent for 12 min");
    expect(notificationText(silent, bridge, "zh-HK", "sms").body).toContain("上升中水位計失聯12分鐘");
  });
});
