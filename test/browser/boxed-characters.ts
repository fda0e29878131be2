import type { Page } from "playwright-core";

const BOXES = `(() => {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 40;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  const draw = (character) => {
    pen.clearRect(0, 0, 40, 40);
    pen.font = '700 24px "Noto Sans TC Words", "Noto Sans TC"';
    pen.fillText(character, 4, 30);
    return canvas.toDataURL();
  };
  const box = draw("\\u{10fffd}");
  const characters = Array.from(new Set(document.body.textContent)).filter((one) => one.trim() !== "");
  return characters.filter((one) => draw(one) === box);
})()`;

/** The characters of a page that its own fonts draw as the empty box that stands for a missing letter. */
export const boxedCharacters = (page: Page): Promise<readonly string[]> => page.evaluate(BOXES);
