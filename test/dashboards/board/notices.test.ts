import { describe, expect, test } from "vitest";
import type { BoardInput } from "#dashboards/board/board-input.ts";
import { boardView } from "#dashboards/board/board-model.ts";
import { failed, heard, notYetConnected } from "#dashboards/board/connection.ts";
import { MINUTE_MS } from "#shared/domain/time.ts";
import { bridge, NOW, road, village } from "./statuses.ts";

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

describe("what the viewer must know of the page", () => {
  const notices = (changes: Partial<BoardInput>) => boardView(input(changes)).notices.map(({ text }) => text);

  test("no connection, and since when", () => {
    expect(notices({ connection: lost })).toEqual(["自 23:38 起沒有連線，以下資料可能已過時。"]);
    const sinceYesterday = failed(failed(heard(NOW - 26 * 60 * MINUTE_MS), "no_answer"), "no_answer");
    expect(notices({ connection: sinceYesterday, language: "en" })[0]).toMatch(
      /^No connection since 7 Sep 21:41\./,
    );
  });

  test("one miss is no news", () => {
    expect(notices({ connection: failed(heard(NOW), "no_answer") })).toEqual([]);
  });

  test("that nothing ever came, or is not there, or cannot be read", () => {
    const never = (trouble: Parameters<typeof failed>[1]) =>
      notices({ status: undefined, connection: failed(notYetConnected, trouble), language: "en" })[0];
    expect(never("no_answer")).toMatch(/^Cannot connect/);
    expect(never("not_published")).toMatch(/^Nothing is published/);
    expect(never("unreadable")).toMatch(/cannot be read/);
  });

  test("that its own clock is wrong, by how much and to which side", () => {
    expect(notices({ offsetMs: -7 * MINUTE_MS })).toEqual(["此裝置的時鐘快了 7 分鐘，本頁改用伺服器時間。"]);
    expect(notices({ offsetMs: 3 * MINUTE_MS, language: "en" })).toEqual([
      "This device's clock is 3 min slow. This page goes by the server's.",
    ]);
    expect(notices({ offsetMs: 90_000 })).toEqual([]);
  });

  test("that the address cannot be", () => {
    expect(notices({ isAddressGood: false, status: undefined })).toEqual([
      "網址有誤：村落或演習的代號不正確。",
    ]);
  });

  test("that it is still loading, and only until the first answer", () => {
    const beginning = { status: undefined, connection: notYetConnected };
    expect(boardView(input(beginning)).loading).toBe("正在讀取資料…");
    const failedOnce = failed(notYetConnected, "no_answer");
    expect(boardView(input({ ...beginning, connection: failedOnce })).loading).toBeUndefined();
  });
});
