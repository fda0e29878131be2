import { describe, expect, test } from "vitest";
import {
  bridge,
  bridgeAdvisory,
  bridgeDanger,
  bridgeWarning,
  exerciseClock,
  NOW,
  road,
  sixSites,
  village,
} from "#test/dashboards/board/statuses.ts";
import { boardsInARoom } from "./boards-in-a-room.ts";
import { type OpenBoard, PHONE, stylesOf } from "./open-board.ts";

const { look } = boardsInARoom();

const card = (open: OpenBoard, name: string) => open.page.locator(".site", { hasText: name });

describe("a viewer of the board", () => {
  test("sees that all is calm, in Chinese first", async () => {
    const open = await look({ status: village([bridge(), road()]) });
    expect(await open.page.locator(".summary").innerText()).toBe("全部正常");
    expect(await card(open, "圍頭橋").innerText()).toContain("正常");
    expect(await card(open, "圍頭橋").innerText()).toContain("17% 滿");
    expect(await open.page.locator("html").getAttribute("lang")).toBe("zh-HK");
    expect(await open.page.title()).toBe("全部正常 · 林村 · 鄉村守望");
    expect(open.problems).toEqual([]);
  });

  test("sees the danger first, how high, how fast, and what to do", async () => {
    const open = await look({ status: village([road(), bridgeDanger()]) });
    const first = await open.page.locator(".site").first().innerText();
    for (const words of ["圍頭橋", "危險", "1.86", "93% 滿", "10分鐘升24厘米", "自 23:30 起", "切勿涉水"]) {
      expect(first).toContain(words);
    }
    expect(await open.page.locator(".summary").innerText()).toBe("圍頭橋 危險");
  });

  test("sees when danger is to be expected", async () => {
    const open = await look({ status: village([bridgeWarning(), road()]), query: "?lang=en" });
    expect(await card(open, "Wai Tau bridge").innerText()).toContain("Danger level in 10-25 min");
  });

  test("sees each level by word and shape, not by colour alone", async () => {
    const open = await look({ status: village(sixSites()) });
    const words = await open.page.locator(".level-word").allInnerTexts();
    const shapes = await open.page
      .locator(".level .shape-outline")
      .evaluateAll((paths) => paths.map((path) => path.getAttribute("d")));
    expect(words).toEqual(["危險", "警告", "留意", "核實中", "正常", "正常"]);
    expect(new Set(shapes).size).toBe(5);
  });

  test("never sees a site painted in another site's colour", async () => {
    const open = await look({ status: village([bridgeDanger(), road()]) });
    const colours = await stylesOf(open.page, ".site", "backgroundColor");
    const bands = await stylesOf(open.page, ".level", "backgroundColor");
    expect(colours[0]).toBe("rgb(176, 13, 26)");
    expect(colours[1]).not.toBe(colours[0]);
    expect(bands[1]).toBe("rgba(0, 0, 0, 0)");
  });

  test("sees the water rise by itself, and a screen reader is told of the new level", async () => {
    const open = await look({ status: village([bridge(), road()]) });
    expect(await open.page.locator(".announcement").innerText()).toBe("");
    open.server.put("villages/lam-tsuen/status.json", village([bridgeAdvisory({ observedAt: NOW }), road()]));
    await open.pass(0.2);
    await expect.poll(() => open.page.locator(".site").first().innerText()).toContain("留意");
    expect(await open.page.locator(".announcement").textContent()).toBe("圍頭橋：留意");
    expect(
      await open.page
        .locator(".gauge-water")
        .first()
        .evaluate((water) => water.getAttribute("style")),
    ).toBe("height: 54%;");
  });

  test("reads it all in English after one tap, and again the next time", async () => {
    const open = await look({ status: village([bridgeWarning(), road()]), viewport: PHONE });
    await open.page.getByRole("button", { name: "English" }).click();
    expect(await open.page.locator("html").getAttribute("lang")).toBe("en");
    expect(await open.page.locator(".summary").innerText()).toBe("Warning: Wai Tau bridge");
    await open.page.reload();
    await card(open, "Wai Tau bridge").waitFor();
    expect(await open.page.locator("html").getAttribute("lang")).toBe("en");
    await open.page.getByRole("button", { name: "中文" }).click();
    expect(await open.page.locator(".summary").innerText()).toBe("圍頭橋 警告");
  });

  test("can be sent a link in English", async () => {
    const open = await look({ status: village([bridge()]), query: "?lang=en" });
    expect(await open.page.locator(".summary").innerText()).toBe("All normal");
    await open.page.getByRole("button", { name: "中文" }).click();
    expect(new URL(open.page.url()).search).toBe("?lang=zh-HK");
  });

  test("can call", async () => {
    const open = await look({ status: village([bridge()]), viewport: PHONE });
    expect(await open.page.getByRole("link").getAttribute("href")).toBe("tel:+12025550187");
  });

  test("cannot take an exercise for the real thing", async () => {
    const status = village([bridgeDanger(), road()], { exercise: exerciseClock() });
    const key = "villages/lam-tsuen/exercises/storm-replay/status.json";
    const open = await look({ status, key, query: "?exercise=storm-replay" });
    const banner = await open.page.locator(".exercise").innerText();
    for (const words of ["演習", "EXERCISE", "並非真實情況", "60 倍速度"]) expect(banner).toContain(words);
    expect(await open.page.locator(".site-exercise").allInnerTexts()).toEqual(["演習", "演習"]);
    expect(await open.page.title()).toMatch(/^演習/);
  });
});
