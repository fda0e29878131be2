import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { bridge, bridgeDanger, road, village } from "#test/dashboards/board/statuses.ts";
import { boardsInARoom } from "./boards-in-a-room.ts";
import { boxedCharacters } from "./boxed-characters.ts";
import { PHONE } from "./open-board.ts";

const { look, folder: builtFolder } = boardsInARoom();

const bytesOf = async (file: string): Promise<number> => (await stat(join(builtFolder(), file))).size;

describe("the board asks", () => {
  test.each(["/", "/village-watch-board/"])("nobody but its own folder, served from %s", async (prefix) => {
    const open = await look({ status: village([bridge(), road()]), prefix });
    await open.pass(1);
    const home = new URL(".", open.server.url).href;
    expect(open.requests.filter((url) => !url.startsWith(home))).toEqual([]);
    expect(open.requests.length).toBeGreaterThan(10);
    expect(open.problems).toEqual([]);
  });

  test("only for what has changed", async () => {
    const open = await look({ status: village([bridge(), road()]) });
    await open.pass(0.5);
    await expect.poll(() => open.server.answers.length).toBeGreaterThan(2);
    expect(open.server.answers[0]).toBe(200);
    expect(new Set(open.server.answers.slice(1))).toEqual(new Set([304]));
    expect(open.problems).toEqual([]);
  });

  test("for its Chinese letters at its own door, and shows none as a box", async () => {
    const open = await look({ status: village([bridgeDanger(), road()]) });
    const fonts = open.requests.filter((url) => url.includes("/fonts/"));
    expect(fonts.some((url) => url.includes("words-0-700"))).toBe(true);
    expect(
      await open.page.evaluate('document.fonts.check(\'700 20px "Noto Sans TC Words"\', "危險，")'),
    ).toBe(true);
    expect(await open.page.evaluate('document.fonts.check(\'700 20px "Noto Sans TC"\', "圍頭橋")')).toBe(
      true,
    );
    expect(await boxedCharacters(open.page)).toEqual([]);
  });

  test("for no more than an old phone can bear", async () => {
    expect(await bytesOf("board.js")).toBeLessThan(30_000);
    expect(await bytesOf("board.css")).toBeLessThan(15_000);
    const open = await look({ status: village([bridgeDanger(), road()]), viewport: PHONE });
    const words = open.requests.filter((url) => url.includes("fonts/noto-sans-tc-words-"));
    expect(new Set(words).size).toBe(6);
    const folder = await readdir(join(builtFolder(), "fonts"));
    const sizes = await Promise.all(
      folder.filter((file) => file.includes("words")).map((file) => bytesOf(`fonts/${file}`)),
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(100_000);
  });
});

describe("the page as it is served", () => {
  test("forbids everything that is not its own", async () => {
    const html = await readFile(join(builtFolder(), "index.html"), "utf8");
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|data:|\*/);
    expect(html).not.toMatch(/https?:\/\/|\sstyle=|<script>|type="module"|\[\[/);
  });

  test("says in both languages what to do where its program does not run", async () => {
    const html = await readFile(join(builtFolder(), "index.html"), "utf8");
    expect(html).toMatch(/<noscript>[\s\S]*JavaScript 才能[\s\S]*needs JavaScript[\s\S]*<\/noscript>/);
    expect(html).toContain("並非平安");
  });

  test("uses nothing that a browser of 2016 lacks", async () => {
    const script = await readFile(join(builtFolder(), "board.js"), "utf8");
    const newer =
      /\bfetch\(|\bIntl\b|URLSearchParams|replaceChildren|\.append\(|\.prepend\(|padStart|Object\.(?:entries|values|fromEntries)|\.flat(?:Map)?\(|[\w)\]]\.at\(|AbortController|\?\?|\?\.(?!\d)|\basync\b/;
    expect(newer.exec(script)?.[0]).toBeUndefined();
    const style = await readFile(join(builtFolder(), "board.css"), "utf8");
    expect(
      /clamp\(|(?<![\w-])(?:min|max)\(|:is\(|:where\(|inset:|[;{]aspect-ratio:|[;{]gap:|@layer|@container/.exec(
        style,
      )?.[0],
    ).toBeUndefined();
  });

  test("carries the font's licence beside the font", async () => {
    expect(await readFile(join(builtFolder(), "fonts", "OFL.txt"), "utf8")).toContain(
      "SIL OPEN FONT LICENSE",
    );
  });
});
