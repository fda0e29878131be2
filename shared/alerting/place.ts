import type { Language } from "#shared/domain/language.ts";
import type { Site } from "#shared/domain/site.ts";
import type { Village } from "#shared/domain/village.ts";

/** Where an alert is about, and where its readers find more. */
export interface Place {
  readonly village: Pick<Village, "villageId" | "name" | "telephone">;
  readonly site: Pick<Site, "siteId" | "name" | "position">;
  /** Absolute address of the village's board. */
  readonly boardUrl: string;
}

/**
 * A text on one line, of characters that mail headers and XML 1.0 can carry: line breaks and control characters become spaces,
 * non-characters and bidirectional overrides go.
 */
export const oneLine = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ")
    .replace(/[\p{Noncharacter_Code_Point}\u202A-\u202E\u2066-\u2069]/gu, "")
    .trim();

/** How a text is written for a medium, as `toGsm` for an SMS. */
export type Spelling = (text: string) => string;

export interface NameStyle {
  readonly language: Language;
  /** Between village and site: nothing in Chinese, a comma in English. */
  readonly separator: string;
  readonly spelling?: Spelling;
  /** UTF-16 units that the name may take. Not given: as many as it needs. */
  readonly room?: number;
}

/**
 * Village and site as one name. Where both do not fit, the longer is shortened with an ellipsis; the village keeps a third at
 * least, since desks of departments watch many. A site already named after its village is not said twice, and a name that
 * cannot be spelt at all gives way to its id.
 */
export const placeName = ({ village, site }: Pick<Place, "village" | "site">, style: NameStyle): string => {
  const { language, separator, spelling = oneLine, room = Number.POSITIVE_INFINITY } = style;
  const spelt = (text: string, id: string) => spelling(oneLine(text)) || id;
  const villageName = spelt(village.name[language], village.villageId);
  const siteName = spelt(site.name[language], site.siteId);
  if (siteName.startsWith(villageName)) return shortened(siteName, room);
  const available = room - separator.length;
  const villageRoom = Math.max(Math.floor(available / 3), available - siteName.length);
  const shortVillage = shortened(villageName, villageRoom);
  return `${shortVillage}${separator}${shortened(siteName, available - shortVillage.length)}`;
};

const shortened = (text: string, room: number): string => {
  if (text.length <= room) return text;
  let kept = "";
  for (const character of text) {
    if (kept.length + character.length >= room) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
};

/** The page behind an alert: the village's board, in an exercise the exercise's own. */
export const boardLink = ({ boardUrl, village }: Place, exerciseId?: string): string => {
  const query = [
    ...(/[?&]village=/.test(boardUrl) ? [] : [`village=${village.villageId}`]),
    ...(exerciseId === undefined ? [] : [`exercise=${exerciseId}`]),
  ].join("&");
  if (query === "") return boardUrl;
  return `${boardUrl}${boardUrl.includes("?") ? "&" : "?"}${query}`;
};
