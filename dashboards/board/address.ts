import { LANGUAGES, type Language } from "#shared/domain/language.ts";
import { statusKey } from "#shared/domain/status.ts";

/** What the page's address asks for. */
export interface Address {
  /** Where the status document lies, relative to the page; undefined when no village or exercise can be called that. */
  readonly statusUrl: string | undefined;
  readonly language: Language | undefined;
}

const DEFAULT_VILLAGE = "lam-tsuen";
/** As `shared/domain` has ids of villages and exercises. */
const ID = /^[a-z0-9][a-z0-9-]{0,39}$/;

const parametersOf = (query: string): Readonly<Record<string, string>> => {
  const parameters: Record<string, string> = {};
  for (const pair of query.replace(/^\?/, "").split("&")) {
    const [name = "", value = ""] = pair.split("=");
    parameters[name] = value;
  }
  return parameters;
};

/** Reads `?village=`, `?exercise=` and `?lang=`; whatever else is in the query is left alone. */
export const readAddress = (query: string): Address => {
  const { village = DEFAULT_VILLAGE, exercise, lang } = parametersOf(query);
  const isGood = ID.test(village) && (exercise === undefined || ID.test(exercise));
  return {
    statusUrl: isGood ? statusKey(village, exercise) : undefined,
    language: LANGUAGES.find((language) => language === lang),
  };
};

/** The same query with another language in it, so that a reload or a shared link keeps what was chosen. */
export const withLanguage = (query: string, language: Language): string =>
  /([?&])lang=[^&]*/.test(query) ? query.replace(/([?&])lang=[^&]*/, `$1lang=${language}`) : query;
