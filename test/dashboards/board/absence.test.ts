import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { boardClock } from "#dashboards/board/board-clock.ts";
import { siteView } from "#dashboards/board/site-view.ts";
import { LEVELS } from "#shared/domain/level.ts";
import type { SiteStatus } from "#shared/domain/status.ts";
import { MINUTE_MS } from "#shared/domain/time.ts";
import { bridge, bridgeDanger, bridgeWarning, NOW, road } from "./statuses.ts";

const inChinese = (site: SiteStatus, now = NOW) => siteView(site, boardClock(undefined, now), "zh-HK", false);
const inEnglish = (site: SiteStatus, now = NOW) => siteView(site, boardClock(undefined, now), "en", false);
const withoutReading = (): SiteStatus => {
  const { observedAt: _, since: __, flood: ___, ...rest } = road();
  return rest;
};

describe("absence is never an all-clear", () => {
  test("a normal site whose reading is stale looks unknown, and says so", () => {
    const view = inEnglish(bridge({ observedAt: NOW - 12 * MINUTE_MS }));
    expect(view).toMatchObject({
      tone: "unknown",
      word: "Unknown",
      shout: "Silent. Last seen 12 min ago",
      explanation: "No news is not an all-clear.",
      reading: "Normal at 23:29",
      isOutdated: true,
    });
    expect(view.since).toBeUndefined();
  });

  test("an alarm whose reading is stale stays the alarm it was, and says when it was last seen", () => {
    const view = inChinese(bridgeDanger({ observedAt: NOW - 12 * MINUTE_MS }));
    expect(view).toMatchObject({ tone: "danger", word: "危險", shout: "失去聯絡，最後讀數在12分鐘前" });
    expect(view.advice).toBe("立即離開河邊，移往高處，切勿涉水。");
  });

  test("of a stale reading neither trend nor forecast is shown", () => {
    const view = inChinese(bridgeWarning({ observedAt: NOW - 12 * MINUTE_MS }));
    expect([view.trend, view.forecast]).toEqual([undefined, undefined]);
  });

  test("a site without a reading says so", () => {
    expect(inChinese(withoutReading())).toMatchObject({
      tone: "unknown",
      word: "未有讀數",
      explanation: "沒有新讀數，不代表安全。",
    });
  });

  test("an alarm without a reading time is an alarm all the same", () => {
    expect(inChinese({ ...withoutReading(), level: "danger" })).toMatchObject({
      tone: "danger",
      word: "危險",
    });
  });

  test("a doubted reading makes a normal site one that is being checked; an alarm stays", () => {
    expect(inEnglish(bridge({ suspect: true }))).toMatchObject({ tone: "unknown", word: "Being checked" });
    const warned = inEnglish(bridgeWarning({ suspect: true }));
    expect(warned).toMatchObject({ tone: "warning", word: "Warning" });
    expect(warned.shout).toBe("The newest reading is in doubt until the next one confirms it.");
    expect(warned.forecast).toBeUndefined();
  });

  test("a reading from the future never counts as fresh for ever", () => {
    const view = inEnglish(bridge({ observedAt: NOW + 60 * MINUTE_MS }));
    expect(view).toMatchObject({
      tone: "unknown",
      shout: "The reading's time (9 Sep 00:41) is still to come: in doubt",
    });
  });

  test("whatever comes, only a fresh, believed, normal reading looks normal", () => {
    const site = fc.record({
      level: fc.constantFrom(...LEVELS),
      ageS: fc.option(fc.integer({ min: -7200, max: 7200 }), { nil: undefined }),
      suspect: fc.boolean(),
      staleAfterS: fc.integer({ min: 1, max: 3600 }),
    });
    fc.assert(
      fc.property(site, ({ level, ageS, suspect, staleAfterS }) => {
        const { observedAt: _, ...rest } = bridge({ level, suspect, staleAfterS });
        const view = inEnglish(ageS === undefined ? rest : { ...rest, observedAt: NOW - ageS * 1000 });
        const isKnown = ageS !== undefined && Math.abs(ageS) <= staleAfterS && !suspect;
        expect(view.tone).toBe(level === "normal" && !isKnown ? "unknown" : level);
        if (!isKnown) expect(view.shout ?? view.explanation).toBeTruthy();
      }),
    );
  });
});
