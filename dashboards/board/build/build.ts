import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Language } from "#shared/domain/language.ts";
import { textsOf } from "../texts/of-language.ts";
import { writeWebFont } from "./web-font.ts";
import { withoutSchemas } from "./without-schemas.ts";

const SOURCE = dirname(dirname(fileURLToPath(import.meta.url)));

/** Where the board is put, ready to be served from any path. */
export const BOARD_FOLDER = join(SOURCE, "dist");

/** What the browsers of phones of 2016 understand. */
const TARGETS = { "board.ts": ["es2015"], "board.css": ["chrome49", "safari10", "firefox52"] };

/** The words of the page before its program runs: `[[en:noScript]]` stands for that text of that language. */
const withTexts = (html: string): string =>
  html.replace(/\[\[(zh-HK|en):(\w+)\]\]/g, (_, language: Language, name: string) => {
    const text = Object.entries(textsOf[language]).find(([key]) => key === name)?.[1];
    if (typeof text !== "string") throw new Error(`index.html: no text is called ${name} in ${language}`);
    return text;
  });

/** Builds the whole board into a folder, from nothing. */
export const buildBoard = async (folder: string): Promise<void> => {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await Promise.all(
    Object.entries(TARGETS).map(([entry, target]) =>
      build({
        absWorkingDir: SOURCE,
        entryPoints: [entry],
        outdir: folder,
        bundle: true,
        minify: true,
        charset: "utf8",
        format: "iife",
        target,
        plugins: [withoutSchemas],
        logLevel: "warning",
      }),
    ),
  );
  const html = await readFile(join(SOURCE, "index.html"), "utf8");
  await writeFile(join(folder, "index.html"), withTexts(html));
  await copyFile(join(SOURCE, "icon.svg"), join(folder, "icon.svg"));
  await writeWebFont(folder);
};

if (import.meta.main) await buildBoard(BOARD_FOLDER);
