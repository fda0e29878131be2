import { createHash } from "node:crypto";
import { copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import subsetFont from "subset-font";

/** Noto Sans TC (SIL Open Font License 1.1), whole, and cut into files of some hundred characters each. */
const PACKAGE = dirname(fileURLToPath(import.meta.resolve("@fontsource/noto-sans-tc/package.json")));
const WEIGHTS = [400, 700] as const;
const TEXTS = fileURLToPath(new URL("../texts", import.meta.url));

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
const ruleOf = (family: string, { file, weight, unicodeRange }: Face): string =>
  `@font-face{font-family:"${family}";font-style:normal;font-display:swap;font-weight:${weight};` +
  `src:url(fonts/${file}) format("woff2")${unicodeRange === undefined ? "" : `;unicode-range:${unicodeRange}`}}`;

/** Writes a font file under a name that changes with its bytes, so that it may be cached for ever; returns its face by that name. */
const place = async (fonts: string, face: Face, bytes: Buffer): Promise<Face> => {
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 8);
  const file = face.file.replace(/\.woff2$/, `-${hash}.woff2`);
  await writeFile(join(fonts, file), bytes);
  return { ...face, file };
};

/** Every character the page's own words can be made of: ASCII, and whatever the text tables have in them. */
export const wordCharacters = async (): Promise<string> => {
  const ascii = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));
  const tables = await Promise.all((await readdir(TEXTS)).map((file) => readFile(join(TEXTS, file), "utf8")));
  return [...new Set([...ascii, ...tables.join("").replace(/\s/g, "")])].sort().join("");
};

/** Whether a face's `unicode-range` (`U+4e00-4e0f,U+ff0c`) has a character. */
const hasCharacter = ({ unicodeRange = "" }: Face, character: string): boolean =>
  unicodeRange.split(",").some((range) => {
    const [from = "", to = from] = range.trim().replace(/^U\+/i, "").split("-");
    const code = character.codePointAt(0) ?? 0;
    return code >= Number.parseInt(from, 16) && code <= Number.parseInt(to, 16);
  });

/** Full-width forms like `，`: the package's whole font lacks them, its cut files have them. */
const isFullWidth = (character: string): boolean => /[\uff00-\uffef]/.test(character);

const facesOfWeight = async (weight: number): Promise<readonly Face[]> =>
  facesOf(await readFile(join(PACKAGE, `${weight}.css`), "utf8"), weight);

/** One file of the words: what it is cut out of, and the characters in it. */
interface Words {
  readonly source: string;
  readonly face: Face;
  readonly characters: readonly string[];
}

const wordsOfWeight = async (characters: readonly string[], weight: number): Promise<readonly Words[]> => {
  const fullWidth = characters.filter(isFullWidth);
  const cuts = (await facesOfWeight(weight))
    .map(({ file, ...face }) => ({
      file,
      inIt: fullWidth.filter((one) => hasCharacter({ file, ...face }, one)),
    }))
    .filter(({ inIt }) => inIt.length > 0);
  const sources = [
    {
      file: `noto-sans-tc-chinese-traditional-${weight}-normal.woff2`,
      inIt: characters.filter((one) => !isFullWidth(one)),
    },
    ...cuts,
  ];
  return sources.map(({ file, inIt }, index) => ({
    source: join(PACKAGE, "files", file),
    characters: inIt,
    face: {
      file: `noto-sans-tc-words-${index}-${weight}-normal.woff2`,
      weight,
      unicodeRange:
        index === 0 ? undefined : inIt.map((one) => `U+${one.codePointAt(0)?.toString(16)}`).join(","),
    },
  }));
};

/**
 * The page's own words in a small file a weight (about 40 kB) and the full-width forms beside it, so that they are all there from
 * the first picture on: the words that tell of a lost connection cannot be loaded any more when they are needed.
 */
const writeWords = async (fonts: string): Promise<readonly string[]> => {
  const characters = [...(await wordCharacters())];
  const words = (await Promise.all(WEIGHTS.map((weight) => wordsOfWeight(characters, weight)))).flat();
  const faces = await Promise.all(
    words.map(async ({ source, face, characters: inIt }) =>
      place(fonts, face, await subsetFont(await readFile(source), inIt.join(""), { targetFormat: "woff2" })),
    ),
  );
  return faces.map((face) => ruleOf("Noto Sans TC Words", face));
};

/** All other characters, for the names of places: a page loads the files it shows. Returns their style rules. */
const writeNames = async (fonts: string): Promise<readonly string[]> => {
  const faces = (await Promise.all(WEIGHTS.map(facesOfWeight))).flat();
  const placed = await Promise.all(
    faces.map(async (face) => place(fonts, face, await readFile(join(PACKAGE, "files", face.file)))),
  );
  return placed.map((face) => ruleOf("Noto Sans TC", face));
};

/** Writes `words.css`, `names.css`, the font's files and its licence into a folder. */
export const writeWebFont = async (folder: string): Promise<void> => {
  const fonts = join(folder, "fonts");
  await mkdir(fonts, { recursive: true });
  const [words, names] = await Promise.all([writeWords(fonts), writeNames(fonts)]);
  await copyFile(join(PACKAGE, "LICENSE"), join(fonts, "OFL.txt"));
  await writeFile(join(folder, "words.css"), `${words.join("\n")}\n`);
  await writeFile(join(folder, "names.css"), `${names.join("\n")}\n`);
};
