/**
 * Loads the font in the order of need. The page's own words at once and whole, as those of trouble must be there before the trouble;
 * then the style sheet of all other characters, larger than all the rest.
 */
export const loadFonts = (): void => {
  /** One character of each of its files. */
  const everyFile = "字（，";
  for (const weight of [400, 700]) {
    document.fonts?.load(`${weight} 1em "Noto Sans TC Words"`, everyFile).catch(ignoreMissingFont);
  }
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = "names.css";
  document.head.appendChild(link);
};

/** Without it the words stand there in the device's own font. */
const ignoreMissingFont = (): void => undefined;
