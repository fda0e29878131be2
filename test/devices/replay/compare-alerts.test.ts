import { describe, expect, it } from "vitest";
import { compareAlerts } from "#devices/replay/compare-alerts.ts";
import { differenceLines } from "#devices/replay/replay-lines.ts";
import type { SeenAlert } from "#devices/replay/seen-alert.ts";
import { MINUTE_MS } from "#shared/domain/time.ts";
import { faultless, NOW, notificationsOf, storm, truth, withAlert } from "./story.ts";

const ADVISORY = 0;
const WARNING = 1;
const linesOf = (alerts: readonly SeenAlert[]) => differenceLines(compareAlerts(truth, alerts, storm, NOW));
const changedAt = (index: number): number => faultless()[index]?.transitionAt ?? 0;

describe("alerts against the ground truth", () => {
  it("are the same when nothing differs, in whatever order they were seen", () => {
    expect(linesOf(faultless())).toEqual([]);
    expect(linesOf(faultless().toReversed())).toEqual([]);
  });

  it.each([-1, 1])("may come one reading beside: %i", (readings) => {
    const transitionAt = changedAt(WARNING) + readings * MINUTE_MS;
    expect(linesOf(withAlert(WARNING, { transitionAt }))).toEqual([]);
  });

  it.each([-2, 2])("may not come two readings beside: %i", (readings) => {
    const transitionAt = changedAt(WARNING) + readings * MINUTE_MS;
    const came = readings < 0 ? "11:09:00" : "11:13:00";
    expect(linesOf(withAlert(WARNING, { transitionAt }))).toEqual([
      `  ~ warning (Update) came at the reading of ${came}, due at 11:11:00 or one reading beside`,
    ]);
  });

  it("tell which one is missing, and which one nobody expected", () => {
    expect(linesOf(faultless().slice(1))).toEqual(["  - advisory (Alert) at 10:44:00 did not come"]);
    const extra = { ...faultless()[ADVISORY], identifier: "again", transitionAt: NOW } as SeenAlert;
    expect(linesOf([...faultless(), extra])).toEqual(["  + advisory (Alert) at 10:00:00 was not expected"]);
    expect(linesOf([])).toHaveLength(truth.length);
  });

  it("differ when the level is another", () => {
    expect(linesOf(withAlert(ADVISORY, { level: "warning" }))).toEqual([
      "  - advisory (Alert) at 10:44:00 did not come",
      "  + warning (Alert) at 10:44:00 was not expected",
    ]);
  });

  it("differ when somebody is not told, or told in another language, or told who should not be", () => {
    const [first, ...rest] = notificationsOf(ADVISORY);
    if (first === undefined) throw new Error("the advisory tells nobody");
    expect(linesOf(withAlert(ADVISORY, { notifications: rest }))).toEqual([
      "  - advisory (Alert) at 10:44:00 did not reach dsd-duty by sms in zh-HK",
    ]);
    expect(linesOf(withAlert(ADVISORY, { notifications: [{ ...first, language: "en" }, ...rest] }))).toEqual([
      "  - advisory (Alert) at 10:44:00 did not reach dsd-duty by sms in zh-HK",
      "  + advisory (Alert) at 10:44:00 reached dsd-duty by sms in en, who was not expected",
    ]);
  });

  it("count a message only once it has reached somebody", () => {
    const [first, ...rest] = notificationsOf(ADVISORY);
    if (first === undefined) throw new Error("the advisory tells nobody");
    for (const result of [undefined, { kind: "failed", reason: "no such number" }, { kind: "unknown" }]) {
      expect(linesOf(withAlert(ADVISORY, { notifications: [{ ...first, result }, ...rest] }))).toHaveLength(
        1,
      );
    }
    const sent = { ...first, result: { kind: "sent" } };
    expect(linesOf(withAlert(ADVISORY, { notifications: [sent, ...rest] }))).toEqual([]);
  });
});
