import { describe, expect, test } from "vitest";
import { MINUTE_MS } from "#shared/domain/time.ts";
import { bridge, bridgeDanger, NOW, road, village } from "#test/dashboards/board/statuses.ts";
import { boardsInARoom } from "./boards-in-a-room.ts";
import { boxedCharacters } from "./boxed-characters.ts";
import { type OpenBoard, stylesOf } from "./open-board.ts";

/** What calm looks like on a wall's screen. */
const GREEN = "rgb(131, 211, 173)";
const KEY = "villages/lam-tsuen/status.json";

const { look } = boardsInARoom();

const words = (open: OpenBoard, selector: string) => open.page.locator(selector).first().innerText();

describe("with the network cut", () => {
  test("a calm board turns unknown by itself, and says since when there is no connection", async () => {
    const open = await look({ status: village([bridge(), road()]) });
    expect(await stylesOf(open.page, ".level", "color")).toEqual([GREEN, GREEN]);
    await open.context.setOffline(true);
    await open.pass(2);
    await expect.poll(() => words(open, ".notice")).toBe("自 23:41 起沒有連線，以下資料可能已過時。");
    expect(await words(open, ".summary")).toBe("情況不明");
    expect(await words(open, ".reading")).toBe("23:40 讀數 · 2分鐘前");
    expect(await words(open, ".level-word")).toBe("正常");
    expect(await stylesOf(open.page, ".level", "color")).not.toContain(GREEN);
    await open.pass(4);
    expect(await open.page.locator(".level-word").allInnerTexts()).toEqual(["情況不明", "情況不明"]);
    expect(await words(open, ".shout")).toBe("失去聯絡，最後讀數在6分鐘前");
    expect(await words(open, ".explanation")).toBe("沒有新讀數，不代表安全。");
  });

  test("danger stays danger, and its age is told", async () => {
    const open = await look({ status: village([bridgeDanger()]), query: "?lang=en" });
    await open.context.setOffline(true);
    await open.pass(12);
    expect(await words(open, ".level-word")).toBe("Danger");
    expect(await words(open, ".shout")).toBe("Silent. Last seen 12 min ago");
    expect(await open.page.locator(".site").first().getAttribute("class")).toContain("tone-danger");
  });

  test("every word of the trouble is there, in its own font", async () => {
    const open = await look({ status: village([bridge(), road()]) });
    await open.context.setOffline(true);
    const before = open.requests.length;
    await open.pass(6);
    await expect.poll(() => words(open, ".notice")).toContain("沒有連線");
    expect(open.requests.slice(before).filter((url) => url.includes("/fonts/"))).toEqual([]);
    expect(await boxedCharacters(open.page)).toEqual([]);
  });

  test("the board is itself again when the connection is back", async () => {
    const open = await look({ status: village([bridge(), road()]) });
    await open.context.setOffline(true);
    await open.pass(3);
    await expect.poll(() => words(open, ".notice")).toContain("沒有連線");
    open.server.put(
      KEY,
      village([bridge({ observedAt: NOW + 3 * MINUTE_MS }), road({ observedAt: NOW + 3 * MINUTE_MS })]),
    );
    await open.context.setOffline(false);
    await expect.poll(() => words(open, ".summary")).toBe("全部正常");
    expect(await open.page.locator(".notice").count()).toBe(0);
  });
});

describe("a board says loudly", () => {
  test("that the document still comes but the readings in it are old", async () => {
    const open = await look({ status: village([bridge({ observedAt: NOW - 12 * MINUTE_MS }), road()]) });
    expect(await words(open, ".shout")).toBe("失去聯絡，最後讀數在12分鐘前");
    expect(await words(open, ".level-word")).toBe("情況不明");
    expect(await open.page.locator(".notice").count()).toBe(0);
  });

  test("that a site has no reading yet", async () => {
    const { observedAt: _, since: __, flood: ___, ...dry } = road();
    const open = await look({ status: village([bridge(), dry]) });
    expect(await words(open, ".site")).toContain("未有讀數");
    expect(await open.page.locator(".site").first().locator(".gauge").isVisible()).toBe(false);
  });

  test("that a reading is in doubt", async () => {
    const open = await look({ status: village([bridge({ suspect: true })]) });
    expect(await words(open, ".level-word")).toBe("核實中");
    expect(await words(open, ".shout")).toBe("最新讀數存疑，待下一個讀數核實。");
  });

  test("that nothing is published, and shows it once it is", async () => {
    const open = await look({ status: undefined, query: "?lang=en" });
    await expect.poll(() => words(open, ".notice")).toMatch(/^Nothing is published/);
    open.server.put(KEY, village([bridge()]));
    await open.pass(0.2);
    await expect.poll(() => words(open, ".summary")).toBe("All normal");
  });

  test("that what comes cannot be read, and keeps what it had", async () => {
    const open = await look({ status: village([bridgeDanger()]) });
    open.server.put(KEY, "<html>a captive portal</html>");
    await open.pass(1);
    await expect.poll(() => words(open, ".notice")).toBe("收到的資料無法讀取，以下資料可能已過時。");
    expect(await words(open, ".level-word")).toBe("危險");
  });

  test("that no village can be called that, and asks nobody", async () => {
    const open = await look({ status: village([bridge()]), query: "?village=../x&lang=en" });
    expect(await words(open, ".notice")).toMatch(/^The address is wrong/);
    expect(open.server.answers).toEqual([]);
  });

  test("that the viewer's own clock is wrong, and goes by the server's", async () => {
    const open = await look({ status: village([bridge(), road()]), deviceAheadMs: 7 * MINUTE_MS });
    await expect.poll(() => words(open, ".notice")).toBe("此裝置的時鐘快了 7 分鐘，本頁改用伺服器時間。");
    expect(await words(open, ".time")).toBe("23:41");
    expect(await words(open, ".summary")).toBe("全部正常");
  });

  test("that it has failed, instead of standing there frozen; and starts anew", async () => {
    const open = await look({ status: village([bridge()]) });
    await open.page.evaluate(
      "addEventListener('fault', () => { throw new Error('something unforeseen'); }); dispatchEvent(new Event('fault'))",
    );
    await expect.poll(() => words(open, "body")).toBe("本頁出現故障，已停止更新。請重新載入。");
    await open.page.clock.runFor(30_000);
    await expect.poll(() => open.page.locator(".site").count()).toBe(1);
  });
});
