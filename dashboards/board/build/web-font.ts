import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Noto Sans TC (SIL Open Font License 1.1), cut into files of some hundred characters each: a page loads those it shows. */
const PACKAGE = dirname(fileURLToPath(import.meta.resolve("@fontsource/noto-sans-tc/package.json")));
const WEIGHTS = [400, 700] as const;

interface Face {
  /** `noto-sans-tc-100-400-normal.woff2` */
  readonly file: string;
  readonly weight: number;
  readonly unicodeRange: string | undefined;
}

/** The faces of one of the package's style sheets. */
export const facesOf = (css: string, weight: number): readonly Face[] =>
  [...css.matchAll(/@font-face\s*\{([^}]*)\}/g)].map(([, rules = ""]) => {
    const file = /url\(\.\/files\/([\w-]+\.woff2)\)/.exec(rules)?.[1];
    if (file === undefined) throw new Error(`a face of weight ${weight} has no woff2 file: ${rules}`);
    return { file, weight, unicodeRange: /unicode-range:\s*([^;]+);/.exec(rules)?.[1] };
  });

/** `swap`: the words stand there in any font at once, and in the right one a moment later. */
const ruleOf = ({ file, weight, unicodeRange }: Face): string =>
  `@font-face{font-family:"Noto Sans TC";font-style:normal;font-display:swap;font-weight:${weight};` +
  `src:url(fonts/${file}) format("woff2")${unicodeRange === undefined ? "" : `;unicode-range:${unicodeRange}`}}`;

/** Writes `fonts.css`, the font's files and its licence into a folder. */
export const writeWebFont = async (folder: string): Promise<void> => {
  const faces = (
    await Promise.all(
      WEIGHTS.map(async (weight) => facesOf(await readFile(join(PACKAGE, `${weight}.css`), "utf8"), weight)),
    )
  ).flat();
  const fonts = join(folder, "fonts");
  await mkdir(fonts, { recursive: true });
  await Promise.all(faces.map(({ file }) => copyFile(join(PACKAGE, "files", file), join(fonts, file))));
  await copyFile(join(PACKAGE, "LICENSE"), join(fonts, "OFL.txt"));
  await writeFile(join(folder, "fonts.css"), `${faces.map(ruleOf).join("\n")}\n`);
};
