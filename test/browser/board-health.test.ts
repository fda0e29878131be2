import { writeFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SiteTrouble } from "#shared/domain/status.ts";
import { HOUR_MS, MINUTE_MS } from "#shared/domain/time.ts";
import { bridge, NOW, road, village } from "#test/dashboards/board/statuses.ts";
import { openRoom, PHONE, type Room, WALL } from "./open-board.ts";

let room: Room;
beforeAll(async () => {
  room = await openRoom();
});
afterAll(() => room.close());

const since = NOW - 90 * MINUTE_MS;
const trouble = (...kinds: readonly SiteTrouble["kind"][]) => kinds.map((kind) => ({ kind, since }));

/** A road that somebody works at, and a bridge in alarm that fell silent with everything that can be wrong with its sensors. */
const troubled = village([
  { ...road(), maintenanceUntil: NOW + 2 * HOUR_MS, troubles: trouble("battery_low") },
  {
    ...bridge({ level: "warning", score: 75, since, observedAt: NOW - 40 * MINUTE_MS }),
    troubles: trouble("gateway_down", "silent_device", "battery_low", "moved"),
  },
]);

describe.each([
  ["wall", WALL],
  ["phone", PHONE],
] as const)("a board with trouble on a %s", (where, viewport) => {
  test.each(["zh-HK", "en"] as const)(
    "says so in full, and the water stays in sight: %s",
    async (language) => {
      const board = await room.open({ status: troubled, viewport, query: `?lang=${language}` });
      const folder = process.env.BOARD_PICTURES;
      if (folder !== undefined) {
        await writeFile(
          `${folder}/${where}-${language}.png`,
          await board.page.screenshot({ fullPage: true }),
        );
      }
      const cut = await board.page.evaluate(`[...document.querySelectorAll(".site")].flatMap((site) => {
      const card = site.getBoundingClientRect();
      return [...site.querySelectorAll(".note, .water-value, .reading, .level-word")]
        .filter((node) => node.textContent !== "" && !node.hidden)
        .filter((node) => {
          const box = node.getBoundingClientRect();
          return box.height === 0 || box.bottom > card.bottom + 1 || box.right > card.right + 1
            || node.scrollWidth > node.clientWidth + 1 && getComputedStyle(node).display !== "inline";
        })
        .map((node) => node.textContent);
    })`);
      expect(cut).toEqual([]);
      const notes = await board.page.locator(".note:visible").allTextContents();
      expect(notes).toHaveLength(6);
      expect(await board.page.locator(".shout:visible").count()).toBe(1);
      expect(board.problems).toEqual([]);
      await board.close();
    },
  );
});

describe("maintenance", () => {
  test("ends by itself, on the page's own clock", async () => {
    const board = await room.open({
      status: village([{ ...road(), maintenanceUntil: NOW + 5 * MINUTE_MS }]),
    });
    expect(await board.page.locator(".note:visible").count()).toBe(1);
    await board.pass(6);
    expect(await board.page.locator(".note:visible").count()).toBe(0);
    await board.close();
  });
});
