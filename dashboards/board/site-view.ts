import type { Language } from "#shared/domain/language.ts";
import type { Level } from "#shared/domain/level.ts";
import type { SiteStatus, SiteTrouble } from "#shared/domain/status.ts";
import { type EpochMs, SECOND_MS } from "#shared/domain/time.ts";
import type { BoardClock } from "./board-clock.ts";
import { type FloodView, floodView } from "./flood-view.ts";
import { minutesBetween, timeWithDate } from "./hong-kong-time.ts";
import { otherLanguage, textsOf } from "./texts/of-language.ts";
import type { Texts } from "./texts/texts.ts";

/** How a site looks. `unknown` is for whatever could be mistaken for calm without being known to be. */
export type Tone = Level | "unknown";

/**
 * What can be made of the newest reading's time: none yet; fresh; stale (older than it may be); ahead (its time is still to come,
 * so that it would never grow old: as little worth as a stale one).
 */
export type Freshness = "none" | "fresh" | "stale" | "ahead";

/** One site as the board shows it: finished words, nothing left to decide. Absent members are not shown. */
export interface SiteView extends Partial<FloodView> {
  readonly key: string;
  readonly name: string;
  readonly otherName: string;
  readonly otherLanguage: Language;
  readonly hazard: string;
  readonly tone: Tone;
  /** The level in a word, and the same in the other language. */
  readonly word: string;
  readonly otherWord: string;
  readonly exercise?: string;
  readonly since?: string;
  /** Said loudly: the reading is stale, missing or in doubt. */
  readonly shout?: string;
  readonly explanation?: string;
  readonly isOutdated: boolean;
  readonly reading?: string;
  /** What the newest reading says, where no gauge is drawn. */
  readonly says?: string;
  /** What is wrong with its sensors, or who works at them. */
  readonly notes: readonly string[];
}

export const freshness = (site: SiteStatus, clock: BoardClock): Freshness => {
  if (site.observedAt === undefined) return "none";
  const ageMs = clock.now - site.observedAt;
  const limitMs = site.staleAfterS * SECOND_MS + clock.allowanceMs;
  if (ageMs > limitMs) return "stale";
  return ageMs < -limitMs ? "ahead" : "fresh";
};

/** An alarm keeps its look however old it is; calm must be fresh, and not in doubt. */
export const toneOf = (site: SiteStatus, fresh: Freshness): Tone => {
  if (site.level !== "normal") return site.level;
  return fresh === "fresh" && !site.suspect ? "normal" : "unknown";
};

const wordOf = (site: SiteStatus, fresh: Freshness, texts: Texts): string => {
  if (toneOf(site, fresh) !== "unknown") return texts.levels[site.level];
  if (fresh === "none") return texts.noReadingYet;
  return fresh === "fresh" ? texts.beingChecked : texts.unknown;
};

/** One site at one instant, in one language. Pure. */
export const siteView = (
  told: SiteStatus,
  clock: BoardClock,
  language: Language,
  exercise: boolean,
): SiteView => {
  const site = hasEnded(told, clock) ? ended(told) : told;
  const texts = textsOf[language];
  const other = otherLanguage(language);
  const fresh = freshness(site, clock);
  const tone = toneOf(site, fresh);
  return {
    key: `${site.siteId}/${site.hazard}`,
    name: site.name[language],
    otherName: site.name[other],
    otherLanguage: other,
    hazard: texts.hazards[site.hazard] ?? site.hazardName?.[language] ?? site.hazard.replace(/_/g, " "),
    tone,
    word: wordOf(site, fresh, texts),
    otherWord: wordOf(site, fresh, textsOf[other]),
    isOutdated: fresh !== "fresh",
    notes: notesOf(site, clock.now, texts),
    ...(site.says === undefined || fresh === "none" ? {} : { says: site.says[language] }),
    ...(exercise ? { exercise: texts.exercise } : {}),
    ...sinceMember(site, tone, clock.now, texts),
    ...doubts(site, fresh, clock.now, texts),
    ...(fresh === "none" || site.flood === undefined
      ? {}
      : floodView(site, site.flood, fresh === "fresh", clock.now, texts)),
  };
};

/** An alarm that ends by itself has ended when its time has come, whether anybody said so or not. */
const hasEnded = ({ endsAt, level }: SiteStatus, clock: BoardClock): boolean =>
  endsAt !== undefined && level !== "normal" && clock.now >= endsAt + clock.allowanceMs;

const ended = ({ endsAt = 0, says: _, ...site }: SiteStatus): SiteStatus => ({
  ...site,
  level: "normal",
  since: endsAt,
});

const isKnown = (kind: string, texts: Texts): boolean => Object.keys(texts.troubles).indexOf(kind) >= 0;

/** Maintenance ends by itself, on the page's own clock; several troubles of a kind are one line, since the first of them. */
const notesOf = (site: SiteStatus, now: EpochMs, texts: Texts): readonly string[] => {
  const { maintenanceUntil = 0, troubles = [] } = site;
  const time = (instant: EpochMs): string => timeWithDate(instant, now, texts);
  const kinds = troubles
    .map(({ kind }) => kind)
    .filter((kind, index, all) => isKnown(kind, texts) && all.indexOf(kind) === index);
  const first = (kind: SiteTrouble["kind"]): EpochMs =>
    Math.min(...troubles.filter((trouble) => trouble.kind === kind).map(({ since }) => since));
  return [
    ...(maintenanceUntil > now ? [texts.maintenance(time(maintenanceUntil))] : []),
    ...kinds.map((kind) => texts.troubles[kind](time(first(kind)))),
  ];
};

const sinceMember = (site: SiteStatus, tone: Tone, now: EpochMs, texts: Texts): Partial<SiteView> =>
  site.since === undefined || tone === "unknown"
    ? {}
    : { since: texts.since(timeWithDate(site.since, now, texts)) };

/** What the reading's time says, and what is said loudly of it. */
const doubts = (site: SiteStatus, fresh: Freshness, now: EpochMs, texts: Texts): Partial<SiteView> => {
  if (site.observedAt === undefined) return { explanation: texts.notAllClear };
  const time = timeWithDate(site.observedAt, now, texts);
  const age = texts.ago(minutesBetween(site.observedAt, now));
  const reading = texts.readAt(time, age);
  if (fresh === "fresh") return { reading, ...(site.suspect ? { shout: texts.suspect } : {}) };
  return {
    reading: texts.lastKnown(texts.levels[site.level], time),
    shout: fresh === "stale" ? texts.lastSeen(age) : texts.readingAhead(time),
    ...(site.level === "normal" ? { explanation: texts.notAllClear } : {}),
  };
};
