import { LANGUAGES, type Language } from "#shared/domain/language.ts";

const KEY = "village-watch-language";

/** The language chosen on this device before. A browser that keeps nothing (private mode, blocked storage) has none. */
export const rememberedLanguage = (): Language | undefined => {
  try {
    const kept = localStorage.getItem(KEY);
    return LANGUAGES.find((language) => language === kept);
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
};

/** True when it could be kept. */
export const rememberLanguage = (language: Language): boolean => {
  try {
    localStorage.setItem(KEY, language);
    return true;
  } catch (error) {
    if (error instanceof DOMException) return false;
    throw error;
  }
};
