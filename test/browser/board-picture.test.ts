import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bridge, NOW, road, village } from "#test/dashboards/board/statuses.ts";
import { openRoom, type Room } from "./open-board.ts";

/** The picture in the README. It is drawn anew with `UPDATE_PICTURES=1 vitest run --project browser test/browser/board-picture.test.ts`. */
const PICTURE = fileURLToPath(new URL("../../dashboards/board/board.png", import.meta.url));
const MAX_BYTES = 200_000;
/** Of the pixels: another processor may round an edge another way; a changed word or colour is more. */
const MAX_DIFFERENT = 0.002;

let room: Room;
beforeAll(async () => {
  room = await openRoom();
});
afterAll(() => room.close());

/** The pilot in a storm: the bridge at danger and still rising, the road dry. */
const storm = village([
  road(),
  bridge(
    { level: "danger", score: 92, since: NOW - 4 * 60_000 },
    { waterLevelM: 1.83, percentFull: 91.5, ratePer10MinM: 0.24, trend: "rising" },
  ),
]);

const drawn = async (): Promise<Buffer> => {
  const board = await room.open({ status: storm, viewport: { width: 1280, height: 720 } });
  const picture = await board.page.screenshot({ animations: "disabled", caret: "hide" });
  await board.close();
  return picture;
};

/** The share of pixels in which two PNG pictures differ visibly, 0 to 1; 1 when they are not of one size. */
const difference = (page: Page, one: Buffer, other: Buffer): Promise<number> =>
  page.evaluate(`(async () => {
    const pixelsOf = async (base64) => {
      const image = new Image();
      image.src = "data:image/png;base64," + base64;
      await image.decode();
      const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
      const pen = canvas.getContext("2d");
      pen.drawImage(image, 0, 0);
      return pen.getImageData(0, 0, image.width, image.height);
    };
    const [a, b] = await Promise.all(${JSON.stringify([one.toString("base64"), other.toString("base64")])}.map(pixelsOf));
    if (a.width !== b.width || a.height !== b.height) return 1;
    let different = 0;
    for (let index = 0; index < a.data.length; index += 4) {
      if ([0, 1, 2].some((channel) => Math.abs(a.data[index + channel] - b.data[index + channel]) > 40)) different += 1;
    }
    return different / (a.data.length / 4);
  })()`);

const compare = async (one: Buffer, other: Buffer): Promise<number> => {
  const board = await room.open({ status: storm });
  await board.page.goto("about:blank");
  const share = await difference(board.page, one, other);
  await board.close();
  return share;
};

describe("the picture in the README", () => {
  test("is of the board as it is", async () => {
    const now = await drawn();
    expect(now.length).toBeLessThan(MAX_BYTES);
    if (process.env.UPDATE_PICTURES === "1") await writeFile(PICTURE, now);
    expect(await compare(await readFile(PICTURE), now)).toBeLessThan(MAX_DIFFERENT);
  });

  test("would be found out if a single word were another one", async () => {
    const board = await room.open({ status: storm, viewport: { width: 1280, height: 720 } });
    await board.page.evaluate("document.querySelector('.level-word').textContent = '警告'");
    const other = await board.page.screenshot({ animations: "disabled", caret: "hide" });
    await board.close();
    expect(await compare(await drawn(), other)).toBeGreaterThan(MAX_DIFFERENT);
  });
});
