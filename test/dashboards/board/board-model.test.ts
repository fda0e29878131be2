import { describe, expect, test } from "vitest";
import type { BoardInput } from "#dashboards/board/board-input.ts";
import { boardView } from "#dashboards/board/board-model.ts";
import { failed, heard } from "#dashboards/board/connection.ts";
import { MINUTE_MS } from "#shared/domain/time.ts";
import {
  bridge,
  bridgeDanger,
  bridgeWarning,
  exerciseClock,
  NOW,
  road,
  sixSites,
  village,
} from "./statuses.ts";

const input = (changes: Partial<BoardInput> = {}): BoardInput => ({
  status: village([bridge(), road()]),
  connection: heard(NOW),
  deviceNow: NOW,
  offsetMs: 0,
  language: "zh-HK",
  isAddressGood: true,
  ...changes,
});

const lost = failed(failed(heard(NOW - 3 * MINUTE_MS), "no_answer"), "no_answer");

describe("the sites", () => {
  test("the worst comes first, the unknown before the normal", () => {
    const names = boardView(input({ status: village(sixSites()) })).sites.map((site) => site.word);
    expect(names).toEqual(["危險", "警告", "留意", "核實中", "正常", "正常"]);
  });

  test("of two at the same level the higher score comes first; normal ones keep their order", () => {
    const sites = [
      bridgeDanger({ siteId: "a", score: 90 }),
      bridgeDanger({ siteId: "b", score: 99 }),
      road({ siteId: "c", score: 1 }),
      road({ siteId: "d", score: 9 }),
    ];
    expect(boardView(input({ status: village(sites) })).sites.map((site) => site.key)).toEqual([
      "b/flood",
      "a/flood",
      "c/flood",
      "d/flood",
    ]);
  });
});

describe("the head of the board", () => {
  const summary = (changes: Partial<BoardInput>) => boardView(input(changes)).summary.map(({ text }) => text);

  test("says all normal only when every site is known to be normal and the document still comes", () => {
    expect(summary({})).toEqual(["全部正常"]);
    expect(summary({ connection: lost })).toEqual(["情況不明"]);
    expect(summary({ status: village([]) })).toEqual(["情況不明"]);
    expect(summary({ status: village([bridge({ suspect: true }), road()]) })).toEqual(["圍頭橋 情況不明"]);
  });

  test("names the one site in trouble, and counts where there are more", () => {
    expect(summary({ status: village([bridgeWarning(), road()]) })).toEqual(["圍頭橋 警告"]);
    expect(summary({ status: village([bridgeWarning(), road()]), language: "en" })).toEqual([
      "Warning: Wai Tau bridge",
    ]);
    expect(summary({ status: village(sixSites()), language: "en" })).toEqual([
      "Danger: 1",
      "Warning: 1",
      "Advisory: 1",
      "Unknown: 1",
    ]);
  });

  test("puts the worst into the browser's tab", () => {
    const status = village([bridgeDanger(), road()]);
    expect(boardView(input({ status })).documentTitle).toBe("圍頭橋 危險 · 林村 · 鄉村守望");
    expect(boardView(input({ status: undefined })).documentTitle).toBe("鄉村守望");
    const exercise = village([road()], { exercise: exerciseClock() });
    expect(boardView(input({ status: exercise, language: "en" })).documentTitle).toMatch(/^EXERCISE · /);
  });

  test("has the number to call, ready to be tapped", () => {
    const status = village([road()], { telephone: "+1 202 555 0187" });
    expect(boardView(input({ status })).telephone).toEqual({
      label: "查詢電話",
      number: "+1 202 555 0187",
      href: "tel:+12025550187",
    });
  });
});

test("ages go by the server's clock when the device's is wrong", () => {
  const view = boardView(input({ deviceNow: NOW + 20 * MINUTE_MS, offsetMs: -20 * MINUTE_MS }));
  expect([view.time, view.sites[0]?.tone, view.sites[0]?.reading]).toEqual([
    "23:41",
    "normal",
    "23:40 讀數 · 剛剛",
  ]);
});

describe("an exercise", () => {
  const during = (changes: Parameters<typeof exerciseClock>[0] = {}, language: "zh-HK" | "en" = "zh-HK") =>
    boardView(input({ status: village([road()], { exercise: exerciseClock(changes) }), language }));

  test("says so in both languages, with its own clock and speed, on the page and on each card", () => {
    expect(during().exercise).toEqual({
      word: "演習",
      otherWord: "EXERCISE",
      details: ["並非真實情況", "演習時間 23:41", "60 倍速度"],
    });
    expect(during().sites[0]?.exercise).toBe("演習");
    expect(during().time).toBe("23:41");
  });

  test("names no speed when it runs as fast as life", () => {
    expect(during({ speed: 1, traceStart: NOW - MINUTE_MS }, "en").exercise?.details).toEqual([
      "This is not real",
      "Exercise time 23:41",
    ]);
  });

  test("stands still at the end of its trace, and says that it is over", () => {
    const view = during({ traceEnd: NOW - 5 * MINUTE_MS }, "en");
    expect(view.exercise?.details).toEqual(["This is not real", "The exercise is over"]);
    expect(view.time).toBe("23:36");
  });

  test("is not there when there is none", () => {
    expect(boardView(input()).exercise).toBeUndefined();
    expect(boardView(input()).sites[0]?.exercise).toBeUndefined();
  });
});
